import { relationalSuite } from '@joinery/tests-support/relational';
import { connect } from 'node:net';
import { type Connection, createConnection } from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { connector } from '../src/index.ts';

/** A real server: `MYSQL_URL`, or the one on 127.0.0.1:3306. A database of its own, gone afterwards. */
const address = new URL(process.env['MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306');
const reachable = await answers(address.hostname, Number(address.port || 3306));
const database = `joinery_test_${process.pid}`;
const table = 'ods_ticket';
const password = decodeURIComponent(address.password);
const connection = {
  host: address.hostname,
  port: Number(address.port || 3306),
  database,
  user: decodeURIComponent(address.username),
};
let admin: Connection;

it('has a server to be tested with, wherever everything is required', () => {
  expect(reachable || process.env['REQUIRE_ALL'] !== '1', `no MySQL or MariaDB at ${address.host}`).toBe(true);
});

describe.skipIf(!reachable)(`MySQL (${reachable ? address.host : `skipped: no server at ${address.host}`})`, () => {
  relationalSuite({
    connector,
    connection,
    password,
    table,
    async prepare() {
      const { host, port, user } = connection;
      admin = await createConnection({ host, port, user, password });
      await admin.query(`create database ${database} character set utf8mb4`);
      await admin.query(`use ${database}`);
    },
    async emptyTable() {
      await admin.query(`drop table if exists ${table}`);
      await admin.query(`create table ${table} (
        id varchar(64) primary key, subject text not null comment '主题', priority varchar(16), count int, big bigint unsigned,
        sum decimal(12,2), \`ra\`\`w\` longtext, updated_at datetime(6), open tinyint(1), file blob, day date,
        doubled int generated always as (count * 2) stored)`);
    },
    numbered: 'numbered',
    makeNumbered: async (name) =>
      void (await admin.query(`create table ${name} (id bigint primary key, name text, updated_at datetime)`)),
    async cleanUp() {
      await admin.query(`drop database ${database}`);
      await admin.end();
    },
    whole: {
      id: 'T-1',
      subject: 's T-1',
      priority: 'high',
      count: 3,
      big: '18446744073709551615',
      sum: '1299.00',
      'ra`w': '😀 中文',
      updated_at: '2026-09-01T01:05:00.123456Z',
      open: 1,
      file: Buffer.from('hallo').toString('base64'),
      day: '2026-09-01',
    },
    beyond: (n) => String(9_007_199_254_740_993n + BigInt(n)),
    parameter: '?',
    writes: [
      ['a write', (of) => `delete from ${of}`],
      ['a second statement', (of) => `select 1; commit; delete from ${of}`],
      ['a change of the table', (of) => `drop table ${of}`],
    ],
    hostileColumn: 'x` = 1; drop table ods_ticket; --',
    systemTable: 'mysql.user',
    typedColumn: { name: 'sum', type: 'decimal(12,2)' },
    codes: {
      required: '1048',
      duplicate: '1062',
      tooLong: '1406',
      wrongType: '1366',
      noColumn: '1054',
      noDatabase: '1049',
    },
    lateCount: 1,
    sleeping: {
      sql: 'select sleep(30)',
      isRunning: async () => (await processes("info like 'select sleep(30)%'")).length > 0,
    },
    async endConnections() {
      for (const { id } of await processes(`db = '${database}' and id <> connection_id()`))
        await admin.query(`kill connection ${id}`);
    },
  });
});

async function processes(filter: string): Promise<readonly { readonly id: number }[]> {
  const [found] = await admin.query(`select id from information_schema.processlist where ${filter}`);
  return found as { id: number }[];
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (there: boolean): void => {
      socket.destroy();
      resolve(there);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
