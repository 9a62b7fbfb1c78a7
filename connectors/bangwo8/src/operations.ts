import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/**
 * A list by numbered pages, in either of its envelopes: bare, or under `data`. Of the next page's address only that there
 * is one is read, since it may leave out what was asked.
 */
export const list = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: {
    kind: 'page',
    items: `$exists(body.${items}) ? body.${items} : body.data.${items}`,
    send: { in: 'query', name: 'page' },
    size: { send: { in: 'query', name: 'per_page' }, value: 100 },
    more: "$type(body.next_page) = 'string' and body.next_page != ''",
  },
});

/** One record: bare or under `data`, an object or a list of one. */
export const oneOf = (name: string): string =>
  `($found := $exists(body.${name}) ? body.${name} : body.data.${name}; $type($found) = 'array' ? $found[0] : $found)`;

/** A 200 that holds the record's member, or nothing, and no record in it: there is none. Answers to writes have words. */
export const emptyIsNotFound = (name: string) => [
  {
    when: {
      status: '2xx' as const,
      expression: `$type(body) = 'object' and $not($exists(body.errcode)) and $not($exists(body.error)) and $not($exists(body.message))
        and $not($exists(${oneOf(name)}))`,
    },
    meaning: 'not-found' as const,
    code: "'empty'",
    message: { zh: '没有这条记录', en: 'There is no such record' },
  },
];

/** The newest changes first: what changes meanwhile pushes others to later pages, where they are met twice at worst. */
export const changed = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation =>
  list(path, items, { ...query, updated_start: 'state.cursor', updated_order: "'desc'" });

/** Times have no zone of their own. */
export const changeCursor = {
  kind: 'time',
  value: 'item.updateDT',
  format: 'date-time',
  offset: "$exists(connection.utcOffset) ? connection.utcOffset : '+08:00'",
  lagMs: 120_000,
} as const;

/** Sent with a write, the vendor does not do it twice. For how long it remembers is not told: ten minutes are assumed. */
export const requestKey = {
  send: { in: 'header', name: 'Requestid' },
  shape: 'uuid',
  rememberedForMs: 600_000,
} as const;
