import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/**
 * A list by numbered pages. The answer has the next one's address; only that there is one is read of it, since it may
 * name another host and leave out what was asked.
 */
export const list = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: {
    kind: 'page',
    items: `body.${items}`,
    send: { in: 'query', name: 'page' },
    size: { send: { in: 'query', name: 'per_page' }, value: 100 },
    more: "$type(body.next_page) = 'string' and body.next_page != ''",
  },
});

/** The newest changes first: what changes meanwhile pushes others to later pages, where they are met twice at worst. */
export const changed = (path: string, items: string): RequestOperation =>
  list(path, items, { updated_start: 'state.cursor', updated_order: "'desc'" });

/** Times have no zone of their own. Whether the start is inclusive is not told; the lag covers it. */
export const changeCursor = {
  kind: 'time',
  value: 'item.updated_at',
  format: 'date-time',
  offset: "$exists(connection.utcOffset) ? connection.utcOffset : '+08:00'",
  lagMs: 120_000,
} as const;
