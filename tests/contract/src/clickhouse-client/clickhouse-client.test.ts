import { createClient } from '@clickhouse/client';
import { clickhouseSimulator } from '@joinery/connector-clickhouse/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A client that others wrote and keep is the judge of our simulator. */
let clickhouse: Simulator;
let url: string;
let stop: () => Promise<void>;
const clientWith = (password: string) => createClient({ url, username: 'joinery', password, database: 'ods' });
const client = () => clientWith('clickhouse-demo-password');

beforeEach(async () => {
  clickhouse = clickhouseSimulator();
  ({ url, stop } = await clickhouse.start());
});
afterEach(() => stop());

describe('the interface', () => {
  test('answers a ping and a query', async () => {
    expect(await client().ping()).toMatchObject({ success: true });
    const answer = await client().query({ query: 'select id, subject from ods_ticket', format: 'JSON' });
    expect((await answer.json()).data).toEqual([{ id: 'T-1001', subject: '登录后页面空白' }]);
  });

  test('takes rows as JSONEachRow and gives them so', async () => {
    const rows = [
      { id: 'T-1', subject: 'a', priority: 'low', updated_at: '2026-09-01 01:00:00.000' },
      { id: 'T-2', subject: 'b', priority: 'low', updated_at: '2026-09-01 01:00:00.000' },
    ];
    await client().insert({ table: 'ods_ticket', values: rows, format: 'JSONEachRow' });
    const query = 'select id from ods_ticket where priority = {priority:String} order by id';
    const answer = await client().query({ query, query_params: { priority: 'low' }, format: 'JSONEachRow' });
    expect(await answer.json()).toEqual([{ id: 'T-1' }, { id: 'T-2' }]);
  });

  test.each(['a\tb\nc', 'C:\\temp', "O'Brien", '中文'])(
    'reads a parameter as the client writes it: %j',
    async (subject) => {
      clickhouse.upsert('ods_ticket', { id: 'T-9', subject });
      const query = 'select id from ods_ticket where subject = {subject:String}';
      const answer = await client().query({ query, query_params: { subject }, format: 'JSONEachRow' });
      expect(await answer.json()).toEqual([{ id: 'T-9' }]);
    },
  );

  test('remembers the token of an insert', async () => {
    const values = [{ id: 'T-1', subject: 'a' }];
    const clickhouse_settings = { insert_deduplication_token: 'run-1' };
    for (let n = 0; n < 2; n += 1)
      await client().insert({ table: 'ods_ticket', values, format: 'JSONEachRow', clickhouse_settings });
    expect(clickhouse.records('ods_ticket').filter(({ id }) => id === 'T-1')).toHaveLength(1);
  });
});

describe('exceptions', () => {
  test.each([
    ['select id from nothing', '60', 'UNKNOWN_TABLE'],
    ['select nothing from ods_ticket', '47', 'UNKNOWN_IDENTIFIER'],
    ['selekt 1', '62', 'SYNTAX_ERROR'],
  ])('%s', async (query, code, type) => {
    await expect(client().query({ query, format: 'JSON' })).rejects.toMatchObject({ code, type });
  });

  test('a wrong password is told as such', async () => {
    await expect(clientWith('wrong').query({ query: 'select 1' })).rejects.toMatchObject({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    });
  });
});
