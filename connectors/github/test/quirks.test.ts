import { generateKeyPairSync } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { type GithubOptions, githubSimulator } from '../src/simulator/index.ts';

let rig: Rig;
const start = async (options?: GithubOptions): Promise<void> => {
  rig = await startRig(connector, githubSimulator(options));
};
beforeEach(() => start());
afterEach(() => rig.close());

async function again(options: GithubOptions): Promise<void> {
  await rig.close();
  await start(options);
}

describe('issues', () => {
  test('pull requests are left out wherever issues are listed, also of a page that holds nothing else', async () => {
    for (let n = 0; n < 150; n += 1) rig.simulator.upsert('pulls', { title: `PR ${n}` });
    const host = await rig.open();
    const numbers: Json[] = [];
    let from: Json = null;
    do {
      const page = await host.page('list-issues', {}, from);
      if (page.kind === 'failed') throw new Error(JSON.stringify(page.failure));
      numbers.push(...page.items.map((item) => (item as JsonObject)['number'] ?? null));
      from = page.next;
    } while (from !== null);
    expect(numbers).toEqual([1, 2, 3]);
    const { records } = await host.changes('issue', undefined, 'beginning');
    expect(records.map(({ id }) => id).toSorted()).toEqual(['1', '2', '3']);
  });

  test('the mark that keeps an issue from being made twice does not show', async () => {
    const host = await rig.open();
    const { number, body } = await outputOf(host.invoke('create-issue', { title: '无法登录', body: '第一行' }));
    expect(body).toMatch(/^第一行\n\n<!-- joinery-[0-9a-f]{32} -->$/);
    expect(rig.simulator.record('issues', textOf(number))).toMatchObject({ labels: [], assignees: [] });
  });

  test('labels come one by one, are replaced as a whole, and one that is gone may go again', async () => {
    const host = await rig.open();
    expect(await outputOf(host.invoke('add-labels', { number: 1, labels: ['urgent'] }))).toEqual({
      labels: ['bug', 'ticket', 'urgent'],
    });
    for (let n = 0; n < 2; n += 1) await outputOf(host.invoke('remove-label', { number: 1, label: 'bug' }));
    expect(await outputOf(host.invoke('update-issue', { number: 1, labels: ['only'] }))).toMatchObject({
      labels: [{ name: 'only' }],
    });
  });

  test('closing tells its reason, twice is once, and it is opened again', async () => {
    const host = await rig.open();
    for (let n = 0; n < 2; n += 1)
      expect(await outputOf(host.invoke('close-issue', { number: 1, reason: 'not_planned' }))).toMatchObject({
        state: 'closed',
        state_reason: 'not_planned',
      });
    expect(await outputOf(host.invoke('reopen-issue', { number: 1 }))).toMatchObject({
      state: 'open',
      closed_at: null,
    });
  });

  test('what is wrong is told field by field', async () => {
    expect(await (await rig.open()).invoke('create-issue', { title: ' ' })).toMatchObject({
      failure: {
        kind: 'invalid',
        vendor: { code: 'missing_field', message: 'Validation Failed: title missing_field' },
      },
    });
  });

  test('a deleted issue, a repository without issues and one that is not there are not found', async () => {
    rig.simulator.remove('issues', '2');
    const host = await rig.open();
    for (const input of [
      { number: 2 },
      { number: 1, repository: 'acme/archive' },
      { number: 1, repository: 'acme/none' },
    ])
      expect(await host.invoke('get-issue', input)).toMatchObject({ failure: { code: 'connector.not-found' } });
  });

  test('what a sync writes back is written under the names GitHub takes', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('issue', '2');
    const record = { ...(seen?.record as JsonObject), title: '导出报表', labels: [{ name: 'bug' }] };
    await host.write('issue', 'update', { id: '2', record }, 'key');
    expect(rig.simulator.record('issues', '2')).toMatchObject({
      title: '导出报表',
      labels: ['bug'],
      assignees: ['wangfang'],
    });
  });
});

describe('comments', () => {
  test('a comment is found by its mark after a lost answer, and names its issue', async () => {
    const host = await rig.open();
    const input = { number: 2, text: '已修复' };
    const made = await outputOf(host.invoke('add-comment', input, { idempotencyKey: 'k' }));
    expect(made).toMatchObject({ issue_number: 2 });
    expect(await host.lookUp('add-comment', input, { idempotencyKey: 'k' })).toMatchObject({
      kind: 'found',
      output: { id: made['id'], issue_number: 2 },
    });
    expect(await host.lookUp('add-comment', input, { idempotencyKey: 'other' })).toMatchObject({ kind: 'absent' });
  });

  test('those on pull requests are no records, and a sync writes, changes and deletes the others', async () => {
    const host = await rig.open();
    const listed = await host.listRecords('comment', null);
    expect(listed.records.map(({ id }) => id)).toEqual(['301']);
    const made = (await host.write(
      'comment',
      'create',
      { record: { issue_number: 2, body: '已排期' } },
      'k',
    )) as JsonObject;
    const id = textOf(made['id']);
    await host.write('comment', 'update', { id, record: { body: '已上线' } }, 'k');
    expect(rig.simulator.record('comments', id)).toMatchObject({ body: '已上线', issue_number: 2 });
    await host.write('comment', 'delete', { id }, 'k');
    expect(rig.simulator.record('comments', id)).toBeUndefined();
  });
});

describe('limits', () => {
  test('an hour that is used up is a rate limit until its reset, though it comes as a 403', async () => {
    await again({ requestsPerHour: 1 });
    const host = await rig.open();
    await outputOf(host.invoke('get-issue', { number: 1 }));
    const outcome = await host.invoke('get-issue', { number: 1 }, { timeoutMs: 900 });
    expect(outcome).toMatchObject({ failure: { kind: 'rate-limited' } });
    const { retryAfterMs = 0 } = outcome.kind === 'failed' ? outcome.failure : {};
    expect(retryAfterMs).toBeGreaterThan(3_500_000);
    expect(rig.simulator.requests().map(({ status }) => status)).toEqual([200, 403]);
  });

  test('a refusal of bursts without a wait is waited for a minute', async () => {
    const host = await rig.open();
    rig.simulator.setFault({ kind: 'rate-limited', times: 9 });
    const outcome = await host.invoke('get-issue', { number: 1 }, { timeoutMs: 900 });
    const { retryAfterMs = 0 } = outcome.kind === 'failed' ? outcome.failure : {};
    expect(outcome).toMatchObject({ failure: { kind: 'rate-limited' } });
    expect(retryAfterMs).toBeGreaterThan(50_000);
  });
});

describe('a GitHub App', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const app = { authentication: 'app', appId: '1234', installationId: '77', privateKey };
  const asked = () => rig.simulator.requests().filter(({ path }) => path.endsWith('/access_tokens'));

  test('signs a statement for a token, keeps it, and asks anew when it is over', async () => {
    await again({ appPublicKey: publicKey });
    const host = await rig.open({ ...rig.simulator.connection(), ...app });
    for (let n = 0; n < 2; n += 1) await outputOf(host.invoke('get-issue', { number: 1 }));
    expect(asked()).toHaveLength(1);
    rig.simulator.setFault({ kind: 'expired-token' });
    await outputOf(host.invoke('get-issue', { number: 1 }));
    expect(asked()).toHaveLength(2);
  });

  test('is told what to check where GitHub does not accept it', async () => {
    const { ok, failure } = await (await rig.open({ ...rig.simulator.connection(), ...app })).test();
    expect([ok, failure?.kind, failure?.vendor?.message]).toEqual([
      false,
      'auth',
      'A JSON web token could not be decoded',
    ]);
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
      rig.simulator.upsert('issues', { number: 1, title: '改了标题' });
      rig.simulator.upsert('issues', { number: 1, state: 'closed' });
    });
    expect(events).toMatchObject([{ action: 'closed', issue: { number: 1, state: 'closed' } }]);
  });

  test('each label is an event of its own, and an edit tells what was before', async () => {
    const events = await eventsOf(
      'issue-updated',
      () => void rig.simulator.upsert('issues', { number: 1, title: '新标题', labels: ['bug', 'urgent'] }),
    );
    expect(events).toMatchObject([
      { action: 'edited', changes: { title: { from: '登录后页面空白' } } },
      { action: 'labeled', label: { name: 'urgent' } },
      { action: 'unlabeled', label: { name: 'ticket' } },
    ]);
  });

  test('comments on pull requests start nothing', async () => {
    const events = await eventsOf('comment-created', () => {
      rig.simulator.upsert('comments', { issue_number: 4, body: '看过了' });
      rig.simulator.upsert('comments', { issue_number: 1, body: '已修复' });
    });
    expect(events).toMatchObject([{ comment: { body: '已修复', issue_number: 1 }, issue: { number: 1 } }]);
  });

  test('what was deleted by hand is told, and what was not accepted is not sent again', async () => {
    await rig.simulator.subscribe({ url: `${rig.url}/nowhere`, secret: 's' });
    const events = await eventsOf('issue-deleted', () => void rig.simulator.remove('issues', '1'));
    expect(events).toMatchObject([{ action: 'deleted', issue: { number: 1 } }]);
    expect(rig.simulator.deliveries().filter(({ state }) => state === 'given-up')).toMatchObject([{ attempts: 1 }]);
  });
});
