import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** The requests every object of the core has alike; actions and objects put their own names on the input. */
export const list = (collection: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/${collection}`, query },
  pagination: {
    kind: 'cursor',
    items: 'body.items',
    next: 'body.nextCursor',
    send: { in: 'query', name: 'cursor' },
    size: { send: { in: 'query', name: 'limit' }, value: 100 },
  },
});

/** Changes by (updatedAt, id), deleted records among them. */
export const exportSince = (collection: string, since: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/export/${collection}`, query: { updatedSince: since } },
  pagination: {
    kind: 'cursor',
    items: 'body.items',
    next: 'body.nextCursor',
    more: 'body.hasMore',
    send: { in: 'query', name: 'cursor' },
    size: { send: { in: 'query', name: 'limit' }, value: 200 },
  },
});

export const get = (collection: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/${collection}/{input.id}` },
});

export const create = (collection: string, record: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path: `/${collection}`, body: record },
});

export const update = (collection: string, changes: string): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'PATCH',
    path: `/${collection}/{input.id}`,
    headers: { 'If-Match': 'input.version' },
    body: changes,
  },
});

export const upsert = (collection: string, key: string): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'PUT',
    path: `/${collection}/by-external-id/{$exists(input.system) ? input.system : $exists(connection.externalSystem) ? connection.externalSystem : 'joinery'}/{${key}}`,
    body: 'input.record',
  },
});

export const remove = (collection: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'DELETE', path: `/${collection}/{input.id}` },
  output: "{'id': input.id, 'deleted': true}",
});

/** The core remembers a key for a day. */
export const createEffect = {
  class: 'idempotent',
  key: { send: { in: 'header', name: 'Idempotency-Key' }, rememberedForMs: 24 * 3600_000 },
} as const;
