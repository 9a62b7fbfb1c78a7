import type { Json } from '@joinery/contracts';
import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { gitlabSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, gitlabSimulator());
});
afterEach(() => rig.close());

describe('issues', () => {
  test('the mark that keeps an issue from being made twice does not show', async () => {
    const host = await rig.open();
    const { iid, description } = await outputOf(
      host.invoke('create-issue', { title: '无法登录', description: '第一行' }),
    );
    expect(description).toMatch(/^第一行\n\n<!-- joinery-[0-9a-f]{32} -->$/);
    expect(rig.simulator.record('issues', textOf(iid))?.['labels']).toEqual([]);
  });

  test('labels are added and removed, one of each too', async () => {
    const host = await rig.open();
    const change = { iid: 1, addLabels: ['priority::high'], removeLabels: ['bug'], assigneeIds: [51] };
    const issue = await outputOf(host.invoke('update-issue', change));
    expect(issue).toMatchObject({ labels: ['ticket', 'priority::high'], assignees: [{ username: 'wangfang' }] });
  });

  test('closing twice is closing, and it is opened again', async () => {
    const host = await rig.open();
    for (let n = 0; n < 2; n += 1)
      expect(await outputOf(host.invoke('close-issue', { iid: 1 }))).toMatchObject({ state: 'closed' });
    expect(await outputOf(host.invoke('reopen-issue', { iid: 1 }))).toMatchObject({ state: 'opened', closed_at: null });
  });

  test('a project is named by its path or its number; another one is not found', async () => {
    const host = await rig.open();
    for (const project of ['service/support', '14']) {
      expect(await outputOf(host.invoke('get-issue', { project, iid: 1 }))).toMatchObject({ iid: 1 });
    }
    expect(await host.invoke('get-issue', { project: 'service/none', iid: 1 })).toMatchObject({
      failure: { code: 'connector.not-found', vendor: { message: '404 Project Not Found' } },
    });
  });

  test('sentences by field are told', async () => {
    expect(await (await rig.open()).invoke('create-issue', { title: ' ' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { message: "title can't be blank" } },
    });
  });

  test('a plain text “Retry later” is a rate limit', async () => {
    const host = await rig.open();
    rig.simulator.setFault({ kind: 'rate-limited', retryAfterSeconds: 30, times: 9 });
    const outcome = await host.invoke('get-issue', { iid: 1 }, { timeoutMs: 900 });
    expect(outcome).toMatchObject({ failure: { kind: 'rate-limited' } });
  });

  test('notes are added and listed', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('add-note', { iid: 1, text: '客户补充了截图', internal: true }));
    expect(await host.page('list-notes', { iid: 1 }, null)).toMatchObject({
      items: [{ body: '客户补充了截图', internal: true, author: { username: 'joinery' } }],
      next: null,
    });
  });

  test('what a sync writes back is written under the names GitLab takes', async () => {
    const host = await rig.open();
    const record = { title: '登录问题', labels: ['a', 'b'], author: { id: 1 }, updated_at: 'x' };
    await host.write('issue', 'update', { id: '1', record }, 'key');
    expect(rig.simulator.record('issues', '1')).toMatchObject({
      title: '登录问题',
      labels: ['a', 'b'],
      author: { id: 50 },
    });
  });
});

describe('events', () => {
  async function eventsOf(trigger: string, act: () => void): Promise<readonly Json[]> {
    const host = await rig.open();
    const server = await callbackServer(async (request) => {
      const outcome = await host.receive?.(trigger, {}, request);
      if (!outcome) throw new Error('callbacks are not received');
      return outcome;
    });
    await host.register(trigger, {}, server.url);
    act();
    await rig.simulator.settled();
    await server.close();
    return server.seen.flatMap(({ events }) => events);
  }

  test('closing is told apart from other changes', async () => {
    const events = await eventsOf('issue-closed', () => {
      rig.simulator.upsert('issues', { iid: 1, title: '改了标题' });
      rig.simulator.upsert('issues', { iid: 1, state: 'closed' });
    });
    expect(events).toMatchObject([
      {
        action: 'close',
        issue: { iid: 1, state: 'closed' },
        changes: { state: { previous: 'opened', current: 'closed' } },
      },
    ]);
  });

  test('one label is still a list of labels', async () => {
    const events = await eventsOf(
      'issue-created',
      () => void rig.simulator.upsert('issues', { title: '新议题', labels: ['bug'] }),
    );
    expect(events).toMatchObject([{ labels: ['bug'] }]);
  });

  test('notes of the system start nothing', async () => {
    const issue = { noteable_id: 301 };
    const events = await eventsOf('note-created', () => {
      rig.simulator.upsert('notes', { ...issue, body: 'changed the description', system: true });
      rig.simulator.upsert('notes', { ...issue, body: '已修复' });
    });
    expect(events).toMatchObject([{ note: { note: '已修复' }, issue: { iid: 1 } }]);
  });

  test('what was not accepted is not sent again', async () => {
    await rig.simulator.subscribe({ url: `${rig.url}/nowhere`, token: 't' });
    rig.simulator.upsert('issues', { iid: 1, title: 'x' });
    await rig.simulator.settled();
    expect(rig.simulator.deliveries()).toMatchObject([{ state: 'given-up', attempts: 1 }]);
  });
});
