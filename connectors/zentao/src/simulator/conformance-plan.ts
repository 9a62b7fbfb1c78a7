import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const bug = (n: number): JsonObject => ({ title: `缺陷 ${n}` });

/** What the conformance suite does with ZenTao. */
export const plan: ConformancePlan = {
  read: { action: 'get-bug', input: { id: 1 } },
  list: { action: 'list-bugs', input: { product: 1 }, collection: 'bugs', key: 'id', more: bug },
  write: {
    action: 'create-bug',
    input: { title: '新缺陷', keywords: 'SC-2001' },
    effects: (zentao) => zentao.records('bugs').filter(({ title }) => title === '新缺陷').length,
  },
  notFound: { action: 'get-bug', input: { id: 404 } },
  refused: { action: 'create-bug', input: { title: '   ' } },
  misshapen: { action: 'get-bug', input: {} },
  unknownField: {
    change: (zentao) => void zentao.upsert('bugs', { id: 1, brandNew: 'x' }),
    call: { action: 'get-bug', input: { id: 1 } },
    field: 'brandNew',
  },
  changes: { object: 'bug', collection: 'bugs', create: bug },
  poll: { trigger: 'bug-changed', settings: {}, collection: 'bugs', create: bug },
  tokenPath: '/api.php/v1/tokens',
};

export const exempt = {
  'paging.truncated-page': 'pages are numbered: what a shorter one leaves out is on no other',
};
