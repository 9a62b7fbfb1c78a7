import { createHmac } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, type ConformanceHost, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { feishuSimulator } from '../src/simulator/index.ts';

const zhangWei = 'ou_7d8a6e6df7621556ce0d21922b676701';
let feishu: Simulator;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  feishu = feishuSimulator();
  const running = await feishu.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = feishu.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

describe('messages', () => {
  test('a post keeps its lines and its link, also with a single line', async () => {
    const host = await opened();
    await output(
      host.invoke(
        'send-post-message',
        {
          receiver: zhangWei,
          title: '工单升级',
          text: '第一行\n第二行',
          url: 'https://core.example.com/t/1',
          urlText: '打开',
        },
        { idempotencyKey: 'a' },
      ),
    );
    await output(host.invoke('send-post-message', { receiver: zhangWei, text: '只有一行' }, { idempotencyKey: 'b' }));
    expect(feishu.inbox().map(({ title, text }) => [title, text])).toEqual([
      ['工单升级', '第一行\n第二行\n打开 (https://core.example.com/t/1)'],
      [undefined, '只有一行'],
    ]);
  });

  test('a card has its title, its colour and its button', async () => {
    const card = {
      receiver: zhangWei,
      title: '工单 SC-1004',
      color: 'red',
      text: '**紧急**',
      buttonText: '查看',
      buttonUrl: 'https://core.example.com/t/1',
    };
    await output((await opened()).invoke('send-card-message', card));
    expect(feishu.inbox()[0]).toMatchObject({
      kind: 'interactive',
      title: '工单 SC-1004',
      text: '**紧急**\n查看',
      content: { header: { template: 'red' } },
    });
  });

  test('a card without a button is one element', async () => {
    await output((await opened()).invoke('send-card-message', { receiver: zhangWei, title: 't', text: 'x' }));
    expect(feishu.inbox()[0]?.content).toMatchObject({ body: { elements: [{ tag: 'markdown', content: 'x' }] } });
  });

  test('recalling twice is recalling', async () => {
    const host = await opened();
    const { message_id: messageId = '' } = await output(
      host.invoke('send-text-message', { receiver: zhangWei, text: 'x' }),
    );
    for (let n = 0; n < 2; n += 1)
      expect(await output(host.invoke('recall-message', { messageId }))).toEqual({ messageId });
  });

  test('somebody who left is a lasting refusal with a text that says so', async () => {
    const outcome = await (
      await opened()
    ).invoke('send-text-message', { receiver: 'ou_7d8a6e6df7621556ce0d21922b676705', text: 'x' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.permanent', vendor: { code: '230029' } },
    });
  });

  test('six messages to one person in a second meet the limit of the receiver', async () => {
    const host = await opened();
    const send = (n: number) =>
      host.invoke(
        'send-text-message',
        { receiver: zhangWei, text: `${n}` },
        { idempotencyKey: `k${n}`, timeoutMs: 900 },
      );
    const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map(send));
    const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : []));
    expect(failed.every(({ kind }) => kind === 'rate-limited')).toBe(true);
    expect(feishu.inbox().length + failed.length).toBe(6);
  });
});

describe('group robots', () => {
  const robot = (more: JsonObject = {}): JsonObject => ({
    kind: 'robot',
    domain: url,
    robotToken: '0f0e0d0c-0b0a-4908-8706-050403020100',
    robotSecurity: 'signature',
    robotSecret: 'feishu-robot-secret-demo',
    ...more,
  });

  test('the signature of the published vector is what the rule says', () => {
    const sign = createHmac('sha256', '1700000008\nFeishuBotSecret01234').update('').digest('base64');
    expect(sign).toBe('cpQbYtz1Gh59xZz/8p5DUCk8AW+pPTyEr5d3k1Tks2c=');
  });

  test('a signed message arrives without any token exchange', async () => {
    await output((await opened(robot())).invoke('send-robot-message', { text: '工单已升级', mentionAll: true }));
    expect(feishu.inbox()).toMatchObject([{ toName: '工单播报(签名)', text: '@所有人 工单已升级' }]);
    expect(feishu.requests().map(({ path }) => path)).toEqual([
      '/open-apis/bot/v2/hook/0f0e0d0c-0b0a-4908-8706-050403020100',
    ]);
  });

  test('with a title it is a post', async () => {
    await output((await opened(robot())).invoke('send-robot-message', { title: '日报', text: 'a\nb' }));
    expect(feishu.inbox()).toMatchObject([{ kind: 'post', title: '日报', text: 'a\nb' }]);
  });

  test.each<[string, JsonObject, string]>([
    ['a wrong secret', { robotSecret: 'not-the-secret' }, 'connector.auth'],
    ['an unknown robot', { robotToken: 'nobody' }, 'connector.auth'],
    [
      'a missing keyword',
      { robotToken: '1f0e0d0c-0b0a-4908-8706-050403020100', robotSecurity: 'keyword' },
      'connector.invalid',
    ],
  ])('%s is understood inside the 200', async (_, fields, code) => {
    const outcome = await (await opened(robot(fields))).invoke('send-robot-message', { text: 'hello' });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code, vendor: { status: 200 } } });
  });
});

describe('the directory', () => {
  test('people of all departments are listed, each once, those who left marked', async () => {
    const host = await opened();
    feishu.upsert('users', { open_id: zhangWei, department_ids: ['od-tech', 'od-after'] });
    const seen: { id: string; deleted: boolean }[] = [];
    let from: Json = null;
    do {
      const page = await host.listRecords('person', from);
      seen.push(...page.records);
      from = page.next;
    } while (from !== null);
    expect(seen.map(({ id }) => id.at(-1)).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(seen.filter(({ deleted }) => deleted).map(({ id }) => id.at(-1))).toEqual(['5']);
  });

  test('people are found by phone; who is not found has no id', async () => {
    const found = await output((await opened()).invoke('find-people', { mobiles: ['13800001001', '10000000000'] }));
    expect(found['people']).toMatchObject([{ user_id: zhangWei }, { mobile: '10000000000' }]);
  });

  test('one person found is still a list', async () => {
    const found = await output((await opened()).invoke('find-people', { emails: ['e1002@service.example.com'] }));
    expect(found['people']).toHaveLength(1);
  });
});

describe('approvals', () => {
  const approvalCode = '4202AD96-9EC1-4284-9C48-B923CDC4F30B';
  const refund = { approvalCode, openId: zhangWei, form: { w1: 'SC-1004', reason: '商品损坏' } };

  test('each widget gets its value in its own way, by id, by its own name or by its title', async () => {
    const host = await opened();
    const form = { ...refund.form, 金额: '700', date: '2026-11-22', w5: ['退货', 'k2'] };
    const { instance_code: instanceCode = '' } = await output(host.invoke('create-approval', { ...refund, form }));
    expect(await output(host.invoke('get-approval', { instanceCode }))).toMatchObject({
      status: 'PENDING',
      approval_name: '退款申请',
      form: [
        { id: 'w1', type: 'input', value: 'SC-1004' },
        { id: 'w2', type: 'textarea', value: '商品损坏' },
        { id: 'w3', type: 'amount', value: 700, currency: 'CNY' },
        { id: 'w4', type: 'date', value: '2026-11-22T00:00:00+08:00' },
        { id: 'w5', type: 'checkboxV2', value: ['k1', 'k2'] },
      ],
    });
  });

  test('a widget that is missing is invalid', async () => {
    const outcome = await (await opened()).invoke('create-approval', { ...refund, form: { w1: 'SC-1004' } });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.invalid', vendor: { code: '1390001' } },
    });
  });

  test('the form of a definition is known before it is filled', async () => {
    expect(await (await opened()).schema('approval-form', { approvalCode })).toMatchObject({
      required: ['w1', 'w2'],
      properties: {
        w1: { type: 'string', 'x-title': { zh: '工单号' } },
        w5: { type: 'array', items: { enum: ['退货', '退款'] } },
      },
    });
  });

  test('an approval whose answer was lost is found by its key, and not made twice', async () => {
    const host = await opened();
    await output(host.invoke('get-person', { openId: zhangWei }));
    feishu.setFault({ kind: 'lost-reply', path: '/open-apis/approval/v4/instances' });
    const lost = await host.invoke('create-approval', refund, { idempotencyKey: 'k' });
    expect(lost).toMatchObject({ kind: 'failed', failure: { ambiguous: true } });
    const [{ instance_code: made } = {}] = feishu.records('approvals');
    expect(await host.lookUp('create-approval', refund, { idempotencyKey: 'k' })).toEqual({
      kind: 'found',
      output: { instance_code: made },
    });
    expect(await host.lookUp('create-approval', refund, { idempotencyKey: 'other' })).toEqual({ kind: 'absent' });
    const again = await host.invoke('create-approval', refund, { idempotencyKey: 'k' });
    expect(again).toMatchObject({ kind: 'failed', failure: { vendor: { code: '60012' } } });
    expect(feishu.records('approvals')).toHaveLength(1);
  });

  test.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ] as const)('%s is told as %s, once the definition is subscribed to', async (decision, outcome) => {
    const host = await opened();
    const server = await callbackServer(async (request) => {
      const received = await host.receive?.('approval-finished', { approvalCode }, request);
      if (!received) throw new Error('the host receives no callbacks');
      return received;
    });
    closing.push(server.close);
    const { encryptKey: secret = '', verificationToken: token = '' } = feishu.connection() as Record<string, string>;
    await feishu.subscribe({ url: server.url, secret, token });
    // Twice is once: it is there already.
    for (let n = 0; n < 2; n += 1) await host.register('approval-finished', { approvalCode }, server.url);
    const { instance_code: instanceCode = '' } = await output(host.invoke('create-approval', refund));
    const { task_list: tasks } = await output(host.invoke('get-approval', { instanceCode }));
    const [{ id: taskId = '', open_id: operatorId = '' } = {}] = tasks as readonly JsonObject[];
    await output(host.invoke('decide-approval-task', { approvalCode, instanceCode, taskId, operatorId, decision }));
    await feishu.settled();
    expect(server.seen.flatMap(({ events }) => events)).toMatchObject([{ instance_code: instanceCode, outcome }]);
  });

  test('only the applicant withdraws, and it is told as withdrawn', async () => {
    const host = await opened();
    const { instance_code: instanceCode = '' } = await output(host.invoke('create-approval', refund));
    const withdraw = (operatorId: string) =>
      host.invoke('withdraw-approval', { approvalCode, instanceCode, operatorId });
    expect((await withdraw('ou_somebody-else')).kind).toBe('failed');
    await output(withdraw(zhangWei));
    expect(feishu.records('approvals')).toMatchObject([{ status: 'CANCELED' }]);
  });
});
