import { field } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

export const projectField = field.text('项目', 'Project', {
  minLength: 1,
  maxLength: 100,
  'x-options': 'projects',
  'x-help': { zh: '编号或标识;留空为连接中的项目', en: 'Number or identifier; empty: the project of the connection' },
});
export const project = '$exists(input.project) ? input.project : connection.project';

/** A list by offset. A server may give fewer than asked for; `limit` in its answer says how many, and where to go on. */
export const list = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: {
    kind: 'cursor',
    items: `body.${items}`,
    next: 'body.offset + body.limit < body.total_count ? body.offset + body.limit',
    send: { in: 'query', name: 'offset' },
    size: { send: { in: 'query', name: 'limit' }, value: 100 },
  },
});

/** The newest changes first: what changes meanwhile pushes others to later pages, where they are met twice at worst. */
export const changedIssues = (of: string): RequestOperation =>
  list('/issues.json', 'issues', {
    project_id: of,
    status_id: "'*'",
    updated_on: "$exists(state.cursor) ? '>=' & state.cursor",
    sort: "'updated_on:desc'",
  });

export const changeCursor = { kind: 'time', value: 'item.updated_on', format: 'iso-seconds', lagMs: 120_000 } as const;
