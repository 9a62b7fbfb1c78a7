import { field } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';
import { withPlainStatus } from './bug-schema.ts';

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];
type RequestOperation = Extract<Operation, { kind: 'request' }>;

export const product = '{$exists(input.product) ? input.product : connection.product}';

export const productField = field.whole('产品编号', 'Number of the product', {
  minimum: 1,
  'x-options': 'products',
  'x-help': { zh: '留空为连接中的产品', en: 'Empty: the product of the connection' },
});

/** A numbered list; the answer tells how many there are in all. */
export const list = (path: string, items: string, query: Readonly<Record<string, string>> = {}): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path, query },
  pagination: {
    kind: 'page',
    items: `body.${items}`,
    send: { in: 'query', name: 'page' },
    size: { send: { in: 'query', name: 'limit' }, value: 100 },
    total: 'body.total',
  },
});

/** Bugs of a product, the oldest first, so that new ones do not push others from page to page. */
export const bugs = (of: string, status: string): RequestOperation => ({
  ...list(`/products/${of}/bugs`, 'bugs', { status, order: "'id_asc'" }),
  output: withPlainStatus('item'),
});
