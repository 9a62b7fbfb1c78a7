import { canonicalObjects, type CanonicalName } from '@joinery/contracts';
import { defineConnector } from '@joinery/connector-sdk';
import { recordActions } from './actions/record-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { recordObject } from './objects/record-object.ts';
import { list } from './operations.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';

const names = Object.keys(canonicalObjects) as CanonicalName[];

/**
 * The service core: the canonical objects as actions, triggers and objects. Any customer-service system that offers
 * the same HTTP contract is joined by it; data only.
 */
export const connector = defineConnector({
  manifest: {
    name: 'service-core',
    version: '1.0.0',
    title: { zh: '客服核心', en: 'Service core' },
    description: {
      zh: '客户、联系人、客服、工单、服务记录与知识:按统一数据标准读写,并在事件发生时触发流程。',
      en: 'Customers, contacts, agents, tickets, service records and knowledge in the unified data standard, and flows that start on their events.',
    },
    categories: ['customer-service'],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/api/v1',
    errors,
    vendorError,
    budgets: {
      connection: {
        // A little longer than the core's second: calls can arrive closer together than they left.
        windows: [{ limit: 100, perMs: 1_100 }],
        headers: {
          remaining: 'x-ratelimit-remaining',
          limit: 'x-ratelimit-limit',
          reset: { name: 'x-ratelimit-reset', unit: 'seconds-left' },
        },
      },
    },
    webhooks,
    options: {
      agents: { operation: list('agents'), value: 'item.id', label: 'item.name' },
      departments: { operation: list('departments'), value: 'item.id', label: 'item.name' },
    },
  },
  connection,
  actions: Object.assign({}, ...names.map(recordActions)) as ReturnType<typeof recordActions>,
  triggers: eventTriggers,
  objects: Object.fromEntries(
    names.map((name) => [canonicalObjects[name].collection.replace(/s$/, ''), recordObject(name)]),
  ),
});

export default connector;
