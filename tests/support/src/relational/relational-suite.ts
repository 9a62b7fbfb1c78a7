import type { CodePage, Connector } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHost } from '../conformance/index.ts';
import { directContext, faultOf } from './direct-context.ts';

/** A relational connector before a real server. */
export interface RelationalSubject {
  readonly connector: Connector;
  /** Without its password; `tls` off. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
  };
  readonly password: string;
  /**
   * A table of its own, as the connector lists it: `id` varchar(64) and key, `subject` text that is required and
   * commented `主题`, `priority` varchar(16), `count` int, `big`, `updated_at`, `doubled` generated, and what the
   * database has besides.
   */
  readonly table: string;
  readonly prepare: () => Promise<void>;
  /** Makes the table anew. */
  readonly emptyTable: () => Promise<void>;
  /** Makes the named table `{id <whole number>, name, updated_at without a zone, blank name allowed}`. */
  readonly makeNumbered: (name: string) => Promise<void>;
  readonly numbered: string;
  readonly cleanUp: () => Promise<void>;
  /** A value for every column that can be written, as it comes back. */
  readonly whole: JsonObject;
  /** The largest number `big` holds, as it comes back. */
  readonly beyond: (n: number) => string;
  /** How a statement names its first value. */
  readonly parameter: string;
  /** Statements that would write, by what they are. */
  readonly writes: readonly (readonly [name: string, sql: (table: string) => string])[];
  readonly hostileColumn: string;
  readonly systemTable: string;
  readonly typedColumn: { readonly name: string; readonly type: string };
  readonly codes: Readonly<
    Record<'required' | 'duplicate' | 'tooLong' | 'wrongType' | 'noColumn' | 'noDatabase', string>
  >;
  /** What an upsert of older data counts. */
  readonly lateCount: number;
  readonly sleeping: { readonly sql: string; readonly isRunning: () => Promise<boolean> };
  /** Ends the connector's connections from the server's side. */
  readonly endConnections: () => Promise<void>;
}

/** What every relational connector does, on its real server. */
export function relationalSuite(subject: RelationalSubject): void {
  const { connector, password, table, codes } = subject;
  const connection = { ...subject.connection, tls: 'off' };
  const direct = directContext(connection, password);
  const codeAt = (place: string) => {
    const code = connector.code[place];
    if (!code) throw new Error(place);
    return code;
  };
  const run = async (place: string, input: JsonObject): Promise<Json | undefined> =>
    codeAt(place).run?.(input, direct.context);
  const pageOf = async (place: string, input: JsonObject): Promise<readonly Json[] | undefined> =>
    (await codeAt(place).page?.(input, direct.context, null))?.items;
  const row = (id: string, more: JsonObject = {}): JsonObject => ({ id, subject: `s ${id}`, ...more });
  const rowsOf = (count: number, more: (n: number) => JsonObject): readonly JsonObject[] =>
    Array.from({ length: count }, (_, n) => row(`T-${String(n).padStart(5, '0')}`, more(n)));

  async function everyPage(place: string, input: JsonObject, context = direct.context) {
    const items: JsonObject[] = [];
    let from: Json = null;
    let pages = 0;
    do {
      const page: CodePage | undefined = await codeAt(place).page?.(input, context, from);
      items.push(...((page?.items ?? []) as JsonObject[]));
      from = page?.next ?? null;
      pages += 1;
    } while (from !== null && pages < 100);
    return { items, pages };
  }
  const listed = (input: JsonObject) => everyPage('actions.list-rows', { table, ...input });

  beforeAll(subject.prepare);
  afterAll(async () => {
    await direct.end();
    await subject.cleanUp();
  });
  beforeEach(subject.emptyTable);

  describe('writing', () => {
    test('every kind of value comes back as it went in', async () => {
      expect(await run('actions.upsert-row', { table, row: subject.whole })).toEqual({ count: 1 });
      expect((await listed({})).items).toEqual([{ ...subject.whole, doubled: 6 }]);
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
      const versioned = (updated: string, subjectText: string): JsonObject => ({
        table,
        versionColumn: 'updated_at',
        row: { id: 'T-1', subject: subjectText, updated_at: updated },
      });
      await run('actions.upsert-row', versioned('2026-09-02T00:00:00Z', 'new'));
      const late = await run('actions.upsert-row', versioned('2026-09-01T00:00:00Z', 'late'));
      expect(late).toEqual({ count: subject.lateCount });
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
      const more = { priority: 'low', sum: '1', open: false, day: '2026-01-01' };
      const rows = rowsOf(9_000, (n) => ({ ...more, count: n, big: n }));
      expect(await run('actions.insert-rows', { table, rows })).toEqual({ count: 9_000 });
    });

    test('a batch is written as a whole or not at all', async () => {
      const rows = [row('T-1'), { id: 'T-2', subject: null }];
      const fault = await faultOf(run('actions.insert-rows', { table, rows }));
      expect(fault).toMatchObject({ meaning: 'invalid', code: codes.required });
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
      await run('actions.insert-rows', { table, rows: rowsOf(1_201, () => ({})) });
      const { items, pages } = await listed({ columns: ['id'] });
      expect([items.length, new Set(items.map(({ id }) => id)).size, pages]).toEqual([1_201, 1_201, 3]);
    });

    test('pages by time and id lose nothing to equal times', async () => {
      const rows = rowsOf(1_100, () => ({ updated_at: '2026-09-01T00:00:00.123456Z' }));
      await run('actions.insert-rows', { table, rows });
      const { items } = await listed({ columns: ['id'], orderBy: ['updated_at', 'id'] });
      expect(new Set(items.map(({ id }) => id)).size).toBe(1_100);
    });

    test('pages by a number beyond 2^53 keep its last digits', async () => {
      await run('actions.insert-rows', { table, rows: rowsOf(1_001, (n) => ({ big: subject.beyond(n) })) });
      const { items } = await listed({ columns: ['big'], orderBy: ['big'] });
      expect([items.length, new Set(items.map(({ big }) => big)).size]).toEqual([1_001, 1_001]);
    });

    test('an order that stands on null says so, instead of ending before its end', async () => {
      await run('actions.insert-rows', { table, rows: rowsOf(600, () => ({})) });
      const paged = listed({ columns: ['id'], orderBy: ['updated_at', 'id'] });
      expect(await faultOf(paged)).toMatchObject({ meaning: 'invalid' });
    });

    test('a query takes parameters and gives JSON', async () => {
      await run('actions.insert-rows', { table, rows: [row('T-1', { count: 1 }), row('T-2', { count: 5 })] });
      const sql = `select id, count from ${table} where count > ${subject.parameter}`;
      expect(await run('actions.run-query', { sql, parameters: [2] })).toEqual({
        rows: [{ id: 'T-2', count: 5 }],
        count: 1,
      });
    });

    test.each(subject.writes)('a query refuses %s', async (_, sql) => {
      await run('actions.insert-rows', { table, rows: [row('T-1')] });
      expect(await faultOf(run('actions.run-query', { sql: sql(table) }))).toMatchObject({ meaning: 'invalid' });
      expect((await listed({})).items).toHaveLength(1);
    });
  });

  describe('a table as an object of sync', () => {
    const sync = directContext({ ...connection, syncTable: table, syncChangedColumn: 'updated_at' }, password);
    const at = (second: number): string => `2026-09-01T00:00:${String(second).padStart(2, '0')}Z`;
    // Databases differ in how many zeros they write behind the seconds.
    const sameMoment = (text: string): unknown => expect.stringMatching(new RegExp(`^${text.slice(0, -1)}(\\.0+)?Z$`));
    const ask = async (place: string, input: JsonObject, { context } = sync) =>
      codeAt(`objects.row.${place}`).run?.(input, context);
    const listing = async (place: string, { context } = sync) =>
      (await codeAt(`objects.row.${place}`).page?.({}, context, null))?.items;
    afterAll(() => sync.end());

    test('rows are listed and read by their key, and written by it', async () => {
      await ask('upsert', { key: 'T-1', record: { subject: 'a', updated_at: at(1) } });
      expect(await ask('update', { id: 'T-1', record: { subject: 'b' } })).toEqual({ id: 'T-1' });
      const held = await listing('list');
      expect(held).toMatchObject([{ _key: 'T-1', _changedAt: sameMoment(at(1)), subject: 'b' }]);
      expect(await ask('get', { id: 'T-1' })).toEqual(held?.[0]);
      await ask('delete', { id: 'T-1' });
      expect(await ask('get', { id: 'T-1' })).toBeUndefined();
    });

    test('its fields are those of the table', async () => {
      const fields = (await ask('fields', {})) as JsonObject;
      expect(Object.keys(fields['properties'] as JsonObject)).toEqual(expect.arrayContaining(['id', 'subject']));
    });

    test('several are read at once, those that exist', async () => {
      await run('actions.insert-rows', { table, rows: [row('T-1'), row('T-2')] });
      const found = (await ask('getBatch', { ids: ['T-2', 'T-9', 'T-1'] })) as readonly JsonObject[];
      expect(new Set(found.map((each) => each['_key']))).toEqual(new Set(['T-1', 'T-2']));
      expect(await ask('getBatch', { ids: [] })).toEqual([]);
    });

    test('an update of a row that is gone says so', async () => {
      const gone = ask('update', { id: 'T-1', record: { subject: 'b' } });
      expect(await faultOf(gone)).toMatchObject({ meaning: 'not-found' });
    });

    test('a write that changes nothing is no row that is gone', async () => {
      await run('actions.insert-rows', { table, rows: [row('T-1')] });
      expect(await ask('update', { id: 'T-1', record: { subject: 's T-1' } })).toEqual({ id: 'T-1' });
    });

    test('of a batch only the row the database refuses fails, and is named', async () => {
      const records = Array.from({ length: 9 }, (_, n) => ({
        key: `T-${n}`,
        record: { subject: n === 5 ? null : 'a', priority: n === 7 ? 'x'.repeat(17) : 'low' },
      }));
      const { results } = (await ask('upsertBatch', { records })) as { readonly results: readonly JsonObject[] };
      expect(results.map(({ index, ok }) => [index, ok])).toEqual(records.map((_, n) => [n, n !== 5 && n !== 7]));
      expect([results[5]?.['code'], results[7]?.['code']]).toEqual([codes.required, codes.tooLong]);
      expect(results[0]).toEqual({ index: 0, ok: true, output: { id: 'T-0' } });
      expect((await listed({})).items).toHaveLength(7);
    });

    test('the key a record brings counts before the one it is given', async () => {
      const record = row('T-1');
      expect(await ask('upsert', { key: 'other', record })).toEqual({ id: 'T-1' });
      expect(await ask('upsertBatch', { records: [{ key: 'other', record }] })).toMatchObject({
        results: [{ output: { id: 'T-1' } }],
      });
      expect((await listed({})).items).toHaveLength(1);
    });

    test('changes since a moment come page by page, equal times included', async () => {
      await run('actions.insert-rows', { table, rows: rowsOf(1_200, (n) => ({ updated_at: at(n < 100 ? 1 : 2) })) });
      const since = { ...sync.context, cursor: '2026-09-01T00:00:02.000Z' };
      const { items } = await everyPage('objects.row.changes', {}, since);
      expect([items.length, new Set(items.map((item) => item['_key'])).size]).toEqual([1_100, 1_100]);
    });

    test('all changes ever are those of the rows that have a time', async () => {
      await run('actions.insert-rows', { table, rows: rowsOf(600, (n) => (n < 2 ? { updated_at: at(n) } : {})) });
      const { items } = await everyPage('objects.row.changes', {}, sync.context);
      expect(items.map((item) => item['_changedAt'])).toEqual([sameMoment(at(0)), sameMoment(at(1))]);
    });

    test('a key that is a number is found by its text; a time without a zone is in UTC', async () => {
      await subject.makeNumbered(subject.numbered);
      const numbers = directContext(
        { ...connection, syncTable: subject.numbered, syncChangedColumn: 'updated_at' },
        password,
      );
      const id = '9007199254740993';
      await ask('upsert', { key: id, record: { name: 'a', updated_at: '2026-09-01T00:00:01Z' } }, numbers);
      await ask('upsert', { key: '9007199254740992', record: { name: 'b' } }, numbers);
      expect(await ask('get', { id }, numbers)).toMatchObject({ _key: id, name: 'a', _changedAt: sameMoment(at(1)) });
      await ask('delete', { id }, numbers);
      expect(await listing('list', numbers)).toMatchObject([{ _key: '9007199254740992' }]);
      await numbers.end();
    });

    test('without a table in the connection it is said what is missing', async () => {
      expect(await faultOf(listing('list', direct))).toMatchObject({ meaning: 'invalid' });
    });

    test('through the host: fields, records and changes', async () => {
      const { host: name, port } = connection;
      const synced = { ...connection, password, syncTable: table, syncChangedColumn: 'updated_at' };
      const host = await openHost(connector, synced, `http://${name}:${port}`);
      await run('actions.insert-rows', { table, rows: [row('T-1', { updated_at: at(1) })] });
      expect((await host.listRecords('row', null)).records.map(({ id }) => id)).toEqual(['T-1']);
      const { records } = await host.changes('row', undefined, 'beginning');
      expect(records.map(({ id }) => id)).toEqual(['T-1']);
      await host.close();
    });
  });

  describe('what is not as expected', () => {
    test('names are quoted and must exist', async () => {
      const hostile = { table, row: row('T-1', { [subject.hostileColumn]: 1 }) };
      expect(await faultOf(run('actions.upsert-row', hostile))).toMatchObject({
        meaning: 'invalid',
        code: codes.noColumn,
      });
      for (const name of [`${table}; drop table x`, subject.systemTable])
        expect(await faultOf(run('actions.upsert-row', { table: name, row: row('T-1') }))).toMatchObject({
          meaning: 'not-found',
        });
    });

    test('a second insert of the same key is a duplicate, told without the row’s values', async () => {
      const rows = [row('13800000000')];
      await run('actions.insert-rows', { table, rows });
      const fault = await faultOf(run('actions.insert-rows', { table, rows }));
      expect(fault).toMatchObject({ meaning: 'duplicate', code: codes.duplicate });
      expect(JSON.stringify(fault)).not.toContain('13800000000');
    });

    test.each([
      ['a value too long', { priority: 'x'.repeat(17) }, codes.tooLong],
      ['a value of another type', { count: 'many' }, codes.wrongType],
    ])('%s', async (_, more, code) => {
      const written = run('actions.upsert-row', { table, row: row('T-1', more) });
      expect(await faultOf(written)).toMatchObject({ meaning: 'invalid', code });
    });

    test('an unknown database and a closed port are told apart', async () => {
      const tested = async (changed: JsonObject) => {
        const other = directContext({ ...connection, ...changed }, password);
        return faultOf(codeAt('connection.test').run?.({}, other.context));
      };
      expect(await tested({ database: 'joinery_no_such_database' })).toMatchObject({
        meaning: 'auth-refused',
        code: codes.noDatabase,
      });
      expect(await tested({ port: 1 })).toMatchObject({ meaning: 'transient' });
    });

    test('a connection the server ended is replaced', async () => {
      await run('connection.test', {});
      await subject.endConnections();
      await expect
        .poll(async () => run('connection.test', {}).catch(() => undefined))
        .toMatchObject({ database: connection.database });
    });

    test('a call that is broken off gives its connection up', async () => {
      const breakOff = new AbortController();
      const broken = directContext(connection, password, breakOff.signal);
      const sleeping = codeAt('actions.run-query').run?.({ sql: subject.sleeping.sql }, broken.context);
      await expect.poll(subject.sleeping.isRunning).toBe(true);
      breakOff.abort();
      expect(await faultOf(sleeping)).toMatchObject({ meaning: 'transient', ambiguous: true });
      await broken.end();
    });
  });

  describe('design time', () => {
    test('tables and their columns are found', async () => {
      expect(await pageOf('options.tables', {})).toEqual(expect.arrayContaining([{ name: table, comment: null }]));
      expect(await pageOf('options.columns', { table })).toEqual(expect.arrayContaining([subject.typedColumn]));
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
        user: expect.stringContaining(connection.user) as unknown,
      });
    });
  });

  describe('through the host and its egress policy', () => {
    const vendor = `http://${connection.host}:${connection.port}`;
    const whole = { ...connection, password };

    test('the connection is tested, written, listed and described', async () => {
      const host = await openHost(connector, whole, vendor);
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

    test.each([
      ['not allowed is refused before a socket opens', {}, { code: 'egress.refused' }],
      ['down may be tried again', { port: 9 }, { kind: 'transient', code: 'connector.unreachable' }],
    ])('a database that is %s', async (_, changed, failure) => {
      const host = await openHost(connector, { ...whole, ...changed }, 'http://127.0.0.1:9');
      expect(await host.invoke('run-query', { sql: 'select 1' })).toMatchObject({ kind: 'failed', failure });
      await host.close();
    });
  });
}
