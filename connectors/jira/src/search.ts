import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** Issues by JQL. Without `fields` the search gives ids alone, and it knows no total. */
export const search = (jql: string, fields = "'*all'"): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: '/search/jql', query: { jql, fields } },
  pagination: {
    kind: 'cursor',
    items: 'body.issues',
    next: 'body.nextPageToken',
    more: '$not(body.isLast = true)',
    send: { in: 'query', name: 'nextPageToken' },
    size: { send: { in: 'query', name: 'maxResults' }, value: 100 },
  },
});
