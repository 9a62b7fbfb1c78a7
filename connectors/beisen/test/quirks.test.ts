import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformanceHost, RunningSimulator, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { beisenSimulator } from '../src/simulator/index.ts';

/** The vendor's clock, moved by hand. */
let ahead = 0;
let beisen: Simulator;
let running: RunningSimulator;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  ahead = 0;
  beisen = beisenSimulator({ now: () => Date.now() + ahead });
  running = await beisen.start();
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(more: JsonObject = {}): Promise<ConformanceHost> {
  const host = await openHost(connector, { ...beisen.connection(), ...more }, running.url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

async function everyEmployee(host: ConformanceHost, between: () => void = () => undefined): Promise<readonly string[]> {
  const seen: string[] = [];
  let from: Json = null;
  do {
    const page = await host.listRecords('employee', from);
    seen.push(...page.records.map(({ id }) => id));
    from = page.next;
    between();
  } while (from !== null);
  return seen;
}

const asked = (path: string): readonly JsonObject[] =>
  beisen
    .requests()
    .filter((request) => request.path.endsWith(path))
    .map(({ body }) => JSON.parse(body) as JsonObject);

describe('tokens', () => {
  test('the newer way to a token works too', async () => {
    const host = await opened({ tokenStyle: 'json' });
    expect(await host.test()).toMatchObject({ ok: true });
    expect(beisen.requests()[0]).toMatchObject({ path: '/token' });
  });

  test('its address may be another', async () => {
    const host = await opened({ tokenStyle: 'json', tokenUrl: `${running.url}/token` });
    expect(await host.test()).toMatchObject({ ok: true });
  });

  test('an unknown tenant is told in the vendor’s words', async () => {
    const host = await opened({ tenantId: '1' });
    expect(await host.test()).toMatchObject({
      ok: false,
      failure: { kind: 'auth', vendor: { code: 'invalid_tenantid' } },
    });
  });
});

describe('scrolls and windows', () => {
  test('no window is wider than 90 days, and together they leave no gap', async () => {
    await everyEmployee(await opened());
    const windows = asked('/Employee/GetByTimeWindow').filter(({ scrollId }) => scrollId === '');
    const day = 24 * 3_600_000;
    const width = (of: JsonObject) => Date.parse(textOf(of['stopTime'])) - Date.parse(textOf(of['startTime']));
    expect(Math.max(...windows.map(width))).toBeLessThanOrEqual(90 * day);
    expect(windows.slice(1).map(({ startTime }) => startTime)).toEqual(
      windows.slice(0, -1).map(({ stopTime }) => stopTime),
    );
    expect(windows[0]).toMatchObject({
      startTime: '2025-01-01T00:00:00',
      isGetLatestRecord: false,
      withDisabled: true,
    });
  });

  test('a consumer that is slower than the life of a scroll misses nobody', async () => {
    for (let n = 0; n < 400; n += 1) beisen.upsert('employees', { userID: 170_000_000 + n, name: `员工 ${n}` });
    const seen = await everyEmployee(await opened(), () => void (ahead += 11_000));
    expect(new Set(seen).size).toBe(beisen.records('employees').length);
  });

  test('a page that is lost in the middle of a scroll starts the window again: no page is skipped', async () => {
    const path = '/TenantBaseExternal/api/v5/Employee/GetByTimeWindow';
    for (let n = 0; n < 700; n += 1) beisen.upsert('employees', { userID: 170_000_000 + n, name: `员工 ${n}` });
    const host = await opened();
    const before = { from: null as Json };
    const first = await host.listRecords('employee', null);
    before.from = first.next;
    let seen = first.records.map(({ id }) => id);
    // The window of today has pages of 300: the answer to the second of them does not arrive.
    for (let from: Json = first.next; from !== null;) {
      const newest = asked('/Employee/GetByTimeWindow').length;
      beisen.clearFaults();
      beisen.setFault({ kind: 'lost-reply', path, after: 1 });
      const page = await host.listRecords('employee', from).catch(() => {
        beisen.clearFaults();
        return host.listRecords('employee', from);
      });
      expect(asked('/Employee/GetByTimeWindow').length).toBeGreaterThan(newest);
      seen = [...seen, ...page.records.map(({ id }) => id)];
      from = page.next;
    }
    expect(new Set(seen).size).toBe(beisen.records('employees').length);
    expect(seen.length).toBe(beisen.records('employees').length);
  });

  test('a window with very many records is halved until it holds few enough', async () => {
    for (let n = 0; n < 5_200; n += 1) {
      const at = `2025-05-${String(1 + (n % 28)).padStart(2, '0')}T08:00:00`;
      beisen.upsert('employees', { userID: 170_000_000 + n, name: '', businessModifiedTime: at });
    }
    const host = await opened();
    const sizes: number[] = [];
    let from: Json = null;
    do {
      const page = await host.listRecords('employee', from);
      sizes.push(page.records.length);
      from = page.next;
    } while (from !== null);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(beisen.records('employees').length);
  });
});

describe('people', () => {
  test('who left is listed with the state and the last work day, and is not taken for deleted', async () => {
    const host = await opened();
    const record = await host.getRecord('employee', '101539905');
    expect(record).toMatchObject({
      deleted: false,
      record: { recordInfo: { employeeStatus: '8', lastWorkDate: '2025-07-31T00:00:00' } },
    });
    expect(await everyEmployee(host)).toContain('101539905');
  });

  test('an edit over there is an event here', async () => {
    const host = await opened();
    const { cursor } = await host.poll('employee-changed', {}, undefined);
    beisen.upsert('employees', { userID: 101539902, oIdDepartment: 1143534 });
    const { events } = await host.poll('employee-changed', {}, cursor);
    expect(events.map(({ body }) => body)).toMatchObject([
      { recordInfo: { jobNumber: 'E1002', oIdDepartment: 1143534 } },
    ]);
  });

  test('the scope of states and kinds is asked of the vendor', async () => {
    const host = await opened({ employeeStatuses: [8] });
    expect(await everyEmployee(host)).toEqual(['101539905']);
  });

  test('a look-up by e-mail finds one or nothing', async () => {
    const host = await opened();
    expect(await output(host.invoke('find-employee-by-email', { email: 'E1002@Service.example.com' }))).toEqual({
      userId: '101539902',
    });
    expect(await output(host.invoke('find-employee-by-email', { email: 'nobody@example.com' }))).toEqual({});
  });

  test('a look-up by numbers tells row by row who is not there', async () => {
    const found = await output((await opened()).invoke('find-employees-by-job-number', { jobNumbers: ['E1001', 'X'] }));
    expect(found['employees']).toEqual([
      { jobNumber: 'E1001', userId: '101539901' },
      { jobNumber: 'X', message: '员工不存在' },
    ]);
  });

  test('the tree below the root comes in one answer, a single child as a list', async () => {
    const host = await opened();
    const all = await output(host.invoke('list-subdepartments', {}));
    expect((all['departments'] as readonly Json[]).length).toBe(4);
    const one = await output(host.invoke('list-subdepartments', { oId: 1143532 }));
    expect(one['departments']).toMatchObject([{ name: '售后一组' }]);
  });

  test('people of a department, with those below it where asked for', async () => {
    const host = await opened();
    const numbers = async (input: JsonObject) => {
      const page = await host.page('list-department-employees', input, null);
      return page.kind === 'page' ? page.items.length : -1;
    };
    expect(await numbers({ oId: 1143532 })).toBe(2);
    expect(await numbers({ oId: 1143532, includeBelow: true })).toBe(3);
  });
});
