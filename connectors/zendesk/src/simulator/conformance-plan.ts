import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const ticket = (n: number): JsonObject => ({ subject: `工单 ${n}` });

/** What the conformance suite does with Zendesk. */
export const plan: ConformancePlan = {
  read: { action: 'get-ticket', input: { id: 1 } },
  list: { action: 'search-tickets', input: {}, collection: 'tickets', key: 'id', more: ticket },
  write: {
    action: 'create-ticket',
    input: { subject: '新工单', comment: '第一行', priority: 'high', tags: ['login'] },
    effects: (zendesk) => zendesk.records('tickets').filter(({ subject }) => subject === '新工单').length,
  },
  notFound: { action: 'get-ticket', input: { id: 404 } },
  refused: { action: 'create-ticket', input: { subject: 'x', comment: '   ' } },
  misshapen: { action: 'get-ticket', input: {} },
  unknownField: {
    change: (zendesk) => void zendesk.upsert('tickets', { id: 1, brand_new: 'x' }),
    call: { action: 'get-ticket', input: { id: 1 } },
    field: 'brand_new',
  },
  conflict: {
    action: 'update-ticket',
    input: { id: 1, priority: 'urgent', updatedStamp: '2026-09-01T01:00:00Z' },
    before: (zendesk) => void zendesk.upsert('tickets', { id: 1, subject: '改了' }),
  },
  listed: { object: 'user', collection: 'users', key: 'id', more: (n) => ({ name: `用户 ${n}` }) },
  changes: { object: 'ticket', collection: 'tickets', create: ticket },
  poll: { trigger: 'ticket-changed', settings: {}, collection: 'tickets', create: ticket },
  webhook: {
    trigger: 'ticket-created',
    settings: {},
    fire: (zendesk, n) => void zendesk.upsert('tickets', ticket(n)),
    signing: ({ signingSecret }) => ({ secret: textOf(signingSecret) }),
  },
  burst: 120,
};
