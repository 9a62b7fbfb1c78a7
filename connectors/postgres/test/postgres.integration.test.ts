import { postgresAddress, relationalSuite } from '@joinery/tests-support/relational';
import { Client } from 'pg';
import { describe } from 'vitest';
import { connector } from '../src/index.ts';

/** The real PostgreSQL of the test run; a schema of its own, gone afterwards. */
const address = postgresAddress();
const schema = `joinery_test_${process.pid}`;
const table = `${schema}.ods_ticket`;
const admin = new Client({ connectionString: address.href });

describe('PostgreSQL', () => {
  relationalSuite({
    connector,
    connection: {
      host: address.hostname,
      port: Number(address.port || 5432),
      database: address.pathname.slice(1),
      user: decodeURIComponent(address.username),
    },
    password: decodeURIComponent(address.password),
    table,
    async prepare() {
      await admin.connect();
      await admin.query(`create schema ${schema}`);
    },
    async emptyTable() {
      await admin.query(`drop table if exists ${table}`);
      await admin.query(`create table ${table} (
        id varchar(64) primary key, subject text not null, priority varchar(16), count int, big numeric(20), sum numeric(12,2),
        tags text[], "raw " jsonb, updated_at timestamptz, open boolean, file bytea, day date, safe bigint,
        doubled int generated always as (count * 2) stored)`);
      await admin.query(`comment on column ${table}.subject is '主题'`);
    },
    numbered: `${schema}.numbered`,
    makeNumbered: async (name) =>
      void (await admin.query(`create table ${name} (id bigint primary key, name text, updated_at timestamp)`)),
    async cleanUp() {
      await admin.query(`drop schema ${schema} cascade`);
      await admin.end();
    },
    whole: {
      id: 'T-1',
      subject: 's T-1',
      priority: 'high',
      count: 3,
      big: '18446744073709551615',
      sum: '1299.00',
      tags: ['a', 'b "c", d', '中文'],
      'raw ': { deep: [1, { x: null }] },
      updated_at: '2026-09-01T01:05:00.123456Z',
      open: true,
      file: Buffer.from('hallo').toString('base64'),
      day: '2026-09-01',
      safe: 9_007_199_254_740_991,
    },
    beyond: (n) => String(9_007_199_254_740_993n + BigInt(n)),
    parameter: '$1',
    writes: [
      ['a write', (of) => `delete from ${of}`],
      ['a second statement', (of) => `select 1; commit; delete from ${of}`],
      [
        'a write in a common table expression',
        (of) => `with gone as (delete from ${of} returning *) select * from gone`,
      ],
    ],
    hostileColumn: 'x" = 1; drop table ods_ticket; --',
    systemTable: 'pg_catalog.pg_class',
    typedColumn: { name: 'tags', type: 'text[]' },
    codes: {
      required: '23502',
      duplicate: '23505',
      tooLong: '22001',
      wrongType: '22P02',
      noColumn: '42703',
      noDatabase: '3D000',
    },
    lateCount: 0,
    sleeping: {
      sql: 'select pg_sleep(30)',
      async isRunning() {
        const found = await admin.query("select 1 from pg_stat_activity where query like 'select pg_sleep(30)'");
        return found.rows.length > 0;
      },
    },
    endConnections: async () =>
      void (await admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'joinery' and pid <> pg_backend_pid() and query like '%version%'",
      )),
  });
});
