import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { wireRecord } from './sobjects.ts';
import { parseSoql, SoqlFault, type Query } from './soql.ts';

interface Asked {
  readonly Params: { readonly version: string; readonly locator: string };
  readonly Querystring: { readonly q?: string };
}

/** A result that is read page by page. */
interface Cursor {
  readonly query: Query;
  readonly rows: readonly JsonObject[];
  readonly size: number;
}

/** SOQL, and the pages that follow by `nextRecordsUrl`. */
export function queryRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const cursors = new Map<string, Cursor>();
  box.onReset(() => cursors.clear());
  const answer = (request: SimulatorRequest, reply: SimulatorReply, all: boolean): unknown => {
    const { q = '' } = request.query as Asked['Querystring'];
    try {
      const query = parseSoql(q);
      const cursor = { query, rows: rowsOf(query, box, all), size: sizeOf(request) };
      const id = `01g${box.newId().slice(0, 15)}`;
      if (query.fields.length === 0) return { totalSize: cursor.rows.length, done: true, records: [] };
      return page(id, cursor, 0, request);
    } catch (error) {
      if (error instanceof SoqlFault)
        return refuse(reply, { status: 400, errorCode: error.errorCode, message: error.message });
      throw error;
    }
  };
  const page = (id: string, cursor: Cursor, offset: number, request: SimulatorRequest): JsonObject => {
    const { version } = request.params as Asked['Params'];
    const { rows, size, query } = cursor;
    const { items, next } = offsetPageOf({ rows, limit: size, offset, faults: box.faults, path: request.url });
    const records = items.map((row) => wireRecord(query.sobject, row, query.fields, version));
    if (next === undefined) return { totalSize: rows.length, done: true, records };
    cursors.set(id, cursor);
    return {
      totalSize: rows.length,
      done: false,
      nextRecordsUrl: `/services/data/${version}/query/${id}-${next}`,
      records,
    };
  };
  app.get<Asked>('/services/data/:version/query', (request, reply) => answer(request, reply, false));
  app.get<Asked>('/services/data/:version/queryAll', (request, reply) => answer(request, reply, true));
  app.get<Asked>('/services/data/:version/query/:locator', (request, reply) => {
    const [id = '', offset = ''] = request.params.locator.split('-');
    const cursor = cursors.get(id);
    if (!cursor)
      return refuse(reply, { status: 400, errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' });
    return page(id, cursor, Number(offset), request);
  });
}

function rowsOf(
  { sobject, holds, compare, limit, offset }: Query,
  { records }: SimulatorBox,
  all: boolean,
): readonly JsonObject[] {
  const rows = records.list(sobject.collection).filter((row) => (all || row['IsDeleted'] !== true) && holds(row));
  return rows.toSorted(compare).slice(offset, offset + limit);
}

/** `Sforce-Query-Options: batchSize=200`, from 200 to 2,000. */
function sizeOf({ headers }: SimulatorRequest): number {
  const wished = /batchSize=(\d+)/i.exec(String(headers['sforce-query-options'] ?? ''))?.[1];
  return wished === undefined ? 2_000 : Math.min(2_000, Math.max(200, Number(wished)));
}
