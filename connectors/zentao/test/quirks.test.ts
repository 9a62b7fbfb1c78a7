import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { zentaoSimulator } from '../src/simulator/index.ts';

let rig: Rig;
let now: number;
beforeEach(async () => {
  now = Date.now();
  rig = await startRig(connector, zentaoSimulator({ now: () => now }));
});
afterEach(() => rig.close());

describe('signing in', () => {
  test('an account that is locked is told as such, and once', async () => {
    for (let n = 0; n < 6; n += 1) await (await rig.open(rig.simulator.wrongConnection())).test();
    const { ok, failure } = await (await rig.open()).test();
    expect([ok, failure?.kind]).toEqual([false, 'auth']);
    expect(failure?.vendor?.message).toContain('10分钟');
  });

  test('a session that the server forgot is replaced', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('get-bug', { id: 1 }));
    now += 1_441_000;
    expect(await outputOf(host.invoke('get-bug', { id: 1 }))).toMatchObject({ id: 1 });
  });
});

describe('bugs', () => {
  test('the status is a word, in lists as in a single bug', async () => {
    const host = await rig.open();
    const page = await host.page('list-bugs', { status: 'unclosed' }, null);
    const listed = page.kind === 'page' ? page.items.map((item) => (item as JsonObject)['status']) : [];
    expect(listed).toEqual(['active', 'active']);
    expect(await outputOf(host.invoke('get-bug', { id: 3 }))).toMatchObject({ status: 'closed' });
  });

  test('keywords of one’s own stand before the mark, and a build is said', async () => {
    const { id } = await outputOf((await rig.open()).invoke('create-bug', { title: '无法登录', keywords: 'SC-2001' }));
    expect(rig.simulator.record('bugs', textOf(id))).toMatchObject({
      keywords: expect.stringMatching(/^SC-2001,joinery-[0-9a-f]{32}$/),
      openedBuild: ['trunk'],
    });
  });

  test('sentences by field are told', async () => {
    expect(await (await rig.open()).invoke('create-bug', { title: ' ' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { message: 'title: 『Bug标题』不能为空。' } },
    });
  });

  test('a bug goes its way, and a step that was made is found to be made', async () => {
    const host = await rig.open();
    const resolve = { id: 1, resolution: 'postponed', comment: '下个版本处理' };
    expect(await outputOf(host.invoke('resolve-bug', resolve))).toMatchObject({
      status: 'resolved',
      resolution: 'postponed',
    });
    expect(await host.invoke('resolve-bug', resolve)).toMatchObject({ failure: { kind: 'invalid' } });
    expect(await host.lookUp('resolve-bug', resolve)).toMatchObject({ kind: 'found', output: { status: 'resolved' } });
    expect(await outputOf(host.invoke('close-bug', { id: 1 }))).toMatchObject({ status: 'closed' });
    expect(await outputOf(host.invoke('activate-bug', { id: 1 }))).toMatchObject({ status: 'active', resolution: '' });
    expect(rig.simulator.records('actions').map(({ action }) => action)).toEqual(['resolve', 'close', 'active']);
  });

  test('what a sync writes back leaves out what only actions may change', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('bug', '1');
    const record = { ...(seen?.record as JsonObject), status: 'closed', title: '登录问题', assignedTo: 'wangfang' };
    await host.write('bug', 'update', { id: '1', record }, 'key');
    expect(rig.simulator.record('bugs', '1')).toMatchObject({
      title: '登录问题',
      status: 'active',
      assignedTo: 'wangfang',
    });
  });
});

test('changes end where the lists are older than the cursor, new bugs and edited ones alike', async () => {
  for (let n = 0; n < 250; n += 1) rig.simulator.upsert('bugs', { title: `缺陷 ${n}` });
  const host = await rig.open();
  let cursor: Json | undefined;
  const follow = async (): Promise<readonly Json[]> => {
    const seen: Json[] = [];
    let more = true;
    while (more) {
      const found = await host.changes('bug', cursor, 'beginning');
      ({ cursor, more } = found);
      seen.push(...found.records.map(({ record }) => (record as JsonObject)['title'] ?? null));
    }
    return seen;
  };
  now += 3_600_000;
  rig.simulator.upsert('bugs', { title: '此后' });
  expect(await follow()).toHaveLength(254);
  now += 3_600_000;
  const lists = (): number =>
    rig.simulator.requests().filter(({ path, status }) => path.endsWith('/bugs') && status === 200).length;
  const before = lists();
  rig.simulator.upsert('bugs', { id: 1, pri: 1 });
  rig.simulator.upsert('bugs', { title: '新缺陷' });
  expect(await follow()).toEqual(['登录后页面空白', '新缺陷']);
  // One page of each order: nothing beyond the cursor is read.
  expect(lists() - before).toBe(2);
});
