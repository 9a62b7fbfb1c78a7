import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { sobjectOf, sobjects, wireDescription, wireRecord, type SObject } from './sobjects.ts';
import { gone, living, upsertRecord, writeRecord, type Written } from './write-record.ts';

interface Asked {
  readonly Params: {
    readonly version: string;
    readonly name: string;
    readonly id: string;
    readonly by: string;
    readonly key: string;
  };
  readonly Querystring: { readonly fields?: string; readonly updateOnly?: string };
  readonly Body: JsonObject;
}

const path = '/services/data/:version';

/** Single records, and what the organisation says about its objects. */
export function recordRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get(`${path}/limits`, () => ({ DailyApiRequests: { Max: 15_000, Remaining: 14_980 } }));
  app.get(`${path}/sobjects`, () => ({
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: sobjects.map((sobject) => {
      const { fields: _fields, ...description } = wireDescription(sobject);
      return description;
    }),
  }));
  app.get<Asked>(`${path}/sobjects/:name/describe`, ({ params }, reply) =>
    withObject(params.name, reply, wireDescription),
  );
  app.post<Asked>(`${path}/sobjects/:name`, ({ params, body }, reply) =>
    withObject(params.name, reply, (sobject) => answered(reply, writeRecord(box, sobject, body), params, 'create')),
  );
  app.get<Asked>(`${path}/sobjects/:name/:id`, ({ params, query }, reply) =>
    withObject(params.name, reply, (sobject) => {
      const row = living(box, sobject, params.id);
      const wanted = query.fields?.split(',') ?? [...sobject.fields.map(({ name }) => name), ...Object.keys(row ?? {})];
      return row
        ? wireRecord(sobject, row, [...new Set(wanted)], params.version)
        : refuse(reply, gone(box, sobject, params.id));
    }),
  );
  app.patch<Asked>(`${path}/sobjects/:name/:id`, ({ params, body }, reply) =>
    withObject(params.name, reply, (sobject) =>
      answered(reply, writeRecord(box, sobject, body, params.id), params, 'update'),
    ),
  );
  app.delete<Asked>(`${path}/sobjects/:name/:id`, ({ params }, reply) =>
    withObject(params.name, reply, (sobject) => {
      const row = living(box, sobject, params.id);
      if (!row) return refuse(reply, gone(box, sobject, params.id));
      box.records.remove(sobject.collection, textOf(row['Id']));
      return reply.code(204).send();
    }),
  );
  app.patch<Asked>(`${path}/sobjects/:name/:by/:key`, ({ params, body }, reply) =>
    withObject(params.name, reply, (sobject) =>
      answered(reply, upsertRecord(box, sobject, params.by, params.key, body), params, 'upsert'),
    ),
  );
}

function withObject(name: string, reply: SimulatorReply, work: (sobject: SObject) => unknown): unknown {
  const sobject = sobjectOf(name);
  return sobject ? work(sobject) : refuse(reply, notFound());
}

function answered(
  reply: SimulatorReply,
  written: Written,
  { version, name }: Asked['Params'],
  use: 'create' | 'update' | 'upsert',
): unknown {
  if (written.kind === 'refused') return refuse(reply, written.fault);
  // Several records with the external id: their addresses.
  if (written.kind === 'several') {
    return reply.code(300).send(written.ids.map((id) => `/services/data/${version}/sobjects/${name}/${id}`));
  }
  if (use === 'update') return reply.code(204).send();
  const { id, created } = written;
  return reply.code(created ? 201 : 200).send({ id, success: true, errors: [], ...(use === 'upsert' && { created }) });
}
