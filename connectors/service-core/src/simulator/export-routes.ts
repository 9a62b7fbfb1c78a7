import type { JsonObject } from '@joinery/contracts';
import { InvalidCursor, pageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { objectOf } from './collections.ts';

interface Export {
  readonly Params: { readonly collection: string };
  readonly Querystring: { readonly updatedSince?: string; readonly cursor?: string; readonly limit?: string };
}

const placeOf = (row: JsonObject): readonly string[] => [textOf(row['updatedAt']), textOf(row['id'])];

/** Changes in the order of (updatedAt, id), deleted records among them: what a sync reads. */
export function exportRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Export>('/api/v1/export/:collection', ({ params, query, url }, reply) => {
    if (!objectOf.has(params.collection)) return refuse(reply, notFound(`Object ${params.collection}`));
    const since = query.updatedSince ?? '';
    if (since !== '' && Number.isNaN(Date.parse(since))) {
      return refuse(reply, { status: 400, code: 'bad_time', message: 'updatedSince is an RFC 3339 time' });
    }
    const from = since === '' ? '' : new Date(since).toISOString();
    const rows = box.records
      .list(params.collection)
      .filter((row) => textOf(row['updatedAt']) >= from)
      .toSorted((a, b) => (placeOf(a).join('\n') < placeOf(b).join('\n') ? -1 : 1));
    try {
      const limit = Math.min(Number(query.limit ?? 200), 500);
      const { items, next } = pageOf({ rows, limit, cursor: query.cursor, placeOf, faults: box.faults, path: url });
      return {
        items,
        nextCursor: next ?? null,
        hasMore: next !== undefined,
        watermark: textOf(rows.at(-1)?.['updatedAt']) || null,
      };
    } catch (error) {
      if (error instanceof InvalidCursor)
        return refuse(reply, { status: 400, code: 'bad_cursor', message: 'The cursor is not known' });
      throw error;
    }
  });
}
