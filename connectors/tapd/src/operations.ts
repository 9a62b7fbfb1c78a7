import type { ConnectorManifestInput } from '@joinery/contracts';
import type { ItemKind } from './item-kinds.ts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** Every request names its workspace. */
export const workspace = { workspace_id: 'connection.workspaceId' } as const;

/** A list by numbered pages; it does not say how many there are, so a page that is not full is the last. */
export const list = (
  path: string,
  node: string,
  query: Readonly<Record<string, string>> = {},
  items = `body.data.${node}`,
): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query: { ...workspace, ...query } },
  pagination: {
    kind: 'page',
    items,
    send: { in: 'query', name: 'page' },
    size: { send: { in: 'query', name: 'limit' }, value: 200 },
  },
});

/**
 * Those changed since the cursor, the newest first, so that what changes meanwhile is met twice at worst. TAPD asks by
 * whole days and beyond the day named; the rest of the day before is left out here.
 */
export const changed = ({ path, node }: ItemKind): RequestOperation =>
  list(
    `/${path}`,
    node,
    { order: "'modified desc'", modified: dayBefore },
    `($since := state.cursor; $exists($since) ? body.data.${node}[modified >= $since] : body.data.${node})`,
  );

/** `>2026-08-31` for a cursor `2026-09-01 10:05:00`. */
const dayBefore = `$exists(state.cursor) ? '>' & $fromMillis($toMillis($substring(state.cursor, 0, 10) & 'T00:00:00Z') - 86400000, '[Y0001]-[M01]-[D01]')`;

/** Times have no zone of their own. */
export const localTime = {
  kind: 'time',
  format: 'date-time',
  offset: "$exists(connection.utcOffset) ? connection.utcOffset : '+08:00'",
  lagMs: 120_000,
} as const;

/** Asked by its id, a record is a list of one; a record that is not there is an empty list with status 1. */
export const one = (kind: ItemKind): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/${kind.path}`, query: { ...workspace, id: 'input.id' } },
  output: `body.data.${kind.node}[0]`,
  errors: [
    {
      when: { status: '2xx', expression: 'body.status = 1 and $count(body.data) = 0' },
      meaning: 'not-found',
      code: "'empty'",
      message: {
        zh: `此项目中没有该${kind.zh},可能已移入回收站`,
        en: `The workspace has no such ${kind.en}; it may be in the recycle bin`,
      },
    },
  ],
});
