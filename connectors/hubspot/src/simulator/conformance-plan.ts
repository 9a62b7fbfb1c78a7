import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const company = (n: number): JsonObject => ({ name: `公司 ${n}` });

/** What the conformance suite does with HubSpot. */
export const plan: ConformancePlan = {
  read: { action: 'get-record', input: { type: 'tickets', id: '301' } },
  list: {
    action: 'search-records',
    input: { type: 'companies', properties: ['name'] },
    collection: 'companies',
    key: 'id',
    more: company,
  },
  write: {
    action: 'create-record',
    input: { type: 'tickets', properties: { subject: '新工单', hs_pipeline_stage: 1 } },
    effects: (hubspot) => hubspot.records('tickets').filter(({ subject }) => subject === '新工单').length,
  },
  notFound: { action: 'get-record', input: { type: 'tickets', id: '404' } },
  refused: {
    action: 'create-record',
    input: { type: 'tickets', properties: { subject: 'x', hs_pipeline_stage: '9' } },
  },
  misshapen: { action: 'get-record', input: { type: 'tickets' } },
  unknownField: {
    change: (hubspot) => void hubspot.upsert('tickets', { id: '301', brand_new: 'x' }),
    call: { action: 'get-record', input: { type: 'tickets', id: '301' } },
    field: 'properties.brand_new',
  },
  batch: {
    object: 'company',
    write: 'upsertBatch',
    records: (n, bad) =>
      Array.from({ length: n }, (_, i) => ({
        key: `k${i}`,
        record: { properties: bad.includes(i) ? { colour: 'red' } : { name: `批量 ${i}` } },
      })),
    stored: (hubspot) => hubspot.records('companies').filter(({ name }) => textOf(name).startsWith('批量 ')).length,
  },
  changes: { object: 'company', collection: 'companies', create: company },
  poll: { trigger: 'record-changed', settings: { type: 'companies' }, collection: 'companies', create: company },
  webhook: {
    trigger: 'event-received',
    settings: { events: ['ticket.creation'] },
    fire: (hubspot, n) => void hubspot.upsert('tickets', { subject: `工单 ${n}` }),
    signing: ({ clientSecret }) => ({ secret: textOf(clientSecret) }),
  },
  burst: 100,
  design: { type: 'tickets' },
};
