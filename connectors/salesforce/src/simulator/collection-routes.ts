import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { sobjectOf, sobjects, type SObject } from './sobjects.ts';
import { gone, living, upsertRecord, wireOutcome, writeRecord, type Written } from './write-record.ts';

interface Asked {
  readonly Params: { readonly version: string; readonly name: string; readonly by: string };
  readonly Querystring: { readonly ids?: string };
  readonly Body: { readonly allOrNone?: boolean; readonly records?: readonly JsonObject[] };
}

const largest = 200;
const path = '/services/data/:version/composite/sobjects';

/** Up to 200 records at once: 200 for the whole, an outcome for each. */
export function collectionRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post<Asked>(path, ({ body }, reply) =>
    each(body.records, reply, (sobject, record) => wireOutcome(writeRecord(box, sobject, record), false)),
  );
  app.patch<Asked>(path, ({ body }, reply) =>
    each(body.records, reply, (sobject, { id, Id, ...record }) =>
      wireOutcome(writeRecord(box, sobject, record, textOf(id ?? Id)), false),
    ),
  );
  app.patch<Asked>(`${path}/:name/:by`, ({ params, body }, reply) =>
    each(body.records, reply, (sobject, record) =>
      wireOutcome(upsertRecord(box, sobject, params.by, textOf(record[params.by]), record), true),
    ),
  );
  app.delete<Asked>(path, ({ query }) =>
    (query.ids ?? '').split(',').map((id) => wireOutcome(removed(box, id), false)),
  );
}

function each(
  records: readonly JsonObject[] = [],
  reply: SimulatorReply,
  write: (sobject: SObject, record: JsonObject) => JsonObject,
): unknown {
  if (records.length === 0 || records.length > largest) {
    return refuse(reply, {
      status: 400,
      errorCode: 'EXCEEDED_ID_LIMIT',
      message: `record limit reached. cannot submit more than ${largest} records into this call`,
    });
  }
  return records.map((record) => {
    const { type } = (record['attributes'] ?? {}) as JsonObject;
    const sobject = sobjectOf(textOf(type));
    if (sobject) return write(sobject, record);
    const fault = {
      status: 400,
      errorCode: 'INVALID_TYPE',
      message: `sObject type '${textOf(type)}' is not supported.`,
    };
    return wireOutcome({ kind: 'refused', fault }, false);
  });
}

function removed(box: SimulatorBox, id: string): Written {
  const sobject = sobjects.find(({ prefix }) => id.startsWith(prefix)) ?? (sobjects[0] as SObject);
  const row = living(box, sobject, id);
  if (!row) return { kind: 'refused', fault: gone(box, sobject, id) };
  box.records.remove(sobject.collection, textOf(row['Id']));
  return { kind: 'written', id, created: false };
}
