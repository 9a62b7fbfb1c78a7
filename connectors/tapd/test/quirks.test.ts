import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { tapdSimulator } from '../src/simulator/index.ts';

const first = '1010158231500000001';
let rig: Rig;
let now: number;
beforeEach(async () => {
  now = Date.parse('2026-09-10T03:00:00Z');
  rig = await startRig(connector, tapdSimulator({ now: () => now }));
});
afterEach(() => rig.close());

describe('signing in', () => {
  test('an app of the open platform gets a token, and a new one when that is over', async () => {
    const app = { authentication: 'app', clientId: 'joinery-app', clientSecret: 'tapd-app-secret-demo' };
    const host = await rig.open({ ...rig.simulator.connection(), ...app });
    await outputOf(host.invoke('get-bug', { id: first }));
    rig.simulator.setFault({ kind: 'expired-token' });
    await outputOf(host.invoke('get-bug', { id: first }));
    expect(rig.simulator.requests().filter(({ path }) => path === '/tokens/request_token')).toHaveLength(2);
    const wrong = await rig.open({ ...rig.simulator.connection(), ...app, clientSecret: 'not-the-secret' });
    expect(await wrong.test()).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });

  test('a workspace the account may not see is told as such', async () => {
    const { ok, failure } = await (await rig.open({ ...rig.simulator.connection(), workspaceId: '1' })).test();
    expect([ok, failure?.kind, failure?.vendor?.status]).toEqual([false, 'auth', 403]);
  });
});

describe('items', () => {
  test('an error inside a 200 is an error, in the words of TAPD', async () => {
    const host = await rig.open();
    expect(await host.invoke('update-bug', { id: first, statusLabel: '飞行中' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { status: 200, code: 'status 0', message: 'v_status 飞行中 is invalid' } },
    });
    expect(await host.invoke('update-bug', { id: '404', title: 'x' })).toMatchObject({
      failure: { code: 'connector.not-found' },
    });
  });

  test('people and labels are one text, a status may be said in Chinese, and ids stay texts', async () => {
    const host = await rig.open();
    const made = await outputOf(host.invoke('create-bug', { title: '无法登录', labels: ['阻塞', '重点关注'] }));
    expect(made).toMatchObject({ label: '阻塞|重点关注', reporter: 'joinery', id: expect.stringMatching(/^\d{19}$/) });
    const id = textOf(made['id']);
    await outputOf(
      host.invoke('update-bug', { id, statusLabel: '接受/处理', owners: ['wangfang', 'joinery'], severity: 'fatal' }),
    );
    expect(rig.simulator.record('bugs', id)).toMatchObject({
      status: 'in_progress',
      current_owner: 'wangfang;joinery',
      severity: 'fatal',
    });
  });

  test('the mark ends the description, or stands in a field of its own', async () => {
    const host = await rig.open();
    const { description } = await outputOf(host.invoke('create-story', { title: '新需求' }));
    expect(description ?? null).toMatch(/^<p>joinery-[0-9a-f]{32}<\/p>$/);
    const apart = await rig.open({ ...rig.simulator.connection(), markField: 'custom_field_20' });
    const input = { title: '另一个', description: '<p>第一行</p>' };
    expect(await outputOf(apart.invoke('create-story', input, { idempotencyKey: 'k' }))).toMatchObject({
      description: '<p>第一行</p>',
      custom_field_20: expect.stringMatching(/^joinery-/),
    });
    expect(await apart.lookUp('create-story', input, { idempotencyKey: 'k' })).toMatchObject({ kind: 'found' });
    expect(await apart.lookUp('create-story', input, { idempotencyKey: 'other' })).toMatchObject({ kind: 'absent' });
  });

  test('comments hang on an item, by whoever the connection says', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('add-comment', { type: 'bug', id: first, text: '已修复' }));
    await outputOf(host.invoke('add-comment', { type: 'stories', id: first, text: '别处' }));
    expect(await host.page('list-comments', { type: 'bug', id: first }, null)).toMatchObject({
      items: [{ description: '已修复', author: 'joinery' }],
      next: null,
    });
  });

  test('drop-downs tell statuses by their Chinese names', async () => {
    expect(await (await rig.open()).options('bug-statuses', {})).toContainEqual({ value: 'closed', label: '已关闭' });
  });
});

describe('syncs', () => {
  test('what changed earlier on the cursor’s day is not seen again, though TAPD asks by whole days', async () => {
    const host = await rig.open();
    rig.simulator.upsert('bugs', { id: first, priority: 'low' });
    now += 3 * 3_600_000;
    rig.simulator.upsert('bugs', { title: '中午' });
    const { cursor } = await host.changes('bug', undefined, 'beginning');
    now += 3_600_000;
    const { id } = rig.simulator.upsert('bugs', { title: '下午' });
    const { records } = await host.changes('bug', cursor, 'beginning');
    expect(records.map((record) => record.id)).toEqual([id]);
    const asked = rig.simulator.requests().at(-1);
    expect(new URLSearchParams(asked?.query).get('modified')).toBe('>2026-09-09');
  });

  test('what went into the recycle bin is listed apart', async () => {
    const host = await rig.open();
    for (const [object, collection, id] of [
      ['bug', 'bugs', first],
      ['story', 'stories', '1010158231500000101'],
    ] as const) {
      const { cursor } = await host.deletions(object, undefined, 'beginning');
      rig.simulator.remove(collection, id);
      const gone = await host.deletions(object, cursor, 'beginning');
      expect(gone.records.map((record) => [record.id, record.deleted])).toEqual([[id, true]]);
      expect((await host.deletions(object, gone.cursor, 'beginning')).records).toEqual([]);
      expect(await host.getRecord(object, id).catch(({ failure }: { failure: JsonObject }) => failure)).toMatchObject({
        code: 'connector.not-found',
      });
      const { records } = await host.listRecords(object, null);
      expect(records.map((record) => record.id)).not.toContain(id);
    }
  });

  test('what is written back leaves out what TAPD keeps itself', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('bug', first);
    const record = { ...(seen?.record as JsonObject), title: '登录问题', status: 'resolved', reporter: 'nobody' };
    await host.write('bug', 'update', { id: first, record }, 'key');
    expect(rig.simulator.record('bugs', first)).toMatchObject({
      title: '登录问题',
      status: 'resolved',
      reporter: 'joinery',
      created: '2026-09-01 09:00:00',
    });
  });
});

describe('events', () => {
  async function eventsOf(trigger: string, act: () => void, settings: JsonObject = {}): Promise<readonly Json[]> {
    const host = await rig.open();
    const server = await callbackServer(async (request) => {
      const outcome = await host.receive?.(trigger, settings, request);
      if (!outcome) throw new Error('callbacks are not received');
      return outcome;
    });
    const token = textOf(rig.simulator.connection()['webhookSecret']);
    const { id } = await rig.simulator.subscribe({ url: server.url, token });
    act();
    await rig.simulator.settled();
    rig.simulator.unsubscribe(id);
    await server.close();
    return server.seen.flatMap(({ events }) => events);
  }

  test('a change names its fields and what they were, never what they are, nor the password', async () => {
    const act = () => void rig.simulator.upsert('bugs', { id: first, status: 'closed', title: '改了' });
    const events = await eventsOf('bug-status-changed', act);
    expect(events).toEqual([
      {
        event: 'bug::status_change',
        id: first,
        workspaceId: '10158231',
        by: 'wangfang',
        from: 'web',
        at: '2026-09-10 11:00:00',
        changedFields: ['title', 'status'],
        before: { status: 'new', title: '登录后页面空白' },
      },
    ]);
  });

  test('stories have events of their own', async () => {
    const act = () => void rig.simulator.remove('stories', '1010158231500000101');
    expect(await eventsOf('story-deleted', act)).toMatchObject([{ event: 'story::delete', changedFields: [] }]);
    expect(await eventsOf('bug-deleted', () => void rig.simulator.remove('bugs', first))).toHaveLength(1);
  });
});
