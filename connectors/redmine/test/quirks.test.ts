import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { redmineSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, redmineSimulator());
});
afterEach(() => rig.close());

const withFields = (more: JsonObject) => rig.open({ ...rig.simulator.connection(), ...more });

describe('signing in', () => {
  test('login and password do as well as a key, and the test names both account and project', async () => {
    const host = await withFields({
      authentication: 'password',
      login: 'joinery',
      password: 'redmine-password-demo',
    });
    expect(await host.test()).toMatchObject({
      ok: true,
      message: { en: expect.stringContaining('joinery · 客服平台') },
    });
  });

  test('an administrator acts as somebody; a login that is not there is told as such', async () => {
    await outputOf((await withFields({ switchUser: 'wangfang' })).invoke('get-issue', { id: 1 }));
    expect(rig.simulator.requests().at(-1)?.headers['x-redmine-switch-user']).toBe('wangfang');
    expect(await (await withFields({ switchUser: 'nobody' })).invoke('get-issue', { id: 1 })).toMatchObject({
      failure: { kind: 'auth', vendor: { code: '412', message: 'Invalid X-Redmine-Switch-User header' } },
    });
  });

  test('an empty 401 is told with its status', async () => {
    const { failure } = await (await withFields({ apiKey: 'wrong' })).test();
    expect(failure).toMatchObject({ kind: 'auth', vendor: { status: 401, code: '401' } });
  });
});

describe('issues', () => {
  test('a server that gives fewer than asked for is followed to the end', async () => {
    for (let n = 0; n < 130; n += 1) rig.simulator.upsert('issues', { subject: `问题 ${n}` });
    rig.simulator.setFault({ kind: 'truncated-page', times: 9 });
    const host = await rig.open();
    const ids: string[] = [];
    let from = null;
    do {
      const page = await host.listRecords('issue', from);
      ids.push(...page.records.map(({ id }) => id));
      from = page.next as null;
    } while (from !== null);
    expect([ids.length, new Set(ids).size]).toEqual([133, 133]);
  });

  test('a status the workflow does not allow is told, and the rest is written', async () => {
    const host = await rig.open();
    expect(await host.invoke('update-issue', { id: 3, statusId: 3, subject: '新主题' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { code: 'status-ignored', message: 'status is still 已关闭' } },
    });
    expect(rig.simulator.record('issues', '3')).toMatchObject({ subject: '新主题', status_id: 5 });
    expect(await outputOf(host.invoke('update-issue', { id: 3, statusId: 2 }))).toMatchObject({
      status: { id: 2, is_closed: false },
      closed_on: null,
    });
  });

  test('the mark ends the description, or stands in a field of its own', async () => {
    const plain = await outputOf((await rig.open()).invoke('create-issue', { subject: 'a', description: '第一行' }));
    expect(plain['description']).toMatch(/^第一行\n\njoinery-[0-9a-f]{32}$/);
    const host = await withFields({ markField: 9 });
    const input = { subject: 'b', description: '第一行', customFields: [{ id: 5, value: '1002' }] };
    expect(await outputOf(host.invoke('create-issue', input, { idempotencyKey: 'k' }))).toMatchObject({
      description: '第一行',
      custom_fields: [
        { id: 5, value: '1002' },
        { id: 9, value: expect.stringMatching(/^joinery-/) },
      ],
    });
    expect(await host.lookUp('create-issue', input, { idempotencyKey: 'k' })).toMatchObject({
      kind: 'found',
      output: { subject: 'b' },
    });
    expect(await host.lookUp('create-issue', input, { idempotencyKey: 'other' })).toMatchObject({ kind: 'absent' });
  });

  test('notes go into the history, private ones too', async () => {
    const issue = await outputOf(
      (await rig.open()).invoke('add-note', { id: 1, notes: '已修复', privateNotes: true, statusId: 3 }),
    );
    expect(issue).toMatchObject({
      status: { id: 3 },
      journals: [{ notes: '已修复', private_notes: true, user: { name: 'Joinery' } }],
    });
  });

  test('what is wrong is told in sentences', async () => {
    expect(await (await rig.open()).invoke('create-issue', { subject: ' ' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { code: '422', message: 'Subject cannot be blank' } },
    });
  });

  test('a sync writes numbers for the objects it read, keeps other custom fields, and deletes', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('issue', '1');
    const record = {
      ...(seen?.record as JsonObject),
      subject: '登录问题',
      status: { id: 2, name: '进行中' },
      custom_fields: [{ id: 6, name: '模块', value: '登录' }],
    };
    expect(await host.write('issue', 'update', { id: '1', record }, 'key')).toMatchObject({ id: '1' });
    expect(rig.simulator.record('issues', '1')).toMatchObject({
      subject: '登录问题',
      status_id: 2,
      priority_id: 5,
      custom_fields: [
        { id: 5, value: '1001' },
        { id: 6, value: '登录' },
      ],
    });
    const made = (await host.write('issue', 'create', { record: { subject: '新' } }, 'key')) as JsonObject;
    await host.write('issue', 'delete', { id: textOf(made['id']) }, 'key');
    expect(rig.simulator.records('issues')).toHaveLength(3);
  });
});
