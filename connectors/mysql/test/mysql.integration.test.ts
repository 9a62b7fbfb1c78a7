import type { CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { openHost } from '@joinery/tests-support/conformance';
import { connect } from 'node:net';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { connector } from '../src/index.ts';
import { directContext, Fault } from './direct-context.ts';

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
  tls: 'off',
};
const direct = directContext(connection, password);
let admin: Connection;

it('has a server to be tested with, wherever everything is required', () => {
  expect(reachable || process.env['REQUIRE_ALL'] !== '1', `no MySQL or MariaDB at ${address.host}`).toBe(true);
});

describe.skipIf(!reachable)(`MySQL (${reachable ? address.host : `skipped: no server at ${address.host}`})`, () => {
  beforeAll(async () => {
    admin = await createConnection({ host: connection.host, port: connection.port, user: connection.user, password });
    await admin.query(`create database ${database} character set utf8mb4`);
    await admin.query(`use ${database}`);
  });
  afterAll(async () => {
    await direct.end();
    await admin.query(`drop database ${database}`);
    await admin.end();
  });
  beforeEach(async () => {
    await admin.query(`drop table if exists ${table}`);
    await admin.query(`create table ${table} (
    id varchar(64) primary key, subject text not null comment '主题', priority varchar(16), count int, big bigint unsigned,
    sum decimal(12,2), \`ra\`\`w\` longtext, updated_at datetime(6), open tinyint(1), file blob, day date,
    doubled int generated always as (count * 2) stored)`);
  });

  function run(place: string, input: JsonObject): Promise<Json | undefined> {
    const code = connector.code[place]?.run;
    if (!code) throw new Error(place);
    return code(input, direct.context);
  }

  async function listed(input: JsonObject): Promise<{ readonly items: readonly JsonObject[]; readonly pages: number }> {
    const items: JsonObject[] = [];
    let from: Json = null;
    let pages = 0;
    do {
      const page: CodePage | undefined = await connector.code['actions.list-rows']?.page?.(
        { table, ...input },
        direct.context,
        from,
      );
      items.push(...((page?.items ?? []) as JsonObject[]));
      from = page?.next ?? null;
      pages += 1;
    } while (from !== null && pages < 100);
    return { items, pages };
  }

  const optionsOf = async (place: string, input: JsonObject) =>
    (await connector.code[place]?.page?.(input, direct.context, null))?.items;
  const row = (id: string, more: JsonObject = {}): JsonObject => ({ id, subject: `s ${id}`, ...more });
  const faultOf = async (work: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    return error instanceof Fault ? error.fault : error;
  };

  describe('writing', () => {
    test('every kind of value comes back as it went in', async () => {
      const whole = row('T-1', {
        priority: 'high',
        count: 3,
        big: '18446744073709551615',
        sum: '1299.00',
        'ra`w': '😀 中文',
        updated_at: '2026-09-01T01:05:00.123456Z',
        open: 1,
        file: Buffer.from('hallo').toString('base64'),
        day: '2026-09-01',
      });
      expect(await run('actions.upsert-row', { table, row: whole })).toEqual({ count: 1 });
      expect((await listed({})).items).toEqual([{ ...whole, doubled: 6 }]);
    });

    test('upsert twice leaves one row, with the second values', async () => {
      await run('actions.upsert-row', { table, row: row('T-1', { priority: 'low' }) });
      await run('actions.upsert-row', { table, row: row('T-1', { priority: 'high' }) });
      expect((await listed({ columns: ['id', 'priority'] })).items).toEqual([{ id: 'T-1', priority: 'high' }]);
    });

    test('an upsert leaves columns alone that it does not name', async () => {
      await run('actions.upsert-row', { table, row: row('T-1', { priority: 'low' }) });
      await run('actions.upsert-row', { table, row: { id: 'T-1', subject: 'neu' } });
      expect((await listed({ columns: ['priority', 'subject'] })).items).toEqual([{ priority: 'low', subject: 'neu' }]);
    });

    test('older data does not overwrite newer data where a version column is named', async () => {
      const versioned = (updated: string, subject: string): JsonObject => ({
        table,
        versionColumn: 'updated_at',
        row: { id: 'T-1', subject, updated_at: updated },
      });
      await run('actions.upsert-row', versioned('2026-09-02T00:00:00Z', 'new'));
      await run('actions.upsert-row', versioned('2026-09-01T00:00:00Z', 'late'));
      expect((await listed({ columns: ['subject'] })).items).toEqual([{ subject: 'new' }]);
    });

    test('a batch with the same key twice keeps the last', async () => {
      const rows = [row('T-1', { priority: 'low' }), row('T-2'), row('T-1', { priority: 'urgent' })];
      await run('actions.upsert-rows', { table, rows });
      expect((await listed({ columns: ['id', 'priority'] })).items).toEqual([
        { id: 'T-1', priority: 'urgent' },
        { id: 'T-2', priority: null },
      ]);
    });

    test('more rows than one statement takes parameters for', async () => {
      const rows = Array.from({ length: 9_000 }, (_, n) =>
        row(`T-${String(n).padStart(5, '0')}`, {
          priority: 'low',
          count: n,
          big: n,
          sum: '1',
          open: false,
          day: '2026-01-01',
        }),
      );
      expect(await run('actions.insert-rows', { table, rows })).toEqual({ count: 9_000 });
    });

    test('a batch is written as a whole or not at all', async () => {
      const fault = await faultOf(
        run('actions.insert-rows', { table, rows: [row('T-1'), { id: 'T-2', subject: null }] }),
      );
      expect(fault).toMatchObject({ meaning: 'invalid', code: '1048' });
      expect((await listed({})).items).toEqual([]);
    });

    test('update and delete hit the rows of the condition, null included', async () => {
      await run('actions.insert-rows', {
        table,
        rows: [row('T-1', { priority: 'low' }), row('T-2', { priority: null }), row('T-3', { priority: 'low' })],
      });
      expect(
        await run('actions.update-rows', { table, where: { priority: 'low' }, changes: { priority: 'normal' } }),
      ).toEqual({ count: 2 });
      expect(await run('actions.delete-rows', { table, where: { priority: null } })).toEqual({ count: 1 });
      expect((await listed({ columns: ['id'] })).items).toEqual([{ id: 'T-1' }, { id: 'T-3' }]);
    });

    test('without a condition nothing is deleted', async () => {
      await run('actions.insert-rows', { table, rows: [row('T-1')] });
      expect(await faultOf(run('actions.delete-rows', { table, where: {} }))).toMatchObject({ meaning: 'invalid' });
      expect((await listed({})).items).toHaveLength(1);
    });
  });

  describe('reading', () => {
    test('pages by key: every row once, over more than one page', async () => {
      const rows = Array.from({ length: 1201 }, (_, n) => row(`T-${String(n).padStart(5, '0')}`));
      await run('actions.insert-rows', { table, rows });
      const { items, pages } = await listed({ columns: ['id'] });
      expect([items.length, new Set(items.map(({ id }) => id)).size, pages]).toEqual([1201, 1201, 3]);
    });

    test('pages by time and id lose nothing to equal times', async () => {
      const rows = Array.from({ length: 1100 }, (_, n) => row(`T-${n}`, { updated_at: '2026-09-01T00:00:00.123456Z' }));
      await run('actions.insert-rows', { table, rows });
      const { items } = await listed({ columns: ['id'], orderBy: ['updated_at', 'id'] });
      expect(new Set(items.map(({ id }) => id)).size).toBe(1100);
    });

    test('pages by a number beyond 2^53 keep its last digits', async () => {
      const rows = Array.from({ length: 1001 }, (_, n) =>
        row(`T-${n}`, { big: String(9_007_199_254_740_993n + BigInt(n)) }),
      );
      await run('actions.insert-rows', { table, rows });
      const { items } = await listed({ columns: ['big'], orderBy: ['big'] });
      expect([items.length, new Set(items.map(({ big }) => big)).size]).toEqual([1001, 1001]);
    });

    test('a query takes parameters and gives JSON', async () => {
      await run('actions.insert-rows', { table, rows: [row('T-1', { count: 1 }), row('T-2', { count: 5 })] });
      const sql = `select id, count from ${table} where count > ?`;
      expect(await run('actions.run-query', { sql, parameters: [2] })).toEqual({
        rows: [{ id: 'T-2', count: 5 }],
        count: 1,
      });
    });

    test.each([
      ['a write', (of: string) => `delete from ${of}`],
      ['a second statement', (of: string) => `select 1; commit; delete from ${of}`],
      ['a change of the table', (of: string) => `drop table ${of}`],
    ])('a query refuses %s', async (_, sql) => {
      await run('actions.insert-rows', { table, rows: [row('T-1')] });
      expect(await faultOf(run('actions.run-query', { sql: sql(table) }))).toMatchObject({ meaning: 'invalid' });
      expect((await listed({})).items).toHaveLength(1);
    });
  });

  describe('a table as an object of sync', () => {
    const sync = directContext({ ...connection, syncTable: table, syncChangedColumn: 'updated_at' }, password);
    const at = (second: number): string => `2026-09-01T00:00:${String(second).padStart(2, '0')}Z`;
    const code = (place: string) => connector.code[`objects.row.${place}`] ?? {};

    test('rows are listed and read by their key, and written by it', async () => {
      await code('upsert').run?.({ key: 'T-1', record: { subject: 'a', updated_at: at(1) } }, sync.context);
      await code('update').run?.({ id: 'T-1', record: { subject: 'b' } }, sync.context);
      const page = await code('list').page?.({}, sync.context, null);
      expect(page).toMatchObject({ items: [{ _key: 'T-1', _changedAt: at(1), subject: 'b' }], next: null });
      expect(await code('get').run?.({ id: 'T-1' }, sync.context)).toEqual(page?.items[0]);
      await code('delete').run?.({ id: 'T-1' }, sync.context);
      expect(await code('get').run?.({ id: 'T-1' }, sync.context)).toBeUndefined();
      const fields = (await code('fields').run?.({}, sync.context)) as JsonObject | undefined;
      expect(fields?.['properties']).toHaveProperty('subject');
    });

    test('changes since a moment come page by page, equal times included', async () => {
      const rows = Array.from({ length: 1_200 }, (_, n) => row(`T-${n}`, { updated_at: at(n < 100 ? 1 : 2) }));
      await run('actions.insert-rows', { table, rows });
      const since = { ...sync.context, cursor: '2026-09-01T00:00:02.000Z' };
      const seen: Json[] = [];
      let from: Json = null;
      do {
        const page: CodePage | undefined = await code('changes').page?.({}, since, from);
        seen.push(...(page?.items ?? []));
        from = page?.next ?? null;
      } while (from !== null);
      expect(new Set(seen.map((item) => (item as JsonObject)['_key'])).size).toBe(1_100);
    });

    test('without a table in the connection it is said what is missing', async () => {
      expect(await faultOf(Promise.resolve().then(() => code('list').page?.({}, direct.context, null)))).toMatchObject({
        meaning: 'invalid',
      });
    });

    afterAll(() => sync.end());
  });

  describe('what is not as expected', () => {
    test('names are quoted and must exist', async () => {
      const hostile = { table, row: { id: 'T-1', subject: 's', 'x` = 1; drop table ods_ticket; --': 1 } };
      expect(await faultOf(run('actions.upsert-row', hostile))).toMatchObject({ meaning: 'invalid', code: '1054' });
      expect(
        await faultOf(run('actions.upsert-row', { table: `${table}; drop table x`, row: row('T-1') })),
      ).toMatchObject({ meaning: 'not-found' });
      expect(await faultOf(run('actions.upsert-row', { table: 'mysql.user', row: row('T-1') }))).toMatchObject({
        meaning: 'not-found',
      });
    });

    test('a second insert of the same key is a duplicate, told without the row’s values', async () => {
      await run('actions.insert-rows', { table, rows: [row('13800000000')] });
      const fault = await faultOf(run('actions.insert-rows', { table, rows: [row('13800000000')] }));
      expect(fault).toMatchObject({ meaning: 'duplicate', code: '1062' });
      expect(JSON.stringify(fault)).not.toContain('13800000000');
    });

    test.each([
      ['a value too long', { priority: 'x'.repeat(17) }, 'invalid', '1406'],
      ['a value of another type', { count: 'many' }, 'invalid', '1366'],
    ])('%s', async (_, more, meaning, code) => {
      expect(await faultOf(run('actions.upsert-row', { table, row: row('T-1', more) }))).toMatchObject({
        meaning,
        code,
      });
    });

    test('an unknown database and a closed port are told apart', async () => {
      const unknown = directContext({ ...connection, database: 'joinery_no_such_database' }, password);
      expect(
        await faultOf(connector.code['connection.test']?.run?.({}, unknown.context) ?? Promise.resolve()),
      ).toMatchObject({ meaning: 'auth-refused', code: '1049' });
      const closed = directContext({ ...connection, port: 1 }, password);
      expect(
        await faultOf(connector.code['connection.test']?.run?.({}, closed.context) ?? Promise.resolve()),
      ).toMatchObject({ meaning: 'transient' });
    });

    test('a connection the server ended is replaced', async () => {
      const { rows } = (await run('actions.run-query', { sql: 'select connection_id() as id' })) as {
        rows: JsonObject[];
      };
      await admin.query(`kill connection ${Number(rows[0]?.['id'])}`);
      await expect.poll(async () => run('connection.test', {}).catch(() => undefined)).toMatchObject({ database });
    });

    test('a call that is broken off gives its connection up', async () => {
      const breakOff = new AbortController();
      const broken = directContext(connection, password, breakOff.signal);
      const sleeping = connector.code['actions.run-query']?.run?.({ sql: 'select sleep(30)' }, broken.context);
      await expect
        .poll(async () => {
          const [found] = await admin.query(
            "select 1 from information_schema.processlist where info like 'select sleep(30)%'",
          );
          return (found as unknown[]).length;
        })
        .toBe(1);
      breakOff.abort();
      expect(await faultOf(sleeping ?? Promise.resolve())).toMatchObject({ meaning: 'transient', ambiguous: true });
      await broken.end();
    });
  });

  describe('design time', () => {
    test('tables and their columns are found', async () => {
      expect(await optionsOf('options.tables', {})).toEqual(expect.arrayContaining([{ name: table, comment: null }]));
      expect(await optionsOf('options.columns', { table })).toEqual(
        expect.arrayContaining([{ name: 'sum', type: 'decimal(12,2)' }]),
      );
    });

    test('the shape of a row says what is required and leaves out what the database fills in', async () => {
      const shape = (await run('schemas.row', { table })) as { required: string[]; properties: JsonObject };
      expect(shape.required).toEqual(['id', 'subject']);
      expect(Object.keys(shape.properties)).not.toContain('doubled');
      expect(shape.properties['subject']).toEqual({
        type: 'string',
        'x-title': { zh: '主题', en: '主题' },
        'x-column-type': 'text',
      });
    });

    test('the test names what was reached', async () => {
      expect(await run('connection.test', {})).toMatchObject({
        database: connection.database,
        user: expect.stringMatching(/@/) as unknown,
      });
    });
  });

  describe('through the host and its egress policy', () => {
    const secret = password;
    const vendor = `http://${connection.host}:${connection.port}`;

    test('the connection is tested, written, listed and described', async () => {
      const host = await openHost(connector, { ...connection, password: secret }, vendor);
      expect(await host.test()).toMatchObject({
        ok: true,
        message: { en: expect.stringContaining(connection.database) },
      });
      expect(await host.invoke('upsert-rows', { table, rows: [row('T-1'), row('T-2')] })).toEqual({
        kind: 'done',
        output: { count: 2 },
      });
      expect(await host.page('list-rows', { table, columns: ['id'] }, null)).toEqual({
        kind: 'page',
        items: [{ id: 'T-1' }, { id: 'T-2' }],
        next: null,
      });
      expect((await host.options('tables', {})).map(({ value }) => value)).toContain(table);
      expect(Object.keys((await host.schema('row', { table }))['properties'] as object)).toContain('subject');
      await host.close();
    });

    test('a database the policy does not allow is refused before a socket opens', async () => {
      const host = await openHost(connector, { ...connection, password: secret }, 'http://127.0.0.1:9');
      expect(await host.invoke('run-query', { sql: 'select 1' })).toMatchObject({
        kind: 'failed',
        failure: { code: 'egress.refused' },
      });
      await host.close();
    });

    test('a database that is down may be tried again, and says where it is not', async () => {
      const host = await openHost(connector, { ...connection, port: 9, password: secret }, 'http://127.0.0.1:9');
      expect(await host.invoke('run-query', { sql: 'select 1' })).toMatchObject({
        kind: 'failed',
        failure: { kind: 'transient', code: 'connector.unreachable' },
      });
      await host.close();
    });
  });
});

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
