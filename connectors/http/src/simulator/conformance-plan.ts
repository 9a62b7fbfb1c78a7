import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const item = (n: number) => ({ id: `I-9${String(n).padStart(4, '0')}`, name: `更多 ${n}` });

/** What the conformance suite does with an ordinary REST service. */
export const plan: ConformancePlan = {
  read: { action: 'get', input: { path: '/items/I-1001' } },
  list: {
    action: 'list',
    input: {
      path: '/items',
      items: 'items',
      paging: 'cursor',
      pageParameter: 'cursor',
      next: 'paging.cursor',
      size: 10,
    },
    collection: 'items',
    key: 'id',
    more: item,
  },
  write: {
    action: 'send-once',
    input: { path: '/items', method: 'POST', body: { name: '新条目' } },
    effects: (vendor) => vendor.records('items').filter(({ name }) => name === '新条目').length,
  },
  notFound: { action: 'get', input: { path: '/items/I-0000' } },
  refused: { action: 'get', input: { path: '/items', query: { cursor: 'nonsense' } } },
  misshapen: { action: 'get', input: { query: {} } },
  tokenPath: '/oauth/token',
};

export const exempt = {
  'auth.expired-in-body': 'a generic connector knows nobody’s error bodies',
  'errors.conflict': 'the service at hand has no versions',
};
