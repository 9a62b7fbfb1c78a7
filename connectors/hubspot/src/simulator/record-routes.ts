import type { JsonObject } from '@joinery/contracts';
import {
  InvalidCursor,
  offsetPageOf,
  pageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { invalid, notFound, refuse } from './answers.ts';
import { objectTypeOf, type ObjectType } from './object-types.ts';
import { searched, type SearchRequest } from './search-records.ts';
import { draftFault, wireRecord } from './wire.ts';

interface Asked {
  readonly Params: { readonly type: string; readonly id: string };
  readonly Querystring: {
    readonly limit?: string;
    readonly after?: string;
    readonly properties?: string | readonly string[];
    readonly archived?: string;
    readonly idProperty?: string;
  };
  readonly Body: { readonly properties?: JsonObject } & SearchRequest;
}

const path = '/crm/v3/objects/:type';
const furthest = 10_000;

/** List, read, create, change, archive and search, alike for every object type. */
export function recordRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Asked>(path, ({ params, query, url }, reply) =>
    ofType(params.type, reply, (type) => list(type, query, url, reply, box)),
  );
  app.post<Asked>(`${path}/search`, ({ params, body, url }, reply) =>
    ofType(params.type, reply, (type) => search(type, body, url, reply, box)),
  );
  app.post<Asked>(path, ({ params, body }, reply) =>
    ofType(params.type, reply, (type) => {
      const draft = body.properties ?? {};
      const fault = draftFault(type, draft, true, box);
      return fault
        ? refuse(reply, fault)
        : reply.code(201).send(wireRecord(type, box.records.upsert(type.name, draft)));
    }),
  );
  app.get<Asked>(`${path}/:id`, ({ params, query }, reply) =>
    ofType(params.type, reply, (type) => {
      const row = living(type, params.id, box, query.idProperty);
      return row ? wireRecord(type, row, namesOf(query.properties)) : refuse(reply, notFound);
    }),
  );
  app.patch<Asked>(`${path}/:id`, ({ params, query, body }, reply) =>
    ofType(params.type, reply, (type) => {
      const row = living(type, params.id, box, query.idProperty);
      if (!row) return refuse(reply, notFound);
      const draft = body.properties ?? {};
      const fault = draftFault(type, draft, false, box, textOf(row['id']));
      return fault
        ? refuse(reply, fault)
        : wireRecord(type, box.records.upsert(type.name, { ...draft, id: row['id'] ?? null }), Object.keys(draft));
    }),
  );
  app.delete<Asked>(`${path}/:id`, ({ params }, reply) =>
    ofType(params.type, reply, (type) => {
      // Archiving what is not there is archiving.
      if (living(type, params.id, box)) box.records.remove(type.name, params.id);
      return reply.code(204).send();
    }),
  );
}

export function ofType(name: string, reply: SimulatorReply, work: (type: ObjectType) => unknown): unknown {
  const type = objectTypeOf(name);
  return type ? work(type) : refuse(reply, invalid(`Unable to infer object type from: ${name}`));
}

export function living({ name }: ObjectType, id: string, { records }: SimulatorBox, by = 'id'): JsonObject | undefined {
  return records.find(name, (row) => row['archived'] !== true && textOf(row[by]).toLowerCase() === id.toLowerCase());
}

function namesOf(properties: string | readonly string[] = []): readonly string[] {
  return [properties]
    .flat()
    .flatMap((names) => names.split(','))
    .filter((name) => name !== '');
}

function list(
  type: ObjectType,
  query: Asked['Querystring'],
  url: string,
  reply: SimulatorReply,
  box: SimulatorBox,
): unknown {
  const limit = Number(query.limit ?? 10);
  if (limit < 1 || limit > 100) return refuse(reply, invalid('limit must be between 1 and 100'));
  const archived = query.archived === 'true';
  const rows = byId(box.records.list(type.name).filter((row) => (row['archived'] === true) === archived));
  const placeOf = (row: JsonObject): readonly string[] => [textOf(row['id']).padStart(20, '0')];
  try {
    const { items, next } = pageOf({ rows, limit, cursor: query.after, placeOf, faults: box.faults, path: url });
    return {
      results: items.map((row) => wireRecord(type, row, namesOf(query.properties))),
      ...(next !== undefined && { paging: { next: { after: next, link: `https://api.hubapi.com${url}` } } }),
    };
  } catch (error) {
    if (error instanceof InvalidCursor) return refuse(reply, invalid('The after parameter is not valid'));
    throw error;
  }
}

function byId(rows: readonly JsonObject[]): readonly JsonObject[] {
  return rows.toSorted((a, b) => Number(a['id']) - Number(b['id']));
}

function search(
  type: ObjectType,
  request: SearchRequest,
  url: string,
  reply: SimulatorReply,
  box: SimulatorBox,
): unknown {
  const { limit = 10, after = '0', properties } = request;
  if (limit < 1 || limit > 200) return refuse(reply, invalid('limit must be between 1 and 200'));
  const offset = Number(after);
  if (!Number.isInteger(offset) || offset + limit > furthest)
    return refuse(reply, invalid('Paging through results can only be done up to 10000 total results'));
  const rows = box.records.list(type.name).filter((row) => row['archived'] !== true);
  const found = searched(rows, request);
  if (typeof found === 'string') return refuse(reply, invalid(`There was a problem with the request: ${found}`));
  // A condition on the id is how one goes on: the disturbances see it as the place in the whole list.
  const whole = searched(rows, withoutIdCondition(request));
  const skipped = typeof whole === 'string' ? 0 : whole.length - found.length;
  const { items, next } = offsetPageOf({
    rows: typeof whole === 'string' ? found : whole,
    limit,
    offset: skipped + offset,
    faults: box.faults,
    path: url,
  });
  return {
    total: found.length,
    results: items.map((row) => wireRecord(type, row, properties)),
    ...(next !== undefined && { paging: { next: { after: String(next - skipped) } } }),
  };
}

function withoutIdCondition(request: SearchRequest): SearchRequest {
  const groups = request.filterGroups?.map(({ filters = [] }) => ({
    filters: filters.filter(({ propertyName, operator }) => propertyName !== 'hs_object_id' || operator !== 'GT'),
  }));
  return { ...request, ...(groups && { filterGroups: groups }) };
}
