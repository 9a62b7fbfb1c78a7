import { defineConnector } from '@joinery/connector-sdk';
import { searchUsers } from './actions/people-actions.ts';
import {
  addComment,
  createTicket,
  getTicket,
  listComments,
  listTickets,
  updateTicket,
} from './actions/ticket-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { organization, ticket, user } from './objects/records.ts';
import { list } from './operations.ts';
import { ticketChanged } from './triggers/ticket-changed.ts';

/** KF5 (逸创云客服): tickets, comments, users and organisations; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'kf5',
    version: '1.0.0',
    title: { zh: '逸创云客服 KF5', en: 'KF5' },
    description: {
      zh: '新建与变更工单,添加回复,同步工单、用户与组织,并在工单变化时触发流程。',
      en: 'Create and change tickets, add comments, synchronise tickets, users and organisations, and start flows when tickets change.',
    },
    categories: ['customer-service'],
    docs: [{ title: { zh: 'KF5 开放接口', en: 'KF5 API' }, url: 'https://developer.kf5.com/' }],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/apiv2',
    errors,
    vendorError,
    // No number is documented.
    budgets: { connection: { windows: [{ limit: 10, perMs: 1_000 }], concurrency: 5 } },
    options: {
      groups: { operation: list('/groups.json', 'groups'), value: 'item.id', label: 'item.name' },
      agents: {
        operation: list('/users.json', 'users', { role: "'admin,agent'" }),
        value: 'item.id',
        label: "item.name & ' (' & item.email & ')'",
      },
    },
  },
  connection,
  actions: {
    'get-ticket': getTicket,
    'list-tickets': listTickets,
    'create-ticket': createTicket,
    'update-ticket': updateTicket,
    'add-comment': addComment,
    'list-comments': listComments,
    'search-users': searchUsers,
  },
  triggers: { 'ticket-changed': ticketChanged },
  objects: { ticket, user, organization },
});

export default connector;
