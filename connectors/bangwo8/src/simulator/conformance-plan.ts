import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';
import { tokenPath } from './authorise.ts';

const ticket = (n: number): JsonObject => ({ subject: `工单 ${n}` });

/** What the conformance suite does with Bangwo8. */
export const plan: ConformancePlan = {
  read: { action: 'get-ticket', input: { id: '1' } },
  list: { action: 'list-tickets', input: {}, collection: 'tickets', key: 'ticketId', more: ticket },
  write: {
    action: 'create-ticket',
    input: { subject: '新工单', description: '第一行', priority: '3', type: '3' },
    effects: (bangwo8) => bangwo8.records('tickets').filter(({ subject }) => subject === '新工单').length,
  },
  notFound: { action: 'get-ticket', input: { id: '404' } },
  refused: { action: 'create-ticket', input: { subject: '   ', description: 'x' } },
  misshapen: { action: 'get-ticket', input: {} },
  unknownField: {
    change: (bangwo8) => void bangwo8.upsert('tickets', { ticketId: '1', brandNew: 'x' }),
    call: { action: 'get-ticket', input: { id: '1' } },
    field: 'brandNew',
  },
  listed: {
    object: 'agent',
    collection: 'supports',
    key: 'sId',
    more: (n) => ({ sId: String(400 + n), sPassportName: `agent${n}` }),
  },
  changes: { object: 'company', collection: 'companies', create: (n) => ({ companyName: `公司 ${n}` }) },
  poll: { trigger: 'ticket-changed', settings: {}, collection: 'tickets', create: ticket },
  burst: 20,
  tokenPath,
};

export const exempt = {
  'paging.truncated-page': 'pages are numbered: what a shorter one leaves out is on no other',
};
