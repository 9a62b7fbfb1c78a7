import type { ConnectorManifestInput } from '@joinery/contracts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

/** Records by XOQL, scrolled: the locator of each answer asks for the next, and an empty one ends. */
export const scroll = (xoql: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path: '/query/xoqlScroll', encoding: 'form', body: `{'xoql': ${xoql}}` },
  pagination: {
    kind: 'token-in-body',
    items: 'body.data.records',
    next: 'body.queryLocator',
    path: ['queryLocator'],
    size: { send: { in: 'body', path: ['batchCount'] }, value: 200 },
  },
});

/** XOQL has no star: every field of the object is named. */
export const everyField = (object: string): NonNullable<RequestOperation['before']>[number] => ({
  name: 'fields',
  request: { method: 'GET', path: `/xobjects/${object}/description` },
  output: "$join(body.data.fields.apiKey, ', ')",
});

/**
 * Those changed since the cursor, in milliseconds.
 *
 * @param object where it stands in an address: a name, or an expression in braces
 * @param name an expression that gives the same
 */
export const changed = (object: string, name: string): RequestOperation => ({
  ...scroll(
    `'select ' & state.fields & ' from ' & ${name} & ($exists(state.cursor) ? ' where updatedAt >= ' & $string(state.cursor) : '') & ' order by id'`,
  ),
  before: [everyField(object)],
});

export const one = '/xobjects/{input.object}/{input.id}';
