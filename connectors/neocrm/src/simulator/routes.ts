import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { faults, refuse, success } from './answers.ts';
import { readOnly, xobjects, type XObject } from './xobjects.ts';
import { parseXoql, rowsOf, type Query } from './xoql.ts';

interface Asked {
  readonly Params: { readonly object: string; readonly id: string };
  readonly Body: { readonly data?: JsonObject } | undefined;
}

const path = '/rest/data/v2.0';
const largestBatch = 2_000;

/** Records of any object, and XOQL in two forms. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Asked>(`${path}/xobjects/:object/description`, ({ params }, reply) =>
    ofObject(params.object, reply, ({ apiKey, label, fields }) =>
      success({ apiKey, label, fields: fields.map((field) => ({ ...field })) }),
    ),
  );
  app.post<Asked>(`${path}/xobjects/:object`, ({ params, body }, reply) =>
    ofObject(params.object, reply, (object) => {
      const draft = body?.data ?? {};
      const fault = draftFault(object, draft, true);
      if (fault) return refuse(reply, faults.parameter[0], fault);
      return success({ id: box.records.upsert(object.apiKey, draft)['id'] ?? null });
    }),
  );
  app.get<Asked>(`${path}/xobjects/:object/:id`, ({ params }, reply) =>
    ofObject(params.object, reply, ({ apiKey }) => {
      const row = box.records.get(apiKey, params.id);
      return row ? success(row) : refuse(reply, ...faults.notFound);
    }),
  );
  app.patch<Asked>(`${path}/xobjects/:object/:id`, ({ params, body }, reply) =>
    ofObject(params.object, reply, (object) => {
      const row = box.records.get(object.apiKey, params.id);
      if (!row) return refuse(reply, ...faults.notFound);
      const draft = body?.data ?? {};
      const fault = draftFault(object, draft, false);
      if (fault) return refuse(reply, faults.parameter[0], fault);
      box.records.upsert(object.apiKey, { ...draft, id: row['id'] ?? null });
      return success({});
    }),
  );
  app.delete<Asked>(`${path}/xobjects/:object/:id`, ({ params }, reply) =>
    ofObject(params.object, reply, ({ apiKey }) =>
      box.records.remove(apiKey, params.id) ? success({}) : refuse(reply, ...faults.notFound),
    ),
  );
  queryRoutes(app, box);
}

function queryRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const run = (
    form: URLSearchParams,
    reply: SimulatorReply,
    answer: (query: Query, rows: readonly JsonObject[]) => unknown,
  ): unknown => {
    const query = parseXoql(form.get('xoql') ?? '');
    if (typeof query === 'string') return refuse(reply, faults.parameter[0], query);
    return answer(query, rowsOf(query, box.records.list(query.object.apiKey)));
  };
  app.post(`${path}/query/xoql`, ({ rawBody }, reply) =>
    run(new URLSearchParams(rawBody), reply, (query, rows) => {
      const records = rows.slice(0, 100).map((row) => picked(row, query));
      return success({ totalSize: rows.length, count: records.length, records });
    }),
  );
  app.post(`${path}/query/xoqlScroll`, ({ rawBody, url }, reply) => {
    const form = new URLSearchParams(rawBody);
    const limit = Number(form.get('batchCount') ?? 100);
    if (limit > largestBatch) return refuse(reply, ...faults.parameter);
    return run(form, reply, (query, rows) => {
      const offset = Number(form.get('queryLocator')?.split('-')[1] ?? 0);
      const { items, next } = offsetPageOf({ rows, limit, offset, faults: box.faults, path: url });
      // The locator stands beside the data, and is empty at the end.
      return success(
        { records: items.map((row) => picked(row, query)) },
        { queryLocator: next === undefined ? '' : `scroll-${next}` },
      );
    });
  });
}

function picked(row: JsonObject, { fields }: Query): JsonObject {
  return Object.fromEntries(fields.map((name) => [name, row[name] ?? null]));
}

function ofObject(name: string, reply: SimulatorReply, work: (object: XObject) => unknown): unknown {
  const object = xobjects.find(({ apiKey }) => apiKey === name);
  return object ? work(object) : refuse(reply, ...faults.noObject);
}

function draftFault({ fields }: XObject, draft: JsonObject, isNew: boolean): string | undefined {
  for (const name of Object.keys(draft)) {
    if (readOnly.has(name) || !fields.some(({ apiKey }) => apiKey === name)) return `字段${name}不可写`;
  }
  const missing = fields.find(
    ({ apiKey, required }) => required && (isNew || apiKey in draft) && textOf(draft[apiKey]) === '',
  );
  return missing && `${missing.label}不能为空`;
}
