import { defineConnector } from '@joinery/connector-sdk';
import { upsertOrganization, upsertUser } from './actions/people-actions.ts';
import {
  addComment,
  createTicket,
  getTicket,
  listComments,
  searchTickets,
  updateTicket,
} from './actions/ticket-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { organization, user } from './objects/people.ts';
import { ticket } from './objects/ticket.ts';
import { list } from './operations.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';
import { ticketChanged } from './triggers/ticket-changed.ts';

/** Zendesk Support: tickets, comments, users and organisations, signed events and incremental exports; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'zendesk',
    version: '1.0.0',
    title: { zh: 'Zendesk', en: 'Zendesk' },
    description: {
      zh: '新建与变更工单,添加评论,写入用户与组织,并在工单事件发生时触发流程。',
      en: 'Create and change tickets, add comments, write users and organisations, and start flows on events of tickets.',
    },
    categories: ['customer-service'],
    docs: [
      {
        title: { zh: 'Zendesk 工单接口', en: 'Zendesk ticketing API' },
        url: 'https://developer.zendesk.com/api-reference/ticketing/introduction/',
      },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/api/v2',
    errors,
    vendorError,
    budgets: {
      // Professional and Growth; a plan that allows less says with its 429 how long to wait.
      connection: { windows: [{ limit: 400, perMs: 60_000 }], concurrency: 10 },
      exports: { windows: [{ limit: 10, perMs: 60_000 }], concurrency: 1 },
    },
    webhooks,
    options: {
      groups: { operation: list('/groups', 'groups'), value: 'item.id', label: 'item.name' },
      agents: {
        operation: list('/users', 'users', { role: "['agent', 'admin']" }),
        value: 'item.id',
        label: "item.name & ' (' & item.email & ')'",
      },
      'ticket-fields': { operation: list('/ticket_fields', 'ticket_fields'), value: 'item.id', label: 'item.title' },
    },
  },
  connection,
  actions: {
    'get-ticket': getTicket,
    'search-tickets': searchTickets,
    'create-ticket': createTicket,
    'update-ticket': updateTicket,
    'add-comment': addComment,
    'list-comments': listComments,
    'upsert-user': upsertUser,
    'upsert-organization': upsertOrganization,
  },
  triggers: { ...eventTriggers, 'ticket-changed': ticketChanged },
  objects: { ticket, user, organization },
});

export default connector;
