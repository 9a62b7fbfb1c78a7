import type { ConformancePlan } from '@joinery/connector-sdk/testing';

/** What the conformance suite does with a REST Proxy. */
export const plan: ConformancePlan = {
  read: { action: 'get-topic', input: { topic: 'service.ticket' } },
  list: {
    action: 'list-topics',
    input: {},
    collection: 'topics',
    key: 'topic_name',
    more: (n) => ({ topic_name: `many.${n}`, partitions_count: 1 }),
  },
  write: {
    action: 'produce-record',
    input: { topic: 'service.ticket', key: 'T-1', value: { id: 'T-1' } },
    effects: (kafka) => kafka.records('records').filter(({ key }) => key === 'T-1').length,
  },
  notFound: { action: 'get-topic', input: { topic: 'nothing' } },
  refused: { action: 'produce-record', input: { topic: 'service.ticket', value: 'x'.repeat(1_000_001) } },
  misshapen: { action: 'produce-record', input: { topic: 'no such name' } },
  unknownField: {
    change: (kafka) => void kafka.upsert('topics', { topic_name: 'service.ticket', brand_new: 'x' }),
    call: { action: 'get-topic', input: { topic: 'service.ticket' } },
    field: 'brand_new',
  },
  burst: 20,
};
