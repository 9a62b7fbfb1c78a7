import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const ticket = (n: number) => ({ id: `T-9${String(n).padStart(4, '0')}`, subject: `工单 ${n}`, status: 'new' });

/** What the conformance suite does with a service core. */
export const plan: ConformancePlan = {
  read: { action: 'get-ticket', input: { id: 'T-1001' } },
  list: { action: 'list-tickets', input: {}, collection: 'tickets', key: 'id', more: ticket },
  write: {
    action: 'create-ticket',
    input: { subject: '新工单', status: 'new' },
    effects: (core) => core.records('tickets').filter(({ subject }) => subject === '新工单').length,
  },
  notFound: { action: 'get-ticket', input: { id: 'T-0000' } },
  refused: { action: 'update-ticket', input: { id: 'T-1006', changes: { status: 'new' } } },
  misshapen: { action: 'get-ticket', input: {} },
  unknownField: {
    change: (core) => void core.upsert('tickets', { id: 'T-1001', brandNew: { deep: [1] } }),
    call: { action: 'get-ticket', input: { id: 'T-1001' } },
    field: 'brandNew',
  },
  conflict: {
    action: 'update-ticket',
    input: { id: 'T-1001', version: 1, changes: { subject: 'zu spät' } },
    before: (core) => void core.upsert('tickets', { id: 'T-1001', subject: 'inzwischen' }),
  },
  batch: {
    object: 'contact',
    write: 'upsertBatch',
    records: (n, bad) =>
      Array.from({ length: n }, (_, i) => ({
        key: `k${i}`,
        record: bad.includes(i) ? { status: 'active' } : { name: `联系人 ${i}` },
      })),
    stored: (core) => core.records('contacts').filter(({ name }) => textOf(name).startsWith('联系人 ')).length,
  },
  changes: { object: 'ticket', collection: 'tickets', create: ticket },
  poll: { trigger: 'ticket-changed', settings: {}, collection: 'tickets', create: ticket },
  webhook: {
    trigger: 'ticket-event-received',
    settings: { events: ['ticket.created', 'ticket.escalated'] },
    fire: (core, n) => void core.upsert('tickets', { ...ticket(n), assigneeAgentId: 'A-1001' }),
    signing: ({ webhookSecret }) => ({ secret: textOf(webhookSecret) }),
  },
  burst: 150,
  tokenPath: '/oauth/token',
};
