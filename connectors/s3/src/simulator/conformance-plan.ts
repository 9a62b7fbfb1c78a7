import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const file = (n: number): JsonObject => ({
  key: `drop/${String(n).padStart(4, '0')} ü+(1).csv`,
  content: `id\n${n}\n`,
});

/** What the conformance suite does with a bucket. */
export const plan: ConformancePlan = {
  read: { action: 'get-object', input: { key: 'drop/customers.csv', format: 'csv' } },
  list: { action: 'list-objects', input: { pageSize: 50 }, collection: 'objects', key: 'key', more: file },
  write: {
    action: 'put-rows',
    input: { key: 'ods/ticket/dt=2026-09-01/1.ndjson', rows: [{ id: 'T-1' }] },
    effects: (s3) => s3.records('objects').filter(({ key }) => key === 'ods/ticket/dt=2026-09-01/1.ndjson').length,
  },
  notFound: { action: 'get-object', input: { key: 'nothing' } },
  misshapen: { action: 'get-object', input: {} },
  poll: { trigger: 'file-appeared', settings: { prefix: 'drop/' }, collection: 'objects', create: file },
  burst: 20,
};

const byKey = 'an object is written at its key: however often, it is one';

export const exempt: Readonly<Record<string, string>> = {
  'effects.other-key': byKey,
  'effects.after-lost-reply': byKey,
  'errors.maintenance': 'an object may be a web page itself; an answer without an ETag is none, and is asked for again',
};
