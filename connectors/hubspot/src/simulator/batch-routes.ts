import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { invalid, notFound, refuse, type HubspotFault } from './answers.ts';
import type { ObjectType } from './object-types.ts';
import { living, ofType } from './record-routes.ts';
import { draftFault, wireRecord } from './wire.ts';

interface Input {
  readonly id?: string;
  readonly idProperty?: string;
  readonly objectWriteTraceId?: string;
  readonly properties?: JsonObject;
}

interface Asked {
  readonly Params: { readonly type: string; readonly verb: string };
  readonly Body: {
    readonly inputs?: readonly Input[];
    readonly properties?: readonly string[];
    readonly idProperty?: string;
  };
}

type Outcome = JsonObject | HubspotFault;

const verbs = {
  create: {
    status: 201,
    one: (type: ObjectType, input: Input, box: SimulatorBox): Outcome => write(type, input, undefined, box),
  },
  update: {
    status: 200,
    one(type: ObjectType, input: Input, box: SimulatorBox): Outcome {
      const row = living(type, textOf(input.id), box, input.idProperty);
      return row ? write(type, input, row, box) : notFound;
    },
  },
  upsert: {
    status: 200,
    one(type: ObjectType, input: Input, box: SimulatorBox): Outcome {
      const by = input.idProperty ?? 'id';
      const property = type.properties.find(({ name }) => name === by);
      if (!property?.unique) return invalid(`Property ${by} is not a unique property`);
      const row = living(type, textOf(input.id), box, by);
      const keyed = { ...input, properties: { ...input.properties, [by]: textOf(input.id) } };
      const outcome = write(type, keyed, row, box);
      return isFault(outcome) ? outcome : { ...outcome, new: !row };
    },
  },
  read: {
    status: 200,
    one(type: ObjectType, input: Input, box: SimulatorBox): Outcome {
      const row = living(type, textOf(input.id), box, input.idProperty);
      return row ? wireRecord(type, row) : notFound;
    },
  },
} as const;

/** Up to a hundred records at once. Some refused: 207, with the trace ids of those that were. */
export function batchRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post<Asked>('/crm/v3/objects/:type/batch/archive', ({ params, body }, reply) =>
    ofType(params.type, reply, (type) => {
      for (const { id } of body.inputs ?? [])
        if (living(type, textOf(id), box)) box.records.remove(type.name, textOf(id));
      return reply.code(204).send();
    }),
  );
  app.post<Asked>('/crm/v3/objects/:type/batch/:verb', ({ params, body }, reply) =>
    ofType(params.type, reply, (type) => {
      const { inputs = [] } = body;
      if (!Object.hasOwn(verbs, params.verb)) return refuse(reply, notFound);
      if (inputs.length === 0 || inputs.length > 100) return refuse(reply, invalid('A batch holds 1 to 100 inputs'));
      const verb = verbs[params.verb as keyof typeof verbs];
      const outcomes = inputs.map((input) => ({ input, outcome: verb.one(type, input, box) }));
      const results = outcomes.flatMap(({ input, outcome }) =>
        isFault(outcome) ? [] : [{ ...outcome, ...traced(input) }],
      );
      const errors = outcomes.flatMap(({ input, outcome }) => (isFault(outcome) ? [wireError(input, outcome)] : []));
      const now = new Date(box.now()).toISOString();
      const answer = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
      return errors.length === 0
        ? reply.code(verb.status).send(answer)
        : reply.code(207).send({ ...answer, numErrors: errors.length, errors });
    }),
  );
}

function write(type: ObjectType, { properties = {} }: Input, row: JsonObject | undefined, box: SimulatorBox): Outcome {
  const fault = draftFault(type, properties, !row, box, textOf(row?.['id']));
  return (
    fault ?? wireRecord(type, box.records.upsert(type.name, { ...properties, ...(row && { id: row['id'] ?? null }) }))
  );
}

function isFault(outcome: Outcome): outcome is HubspotFault {
  return 'category' in outcome && typeof outcome['status'] === 'number';
}

function traced({ objectWriteTraceId: trace }: Input): JsonObject {
  return trace === undefined ? {} : { objectWriteTraceId: trace };
}

function wireError({ id, objectWriteTraceId: trace }: Input, { category, message }: HubspotFault): Json {
  const context = { ids: [textOf(id)], ...(trace !== undefined && { objectWriteTraceId: [trace] }) };
  return { status: 'error', category, message, context };
}
