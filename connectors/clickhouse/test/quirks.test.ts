import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { clickhouseSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, clickhouseSimulator());
});
afterEach(() => rig.close());

const rows = [
  { id: 'T-1', subject: 'a', updated_at: '2026-09-01T01:00:00Z' },
  { id: 'T-2', subject: 'b', updated_at: '2026-09-01T01:00:00Z' },
];
const stored = (): number => rig.simulator.records('ods_ticket').filter(({ id }) => id !== 'T-1001').length;

describe('reading', () => {
  test.each([
    ['a tab and a line', 'a\tb\nc'],
    ['a backslash', 'C:\\temp\\new'],
    ['a quote', 'O\'Brien"s'],
    ['what would end the statement', "x'; drop table ods_ticket; --"],
  ])('a parameter with %s arrives as it is', async (_, subject) => {
    rig.simulator.upsert('ods_ticket', { id: 'T-9', subject });
    const sql = 'select id from ods_ticket where subject = {subject:String}';
    const host = await rig.open();
    expect(await outputOf(host.invoke('run-query', { sql, parameters: { subject } }))).toEqual({
      rows: [{ id: 'T-9' }],
      count: 1,
    });
  });

  test('a query that writes is refused', async () => {
    const sql = 'insert into ods_ticket format JSONEachRow\n{"id":"T-5"}';
    expect(await (await rig.open()).invoke('run-query', { sql })).toMatchObject({
      failure: { kind: 'auth', vendor: { code: '164' } },
    });
    expect(stored()).toBe(0);
  });

  test('the failure’s number is taken from the header, whatever the status', async () => {
    const host = await rig.open();
    const failed = host.invoke('run-query', { sql: 'select nothing from ods_ticket' });
    expect(await failed).toMatchObject({ failure: { kind: 'invalid', vendor: { code: '47' } } });
  });

  test('a key with several rows is refused where a page would end in it, and read merged with FINAL', async () => {
    for (let n = 0; n < 30; n += 1)
      rig.simulator.upsert('ods_ticket', {
        id: `B-${n % 10}`,
        subject: `v${n}`,
        updated_at: `2026-09-01 0${n % 3}:00:00`,
      });
    const host = await rig.open();
    const input = { table: 'ods_ticket', pageSize: 4 };
    expect(await host.page('list-rows', input, null)).toMatchObject({ kind: 'failed', failure: { kind: 'invalid' } });
    const merged = await host.page('list-rows', { ...input, final: true }, null);
    expect(merged).toMatchObject({ kind: 'page', next: ['B-3'] });
  });
});

describe('writing', () => {
  test('an insert that is repeated with its key is there once, with another key twice', async () => {
    const host = await rig.open();
    const insert = (idempotencyKey: string) =>
      outputOf(host.invoke('insert-rows-once', { table: 'ods_ticket', rows }, { idempotencyKey }));
    await insert('run-1/step');
    await insert('run-1/step');
    expect(stored()).toBe(2);
    await insert('run-2/step');
    expect(stored()).toBe(4);
  });

  test('a table that forgets what was inserted is refused before anything is written', async () => {
    const once = { table: 'ods_event', rows: [{ at: '2026-09-01 01:00:00', kind: 'a' }] };
    expect(await (await rig.open()).invoke('insert-rows-once', once)).toMatchObject({ failure: { kind: 'invalid' } });
    expect(rig.simulator.records('ods_event')).toEqual([]);
  });

  test('an asynchronous insert waits until it is written', async () => {
    await outputOf((await rig.open()).invoke('insert-rows', { table: 'ods_ticket', rows, async: true }));
    const { query } = rig.simulator.requests().at(-1)!;
    expect(query).toContain('async_insert=1');
    expect(query).toContain('wait_for_async_insert=1');
  });

  test('a member without a column is a mistake', async () => {
    const insert = { table: 'ods_ticket', rows: [{ id: 'T-1', colour: 'red' }] };
    expect(await (await rig.open()).invoke('insert-rows', insert)).toMatchObject({
      failure: { kind: 'invalid', vendor: { code: '117' } },
    });
  });

  test('a table’s name is quoted', async () => {
    const insert = { table: 'ods_ticket` (id) values (1) --', rows };
    expect(await (await rig.open()).invoke('insert-rows', insert)).toMatchObject({ kind: 'failed' });
    expect(stored()).toBe(0);
  });
});

test('too many queries at once is a rate, with its wait', async () => {
  rig.simulator.setFault({ kind: 'rate-limited', times: 9, retryAfterSeconds: 7 });
  const host = await rig.open();
  expect(await host.invoke('run-query', { sql: 'select 1' }, { timeoutMs: 900 })).toMatchObject({
    failure: { kind: 'rate-limited', retryAfterMs: 7_000 },
  });
});
