import { defineConnector } from '@joinery/connector-sdk';

const text = (en: string) => ({ zh: en, en });

const byNature = { class: 'idempotent' } as const;
const request = (method: 'GET' | 'POST' | 'PUT', path: string) =>
  ({ kind: 'request', request: { method, path } }) as const;

/** Records that can be listed, read and written. */
const record = (title: string) =>
  ({
    title: text(title),
    fields: {
      from: 'manifest',
      schema: {
        type: 'object',
        properties: { name: { type: 'string' }, phone: { type: 'string', 'x-sensitive': true } },
      },
    },
    id: 'record.id',
    list: { operation: request('GET', '/records'), complete: true },
    get: { operation: request('GET', '/records/{input.id}') },
    create: { operation: request('POST', '/records'), effect: byNature },
    update: { operation: request('PUT', '/records/{input.id}'), effect: byNature },
  }) as const;

/** A connector with one secret, one action, one signed webhook and records to synchronise. */
export const testConnector = defineConnector({
  manifest: {
    name: 'acme',
    version: '1.0.0',
    title: text('ACME'),
    description: text('A system to test with'),
    categories: ['crm'],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    webhooks: {
      signed: {
        signature: {
          at: { in: 'header', name: 'x-signature' },
          algorithm: 'hmac-sha256',
          secret: 'signingSecret',
          optional: true,
        },
        timestamp: { at: { in: 'header', name: 'x-timestamp' }, unit: 'milliseconds' },
      },
      open: {},
    },
  },
  connection: {
    fields: {
      type: 'object',
      required: ['baseUrl', 'apiKey'],
      additionalProperties: false,
      properties: {
        baseUrl: { type: 'string' },
        apiKey: { type: 'string', 'x-secret': true },
        signingSecret: { type: 'string', 'x-secret': true },
      },
    },
    auth: [{ scheme: 'bearer', secret: 'apiKey' }],
    test: { operation: { kind: 'request', request: { method: 'GET', path: '/me' } } },
  },
  actions: {
    'get-contact': {
      title: text('Get contact'),
      input: { type: 'object' },
      output: { type: 'object' },
      effect: { class: 'read' },
      operation: { kind: 'request', request: { method: 'GET', path: '/contacts' } },
    },
  },
  objects: { account: record('Account'), customer: record('Customer'), tag: { ...record('Tag'), get: undefined } },
  triggers: {
    'ticket-created': {
      kind: 'webhook',
      title: text('Ticket created'),
      scheme: 'signed',
      output: { type: 'object' },
      sample: { id: 'T-1' },
      dedupeKey: 'event.id',
    },
    'ticket-closed': {
      kind: 'webhook',
      title: text('Ticket closed'),
      scheme: 'signed',
      address: 'connection',
      accepts: 'event.kind = "closed"',
      output: { type: 'object' },
      sample: { id: 'T-1', kind: 'closed' },
    },
    'ticket-escalated': {
      kind: 'webhook',
      title: text('Ticket escalated'),
      scheme: 'signed',
      address: 'connection',
      accepts: 'event.kind = "escalated"',
      output: { type: 'object' },
      sample: { id: 'T-1', kind: 'escalated' },
    },
    'form-sent': {
      kind: 'webhook',
      title: text('Form sent'),
      scheme: 'open',
      output: { type: 'object' },
      sample: { name: 'a' },
    },
  },
});
