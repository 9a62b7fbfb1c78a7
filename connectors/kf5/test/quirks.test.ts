import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { kf5Simulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, kf5Simulator());
});
afterEach(() => rig.close());

test('a password does as well as the token', async () => {
  const password = { authentication: 'password', password: 'kf5-password-demo' };
  expect(await (await rig.open({ ...rig.simulator.connection(), ...password })).test()).toMatchObject({ ok: true });
});

describe('tickets', () => {
  test('the next page’s address names another host and forgets what was asked: the filter stays all the same', async () => {
    for (let n = 0; n < 150; n += 1) rig.simulator.upsert('tickets', { title: `工单 ${n}` });
    const host = await rig.open();
    const input = { updatedSince: '2026-09-02' };
    const first = await host.page('list-tickets', input, null);
    if (first.kind === 'failed') throw new Error(JSON.stringify(first.failure));
    const second = await host.page('list-tickets', input, first.next);
    expect([first.items.length, second]).toMatchObject([100, { kind: 'page', next: null }]);
    expect(second.kind === 'page' && second.items.length).toBe(50);
  });

  test('the mark is a tag beside others, and a requester is found by e-mail or made', async () => {
    const host = await rig.open();
    const input = {
      title: 'a',
      content: 'x',
      tags: ['登录'],
      requesterEmail: 'new@example.com',
      requesterName: '韩梅梅',
    };
    const made = await outputOf(host.invoke('create-ticket', input));
    expect(made['tags']).toEqual(['登录', expect.stringMatching(/^joinery-[0-9a-f]{32}$/)]);
    expect(rig.simulator.record('users', textOf(made['requester_id']))).toMatchObject({ name: '韩梅梅' });
  });

  test('a comment may be internal and set the status', async () => {
    const host = await rig.open();
    const comment = { id: 1, content: '已修复', public: false, status: 'solved' };
    expect(await outputOf(host.invoke('add-comment', comment))).toMatchObject({ status: 'solved' });
    expect(await host.page('list-comments', { id: 1 }, null)).toMatchObject({
      items: [{ content: '已修复', public: false }],
      next: null,
    });
  });

  test('what is wrong is told in the words of KF5', async () => {
    expect(await (await rig.open()).invoke('create-ticket', { title: ' ', content: 'x' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { code: 'RecordInvalid', message: 'title 不能为空' } },
    });
  });
});

describe('syncs', () => {
  test('times are read by the connection’s zone', async () => {
    const host = await rig.open();
    const { cursor } = await host.changes('ticket', undefined, 'beginning');
    await host.changes('ticket', cursor, 'beginning');
    const asked = rig.simulator.requests().map(({ query }) => new URLSearchParams(query));
    // Two minutes before the newest record, in local time.
    expect(asked.map((query) => query.get('updated_start'))).toEqual([null, '2026-09-01 08:58:00']);
    expect(asked.map((query) => query.get('updated_order'))).toEqual(['desc', 'desc']);
  });

  test('a new ticket’s description is its first comment, and what KF5 keeps itself is not written', async () => {
    const host = await rig.open();
    const record = { title: '新', description: '第一行', priority: 'low', id: 99, created_at: 'x', type: null };
    const made = (await host.write('ticket', 'create', { record }, 'key')) as JsonObject;
    const id = textOf(made['id']);
    expect(rig.simulator.record('tickets', id)).toMatchObject({ description: '第一行', priority: 'low' });
    expect(id).not.toBe('99');
    await host.write('ticket', 'update', { id, record: { title: '改', description: '别的' } }, 'key');
    expect(rig.simulator.record('tickets', id)).toMatchObject({ title: '改', description: '第一行' });
    await host.write('ticket', 'delete', { id }, 'key');
    expect(rig.simulator.record('tickets', id)).toBeUndefined();
  });

  test('an e-mail that is taken is a duplicate', async () => {
    const record = { name: '李雷', email: 'lilei@example.com' };
    const write = (await rig.open()).write('user', 'create', { record }, 'key');
    await expect(write).rejects.toMatchObject({ failure: { code: 'connector.duplicate' } });
  });
});
