import type { CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { openHost } from '@joinery/tests-support/conformance';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { directContext, Fault } from './direct-context.ts';

/** The real database of the machine; a schema of its own, gone afterwards. */
const address = new URL(process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres');
const connection = {
  host: address.hostname,
  port: Number(address.port || 5432),
  database: address.pathname.slice(1),
  user: decodeURIComponent(address.username),
  tls: 'off',
};
const schema = `joinery_test_${process.pid}`;
const table = `${schema}.ods_ticket`;
const admin = new Client({ connectionString: address.href });
const direct = directContext(connection, decodeURIComponent(address.password));

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create schema ${schema}`);
});
afterAll(async () => {
  await direct.end();
  await admin.query(`drop schema ${schema} cascade`);
  await admin.end();
});
beforeEach(async () => {
  await admin.query(`drop table if exists ${table}`);
  await admin.query(`create table ${table} (
    id varchar(64) primary key, subject text not null, priority varchar(16), count int, big bigint, sum numeric(12,2),
    tags text[], "raw " jsonb, updated_at timestamptz, open boolean, file bytea, day date,
    doubled int generated always as (count * 2) stored)`);
  await admin.query(`comment on column ${table}.subject is '主题'`);
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
      big: 9007199254740991,
      sum: '1299.00',
      tags: ['a', 'b "c", d', '中文'],
      'raw ': { deep: [1, { x: null }] },
      updated_at: '2026-09-01T01:05:00.123456Z',
      open: true,
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
    expect(await run('actions.upsert-row', versioned('2026-09-01T00:00:00Z', 'late'))).toEqual({ count: 0 });
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
    expect(fault).toMatchObject({ meaning: 'invalid', code: '23502' });
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
    await admin.query(
      `insert into ${table} (id, subject) select 'T-' || lpad(n::text, 5, '0'), 's' from generate_series(1, 1201) n`,
    );
    const { items, pages } = await listed({ columns: ['id'] });
    expect([items.length, new Set(items.map(({ id }) => id)).size, pages]).toEqual([1201, 1201, 3]);
  });

  test('pages by time and id lose nothing to equal times', async () => {
    await admin.query(
      `insert into ${table} (id, subject, updated_at) select 'T-' || n, 's', '2026-09-01T00:00:00.123456Z' from generate_series(1, 1100) n`,
    );
    const { items } = await listed({ columns: ['id'], orderBy: ['updated_at', 'id'] });
    expect(new Set(items.map(({ id }) => id)).size).toBe(1100);
  });

  test('a query takes parameters and gives JSON', async () => {
    await run('actions.insert-rows', { table, rows: [row('T-1', { count: 1 }), row('T-2', { count: 5 })] });
    const sql = `select id, count from ${table} where count > $1`;
    expect(await run('actions.run-query', { sql, parameters: [2] })).toEqual({
      rows: [{ id: 'T-2', count: 5 }],
      count: 1,
    });
  });

  test.each([
    ['a write', (of: string) => `delete from ${of}`],
    ['a second statement', (of: string) => `select 1; commit; delete from ${of}`],
    [
      'a write in a common table expression',
      (of: string) => `with gone as (delete from ${of} returning *) select * from gone`,
    ],
  ])('a query refuses %s', async (_, sql) => {
    await run('actions.insert-rows', { table, rows: [row('T-1')] });
    expect(await faultOf(run('actions.run-query', { sql: sql(table) }))).toMatchObject({ meaning: 'invalid' });
    expect((await listed({})).items).toHaveLength(1);
  });
});

describe('what is not as expected', () => {
  test('names are quoted and must exist', async () => {
    const hostile = { table, row: { id: 'T-1', subject: 's', 'x" = 1; drop table ods_ticket; --': 1 } };
    expect(await faultOf(run('actions.upsert-row', hostile))).toMatchObject({ meaning: 'invalid', code: '42703' });
    expect(
      await faultOf(run('actions.upsert-row', { table: `${table}; drop table x`, row: row('T-1') })),
    ).toMatchObject({ meaning: 'not-found' });
    expect(await faultOf(run('actions.upsert-row', { table: 'pg_catalog.pg_class', row: row('T-1') }))).toMatchObject({
      meaning: 'not-found',
    });
  });

  test('a second insert of the same key is a duplicate, told without the row’s values', async () => {
    await run('actions.insert-rows', { table, rows: [row('13800000000')] });
    const fault = await faultOf(run('actions.insert-rows', { table, rows: [row('13800000000')] }));
    expect(fault).toMatchObject({ meaning: 'duplicate', code: '23505' });
    expect(JSON.stringify(fault)).not.toContain('13800000000');
  });

  test.each([
    ['a value too long', { priority: 'x'.repeat(17) }, 'invalid', '22001'],
    ['a value of another type', { count: 'many' }, 'invalid', '22P02'],
  ])('%s', async (_, more, meaning, code) => {
    expect(await faultOf(run('actions.upsert-row', { table, row: row('T-1', more) }))).toMatchObject({ meaning, code });
  });

  test('an unknown database and a closed port are told apart', async () => {
    const unknown = directContext({ ...connection, database: 'joinery_no_such_database' }, '');
    expect(
      await faultOf(connector.code['connection.test']?.run?.({}, unknown.context) ?? Promise.resolve()),
    ).toMatchObject({ meaning: 'auth-refused', code: '3D000' });
    const closed = directContext({ ...connection, port: 1 }, '');
    expect(
      await faultOf(connector.code['connection.test']?.run?.({}, closed.context) ?? Promise.resolve()),
    ).toMatchObject({ meaning: 'transient' });
  });

  test('a connection the server ended is replaced', async () => {
    await run('connection.test', {});
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'joinery' and pid <> pg_backend_pid()",
    );
    await expect
      .poll(async () => run('connection.test', {}).catch(() => undefined))
      .toMatchObject({ database: connection.database });
  });

  test('a call that is broken off gives its connection up', async () => {
    const breakOff = new AbortController();
    const broken = directContext(connection, '', breakOff.signal);
    const sleeping = connector.code['actions.run-query']?.run?.({ sql: 'select pg_sleep(30)' }, broken.context);
    await expect
      .poll(
        async () =>
          (await admin.query("select 1 from pg_stat_activity where query like 'select pg_sleep(30)'")).rowCount,
      )
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
      expect.arrayContaining([{ name: 'tags', type: 'text[]' }]),
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
    expect(await run('connection.test', {})).toMatchObject({ database: connection.database, user: connection.user });
  });
});

describe('through the host and its egress policy', () => {
  const secret = decodeURIComponent(address.password);
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
