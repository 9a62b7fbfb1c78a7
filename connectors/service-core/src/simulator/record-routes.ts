import type { Json, JsonObject } from '@joinery/contracts';
import {
  InvalidCursor,
  pageOf,
  schemaFaults,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { objectOf, withoutNulls } from './collections.ts';
import { once } from './idempotency.ts';

interface One {
  readonly Params: { readonly collection: string; readonly id: string };
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}
interface ByExternalId {
  readonly Params: { readonly collection: string; readonly system: string; readonly externalId: string };
  readonly Body: JsonObject;
}

/** List, read, create, change, upsert and delete, alike for every object. */
export function recordRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const all = '/api/v1/:collection';
  const repeatable = once(box);
  app.addHook('preHandler', async (request, reply) => {
    const { collection } = request.params as Partial<One['Params']>;
    return collection !== undefined && !objectOf.has(collection)
      ? refuse(reply, notFound(`Object ${collection}`))
      : undefined;
  });
  app.get<One>(all, (request, reply) => list(request.params.collection, request, reply, box));
  app.get<One>(`${all}/:id`, ({ params }, reply) => living(box, params) ?? refuse(reply, notFound(params.id)));
  app.post<One>(all, async (request, reply) =>
    repeatable(request, reply, () => create(box, request.params.collection, request.body, reply)),
  );
  app.patch<One>(`${all}/:id`, (request, reply) => change(box, request.params, request, reply));
  app.put<ByExternalId>(`${all}/by-external-id/:system/:externalId`, (request, reply) =>
    upsert(box, request.params, request.body, reply),
  );
  app.delete<One>(`${all}/:id`, ({ params }, reply) => {
    if (!living(box, params)) return refuse(reply, notFound(params.id));
    box.records.remove(params.collection, params.id);
    return reply.code(204).send();
  });
}

function list(collection: string, request: SimulatorRequest, reply: SimulatorReply, box: SimulatorBox): unknown {
  const { limit = '50', cursor, ...filters } = request.query as Record<string, string>;
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 200) {
    return refuse(reply, { status: 400, code: 'bad_limit', message: 'limit is 1 to 200' });
  }
  const rows = box.records.list(collection).filter((row) => row['isDeleted'] !== true && matches(row, filters));
  const placeOf = (row: JsonObject): readonly string[] => [textOf(row['id'])];
  try {
    const sorted = rows.toSorted((a, b) => (textOf(a['id']) < textOf(b['id']) ? -1 : 1));
    const { items, next } = pageOf({
      rows: sorted,
      limit: size,
      cursor,
      placeOf,
      faults: box.faults,
      path: request.url,
    });
    return { items, nextCursor: next ?? null };
  } catch (error) {
    if (error instanceof InvalidCursor)
      return refuse(reply, { status: 400, code: 'bad_cursor', message: 'The cursor is not known' });
    throw error;
  }
}

/** `?email=a@b` finds the field, its members in lists included: `emails[].value`. */
function matches(row: JsonObject, filters: Readonly<Record<string, string>>): boolean {
  return Object.entries(filters).every(([field, wanted]) => {
    const value = row[field];
    return textOf(value) === wanted || (Array.isArray(value) && value.some((item: Json) => itemText(item) === wanted));
  });
}

function itemText(item: Json): string {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
    ? textOf((item as JsonObject)['value'])
    : textOf(item);
}

function living(box: SimulatorBox, { collection, id }: One['Params']): JsonObject | undefined {
  const row = box.records.get(collection, id);
  return row?.['isDeleted'] === true ? undefined : row;
}

function create(box: SimulatorBox, collection: string, draft: JsonObject, reply: SimulatorReply): unknown {
  const record = collection === 'tickets' ? { status: 'new', ...draft } : draft;
  if (textOf(draft['id']) !== '' && box.records.get(collection, textOf(draft['id']))) {
    return refuse(reply, { status: 409, code: 'duplicate', message: `${textOf(draft['id'])} exists already` });
  }
  return refuseInvalid(collection, record, reply) ?? reply.code(201).send(box.records.upsert(collection, record));
}

function change(box: SimulatorBox, params: One['Params'], request: SimulatorRequest, reply: SimulatorReply): unknown {
  const before = living(box, params);
  if (!before) return refuse(reply, notFound(params.id));
  const expected = request.headers['if-match'];
  if (expected !== undefined && expected !== textOf(before['version'])) {
    const details = { expected, current: before['version'] ?? null };
    return refuse(reply, {
      status: 412,
      code: 'version_conflict',
      message: 'The record was changed meanwhile',
      details,
    });
  }
  const draft = request.body as JsonObject;
  if (params.collection === 'tickets' && draft['status'] === 'new' && before['status'] !== 'new')
    return refuse(reply, noWayBack);
  return (
    refuseInvalid(params.collection, { ...before, ...draft }, reply) ??
    box.records.upsert(params.collection, { ...draft, id: params.id })
  );
}

const noWayBack = {
  status: 422,
  code: 'validation_failed',
  message: 'The record is not valid',
  details: [{ field: 'status', message: 'a ticket that was worked on cannot be new again' }],
};

function upsert(
  box: SimulatorBox,
  { collection, system, externalId }: ByExternalId['Params'],
  draft: JsonObject,
  reply: SimulatorReply,
): unknown {
  const existing = byExternalId(box, collection, system, externalId);
  if (existing) {
    return (
      refuseInvalid(collection, { ...existing, ...draft }, reply) ??
      box.records.upsert(collection, { ...draft, id: textOf(existing['id']) })
    );
  }
  return create(box, collection, { ...draft, externalIds: [{ system, id: externalId }] }, reply);
}

export function byExternalId(
  box: SimulatorBox,
  collection: string,
  system: string,
  externalId: string,
): JsonObject | undefined {
  return box.records.find(collection, (row) => {
    const ids = row['externalIds'];
    const holds = (item: Json): boolean => {
      const { system: itemSystem, id } = item as JsonObject;
      return itemSystem === system && id === externalId;
    };
    return row['isDeleted'] !== true && Array.isArray(ids) && ids.some(holds);
  });
}

export function refuseInvalid(collection: string, record: JsonObject, reply: SimulatorReply): unknown {
  const details = schemaFaults(objectOf.get(collection)?.schema ?? {}, withoutNulls(record)).map((fault) => ({
    ...fault,
  }));
  if (details.length === 0) return undefined;
  return refuse(reply, { status: 422, code: 'validation_failed', message: 'The record is not valid', details });
}
