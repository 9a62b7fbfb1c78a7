import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const ticket = (n: number): JsonObject => ({ id: `B-${String(n).padStart(4, '0')}`, subject: `工单 ${n}` });

/** What the conformance suite does with ClickHouse. */
export const plan: ConformancePlan = {
  read: {
    action: 'run-query',
    input: { sql: 'select id, subject from ods_ticket where id = {id:String}', parameters: { id: 'T-1001' } },
  },
  list: {
    action: 'list-rows',
    input: { table: 'ods_ticket', pageSize: 100 },
    collection: 'ods_ticket',
    key: 'id',
    more: ticket,
  },
  write: {
    action: 'insert-rows-once',
    input: {
      table: 'ods_ticket',
      rows: [{ id: 'T-2001', subject: '新工单', priority: 'low', updated_at: '2026-09-01T01:00:00Z' }],
    },
    effects: (clickhouse) => clickhouse.records('ods_ticket').filter(({ id }) => id === 'T-2001').length,
  },
  notFound: { action: 'run-query', input: { sql: 'select id from nothing' } },
  refused: { action: 'insert-rows', input: { table: 'ods_ticket', rows: [{ id: 'T-1', updated_at: 'gestern' }] } },
  misshapen: { action: 'insert-rows', input: { table: 'ods_ticket', rows: [] } },
  burst: 20,
  design: { table: 'ods_ticket' },
};

/** A page is one query behind the key of the row before: the server gives no cursor and no short pages. */
export const exempt: Readonly<Record<string, string>> = {
  'paging.stuck-cursor': 'a page begins behind a key of ours; the server gives no cursor',
};
