import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

const bySize = { send: { in: 'query', name: 'page[size]' }, value: 100 } as const;

/** A list that goes on by its cursor; pages by number end at 10,000 records. */
export const list = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: {
    kind: 'cursor',
    items: `body.${items}`,
    next: 'body.meta.after_cursor',
    more: 'body.meta.has_more = true',
    send: { in: 'query', name: 'page[after]' },
    size: bySize,
  },
});

/** What changed since the cursor, deleted tickets among it. It ends where it says so: a page may be empty before. */
export const exported = (kind: 'tickets' | 'users'): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'GET',
    path: `/incremental/${kind}/cursor`,
    query: { start_time: 'state.page = null ? ($exists(state.cursor) ? state.cursor : 0)', per_page: '1000' },
    budget: 'exports',
  },
  pagination: {
    kind: 'cursor',
    items: `body.${kind}`,
    next: 'body.after_cursor',
    more: 'body.end_of_stream = false',
    send: { in: 'query', name: 'cursor' },
  },
});

/** Organisations are exported by time alone: each page begins where the one before ended, and repeats that moment. */
export const exportedByTime = (kind: 'organizations'): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'GET',
    path: `/incremental/${kind}`,
    query: { start_time: 'state.page != null ? state.page : $exists(state.cursor) ? state.cursor : 0' },
    budget: 'exports',
  },
  pagination: { kind: 'cursor', items: `body.${kind}`, next: 'body.end_time', more: 'body.end_of_stream = false' },
});

/** `start_time` must be a minute old, and what changed within a minute is not exported yet. */
export const exportLagMs = 120_000;
