import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const ticket = (n: number): JsonObject => ({ title: `工单 ${n}` });

/** What the conformance suite does with KF5. */
export const plan: ConformancePlan = {
  read: { action: 'get-ticket', input: { id: 1 } },
  list: { action: 'list-tickets', input: {}, collection: 'tickets', key: 'id', more: ticket },
  write: {
    action: 'create-ticket',
    input: { title: '新工单', content: '第一行', priority: 'high', tags: ['登录'] },
    effects: (kf5) => kf5.records('tickets').filter(({ title }) => title === '新工单').length,
  },
  notFound: { action: 'get-ticket', input: { id: 404 } },
  refused: { action: 'create-ticket', input: { title: '   ', content: 'x' } },
  misshapen: { action: 'get-ticket', input: {} },
  unknownField: {
    change: (kf5) => void kf5.upsert('tickets', { id: 1, brand_new: 'x' }),
    call: { action: 'get-ticket', input: { id: 1 } },
    field: 'brand_new',
  },
  listed: { object: 'organization', collection: 'organizations', key: 'id', more: (n) => ({ name: `组织 ${n}` }) },
  changes: { object: 'ticket', collection: 'tickets', create: ticket },
  poll: { trigger: 'ticket-changed', settings: {}, collection: 'tickets', create: ticket },
  burst: 20,
};

export const exempt = {
  'paging.truncated-page': 'pages are numbered: what a shorter one leaves out is on no other',
};
