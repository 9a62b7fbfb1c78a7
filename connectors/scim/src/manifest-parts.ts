import type { ConnectorManifestInput } from '@joinery/contracts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];

/** A request of the manifest, as an author writes it. */
export type RequestOperation = Extract<ActionInput['operation'], { kind: 'request' }>;

/** What is written goes by the media type of RFC 7644 §8.1. */
export const scimBody = { 'content-type': "'application/scim+json'" };

/** Records of a kind, counted from one (RFC 7644 §3.4.2.4). */
export const listing = (
  resource: 'Users' | 'Groups',
  query: Readonly<Record<string, string>> = {},
): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/${resource}`, query },
  pagination: {
    kind: 'offset',
    items: 'body.Resources',
    send: { in: 'query', name: 'startIndex' },
    first: 1,
    size: { send: { in: 'query', name: 'count' }, value: 100 },
    total: 'body.totalResults',
  },
});

/** Operations of RFC 7644 §3.5.2; a version makes sure that nobody changed the record meanwhile. */
export const patch = (
  resource: 'Users' | 'Groups',
  id: string,
  operations: string,
  output: string,
): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'PATCH',
    path: `/${resource}/{${id}}`,
    headers: { ...scimBody, 'If-Match': 'input.version' },
    body: `{'schemas': ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], 'Operations': ${operations}}`,
  },
  output,
});
