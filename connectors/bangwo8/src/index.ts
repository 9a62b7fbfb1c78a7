import { defineConnector } from '@joinery/connector-sdk';
import { createTicket, getTicket, listTickets, replyToTicket, updateTicket } from './actions/ticket-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { agent, company, contact, ticket } from './objects/records.ts';
import { list } from './operations.ts';
import { ticketChanged } from './triggers/ticket-changed.ts';

/** Bangwo8 (帮我吧): tickets, companies, contacts and agents; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'bangwo8',
    version: '1.0.0',
    title: { zh: '帮我吧', en: 'Bangwo8' },
    description: {
      zh: '新建、变更与回复工单,同步工单、客户公司、联系人与客服,并在工单变化时触发流程。',
      en: 'Create, change and answer tickets, synchronise tickets, companies, contacts and agents, and start flows when tickets change.',
    },
    categories: ['customer-service'],
    docs: [{ title: { zh: '帮我吧开放接口', en: 'Bangwo8 API' }, url: 'https://doc.bangwo8.com/8460902m0' }],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/api/v1',
    errors,
    vendorError,
    // No number is documented.
    budgets: { connection: { windows: [{ limit: 10, perMs: 1_000 }], concurrency: 5 } },
    options: {
      agents: {
        operation: list('/supports.json', 'supports'),
        value: 'item.sId',
        label: "item.name & ' (' & item.sPassportName & ')'",
      },
    },
  },
  connection,
  actions: {
    'get-ticket': getTicket,
    'list-tickets': listTickets,
    'create-ticket': createTicket,
    'update-ticket': updateTicket,
    'reply-to-ticket': replyToTicket,
  },
  triggers: { 'ticket-changed': ticketChanged },
  objects: { ticket, company, contact, agent },
});

export default connector;
