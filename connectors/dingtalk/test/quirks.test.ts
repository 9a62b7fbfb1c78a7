import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, type ConformanceHost, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { dingtalkSimulator } from '../src/simulator/index.ts';

const processCode = 'PROC-REFUND-0001';
const refund = { processCode, originatorUserId: 'zhangwei', form: { 工单号: 'SC-1004', 退款原因: '商品损坏' } };
let dingtalk: Simulator;
let url: string;
let clockAheadMs = 0;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  clockAheadMs = 0;
  dingtalk = dingtalkSimulator({ now: () => Date.now() + clockAheadMs });
  const running = await dingtalk.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = dingtalk.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

describe('two generations of one interface', () => {
  test('one token serves both: in a header there, in the address here, never in both', async () => {
    const host = await opened();
    await output(host.invoke('get-person', { userId: 'zhangwei' }));
    await output(host.invoke('message-people', { userIds: ['zhangwei'], text: '你好' }));
    const places = dingtalk
      .requests()
      .map(({ path, query, headers }) => [
        path,
        query.includes('access_token'),
        'x-acs-dingtalk-access-token' in headers,
      ]);
    expect(places).toEqual([
      ['/v1.0/oauth2/accessToken', false, false],
      ['/topapi/v2/user/get', true, false],
      ['/v1.0/robot/oToMessages/batchSend', false, true],
    ]);
  });

  test('the token may come from the old interface', async () => {
    const host = await opened({ ...dingtalk.connection(), tokenFrom: 'old' });
    await output(host.invoke('message-people', { userIds: ['zhangwei'], text: '你好' }));
    expect(dingtalk.requests().map(({ path }) => path)).toEqual(['/gettoken', '/v1.0/robot/oToMessages/batchSend']);
    const { failure } = (await (await opened({ ...dingtalk.wrongConnection(), tokenFrom: 'old' })).test()) as {
      readonly failure?: JsonObject;
    };
    expect(failure).toMatchObject({ kind: 'auth', vendor: { code: '40089', status: 200 } });
  });

  test.each([400, 401])('a token that expired is renewed by the new interface’s %i too', async (status) => {
    const host = await opened();
    await output(host.invoke('message-people', { userIds: ['zhangwei'], text: '一' }));
    dingtalk.setFault({ kind: 'expired-token', status });
    await output(host.invoke('message-people', { userIds: ['zhangwei'], text: '二' }));
    expect(dingtalk.inbox().map(({ text }) => text)).toEqual(['一', '二']);
  });

  test('the page a blocked address gets is a rate limit of five minutes', async () => {
    const host = await opened();
    await output(host.invoke('get-person', { userId: 'zhangwei' }));
    dingtalk.setFault({ kind: 'rate-limited', status: 1111, times: 5 });
    const outcome = await host.invoke('get-person', { userId: 'zhangwei' }, { timeoutMs: 1_500 });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'rate-limited' } });
    expect(outcome.kind === 'failed' && (outcome.failure.retryAfterMs ?? 0)).toBeGreaterThan(290_000);
  });
});

describe('work notices', () => {
  test('a text, Markdown and a card arrive as themselves', async () => {
    const host = await opened();
    await output(host.invoke('send-text-notice', { userIds: ['zhangwei'], text: '工单已升级' }));
    await output(host.invoke('send-markdown-notice', { userIds: ['zhangwei'], title: '日报', text: '# 三条' }));
    const card = {
      title: '工单 SC-1004',
      text: '**紧急**',
      buttonText: '查看',
      buttonUrl: 'https://core.example.com/t/1',
    };
    await output(host.invoke('send-card-notice', { departmentIds: [12], ...card }));
    expect(dingtalk.inbox().map(({ to, kind, title, text }) => [to, kind, title, text])).toEqual([
      ['zhangwei', 'text', undefined, '工单已升级'],
      ['zhangwei', 'markdown', '日报', '# 三条'],
      ['lina', 'action_card', '工单 SC-1004', '**紧急**\n查看'],
    ]);
  });

  test('what DingTalk took and did not deliver is told by the result', async () => {
    const host = await opened();
    const notice = { userIds: ['zhangwei', 'nobody'], text: '同一条' };
    const first = await output(host.invoke('send-text-notice', notice));
    const second = await output(host.invoke('send-text-notice', notice));
    expect(await output(host.invoke('get-notice-result', { taskId: first['task_id'] ?? 0 }))).toMatchObject({
      unread_user_id_list: ['zhangwei'],
      invalid_user_id_list: ['nobody'],
    });
    expect(await output(host.invoke('get-notice-result', { taskId: second['task_id'] ?? 0 }))).toMatchObject({
      forbidden_list: [{ code: '143106', userid: 'zhangwei' }],
    });
    expect(dingtalk.inbox()).toHaveLength(1);
  });
});

describe('group robots', () => {
  const robot = (more: JsonObject = {}): JsonObject => ({
    kind: 'robot',
    apiUrl: url,
    oapiUrl: url,
    robotToken: '0f0e0d0c0b0a49088706050403020100',
    robotSecurity: 'signature',
    robotSecret: 'SECdingtalkrobotdemo000000000001',
    ...more,
  });
  const keyword = { robotToken: '1f0e0d0c0b0a49088706050403020100', robotSecurity: 'keyword' };

  test('a signed message arrives without any token exchange, and names whom it mentions', async () => {
    const message = { text: '工单已升级', mentionMobiles: ['13800001001'], mentionAll: false };
    await output((await opened(robot())).invoke('send-robot-message', message));
    expect(dingtalk.inbox()).toMatchObject([
      {
        toName: '工单播报(加签)',
        text: '工单已升级 @13800001001',
        content: { at: { atMobiles: ['13800001001'], isAtAll: false } },
      },
    ]);
    expect(dingtalk.requests().map(({ path }) => path)).toEqual(['/robot/send']);
  });

  test('a title makes it Markdown, a button a card', async () => {
    const host = await opened(robot(keyword));
    await output(host.invoke('send-robot-message', { title: '工单日报', text: '三条' }, { idempotencyKey: 'a' }));
    const card = { title: '工单', text: '紧急', buttonText: '查看', buttonUrl: 'https://core.example.com/t/1' };
    await output(host.invoke('send-robot-message', card, { idempotencyKey: 'b' }));
    expect(dingtalk.inbox().map(({ kind }) => kind)).toEqual(['markdown', 'actionCard']);
  });

  test('the same step sends once', async () => {
    const host = await opened(robot());
    for (let n = 0; n < 2; n += 1)
      await output(host.invoke('send-robot-message', { text: '一次' }, { idempotencyKey: 'k' }));
    expect(dingtalk.inbox()).toHaveLength(1);
  });

  test.each<[string, JsonObject, string]>([
    ['a wrong secret', { robotSecret: 'SECwrong' }, 'connector.auth'],
    ['an unknown robot', { robotToken: 'nobody' }, 'connector.auth'],
    ['a missing keyword', keyword, 'connector.invalid'],
  ])('%s is understood inside the 200', async (_, fields, code) => {
    const outcome = await (await opened(robot(fields))).invoke('send-robot-message', { text: 'hello' });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code, vendor: { status: 200 } } });
  });
});

describe('the directory', () => {
  async function listed(host: ConformanceHost, object: string): Promise<readonly string[]> {
    const ids: string[] = [];
    let from: Json = null;
    do {
      const page = await host.listRecords(object, JSON.parse(JSON.stringify(from)) as Json);
      ids.push(...page.records.map(({ id }) => id));
      from = page.next;
    } while (from !== null);
    return ids;
  }

  test('people of all departments are listed, each once', async () => {
    expect((await listed(await opened(), 'person')).toSorted()).toEqual(['lina', 'liuyang', 'wangfang', 'zhangwei']);
  });

  test('departments below the root are listed, each once', async () => {
    expect((await listed(await opened(), 'department')).toSorted()).toEqual(['10', '11', '12']);
  });

  test('a listing of people that leads in a circle ends as a failure', async () => {
    for (let n = 0; n < 230; n += 1) dingtalk.upsert('users', { userid: `u${n}`, dept_id_list: [11] });
    dingtalk.setFault({ kind: 'stuck-cursor', times: 100 });
    await expect(listed(await opened(), 'person')).rejects.toThrow();
  });

  test('a person and a department are read by the id they are listed with', async () => {
    const host = await opened();
    expect((await host.getRecord('person', 'lina'))?.record).toMatchObject({ name: '李娜' });
    expect((await host.getRecord('department', '11'))?.record).toMatchObject({ name: '技术支持组' });
  });

  test('a person is found by phone; a number nobody has is not found', async () => {
    const host = await opened();
    expect(await output(host.invoke('find-person-by-mobile', { mobile: '13800001003' }))).toMatchObject({
      userid: 'lina',
    });
    const outcome = await host.invoke('find-person-by-mobile', { mobile: '13900000000' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.not-found', vendor: { code: '60121' } },
    });
  });
});

describe('approvals', () => {
  test('values travel as texts, lists as JSON inside them', async () => {
    const host = await opened();
    const form = { ...refund.form, 金额: 700, 类型: ['退货', '退款'] };
    const created = await output(
      host.invoke('create-approval', { ...refund, form, approvers: [{ userIds: ['wangfang'] }] }),
    );
    const approval = await output(
      host.invoke('get-approval', { processInstanceId: created['processInstanceId'] ?? '' }),
    );
    expect(approval).toMatchObject({
      status: 'RUNNING',
      approverUserIds: ['wangfang'],
      formComponentValues: [
        { name: '工单号', value: 'SC-1004' },
        { name: '退款原因', value: '商品损坏' },
        { name: '金额', value: '700' },
        { name: '类型', value: '["退货","退款"]' },
      ],
    });
  });

  test('the form of a template is known before it is filled', async () => {
    expect(await (await opened()).schema('approval-form', { processCode })).toMatchObject({
      required: ['工单号', '退款原因'],
      properties: { 工单号: { type: 'string' }, 金额: { type: ['number', 'string'] }, 类型: { type: 'array' } },
    });
  });

  test.each([
    ['agree', 'approved'],
    ['refuse', 'rejected'],
  ] as const)('%s ends as %s, told once with the key a wait is found by', async (result, outcome) => {
    const host = await opened();
    const hook = await listening(host, 'approval-finished');
    await dingtalk.subscribe({ url: hook.url, ...signing() });
    const { processInstanceId = '' } = await output(host.invoke('create-approval', refund));
    const { tasks } = await output(host.invoke('get-approval', { processInstanceId }));
    const [{ taskId = 0 } = {}] = tasks as readonly JsonObject[];
    await output(host.invoke('decide-approval-task', { processInstanceId, taskId, operatorId: 'liuyang', result }));
    await dingtalk.settled();
    expect(hook.seen.flatMap(({ events }) => events)).toMatchObject([{ processInstanceId, outcome, change: 'finish' }]);
    expect(dingtalk.deliveries().every(({ state }) => state === 'delivered')).toBe(true);
  });

  test('it cannot be withdrawn in its first fifteen seconds, and then it can', async () => {
    const host = await opened();
    const { processInstanceId = '' } = await output(host.invoke('create-approval', refund));
    const early = await host.invoke('withdraw-approval', { processInstanceId });
    expect(early).toMatchObject({ kind: 'failed', failure: { code: 'connector.permanent' } });
    clockAheadMs = 16_000;
    await output(host.invoke('withdraw-approval', { processInstanceId }));
    expect(dingtalk.records('approvals')).toMatchObject([{ processInstanceId, status: 'TERMINATED' }]);
  });
});

test('what people write to the robot and click on cards comes to addresses of their own', async () => {
  const host = await opened();
  const { appSecret = '', cardSecret = '' } = dingtalk.connection() as Readonly<Record<string, string>>;
  const [events, messages, clicks] = [
    await listening(host, 'person-joined'),
    await listening(host, 'message-received'),
    await listening(host, 'card-clicked'),
  ];
  await dingtalk.subscribe({ url: events.url, ...signing() });
  await dingtalk.subscribe({ url: messages.url, secret: appSecret, events: ['robot_message'] });
  await dingtalk.subscribe({ url: clicks.url, secret: cardSecret, events: ['card_callback'] });
  dingtalk.upsert('incoming-messages', { senderStaffId: 'lina', text: '帮我看下工单' });
  const content = JSON.stringify({ cardPrivateData: { actionIds: ['approve'], params: { action: 'approve' } } });
  dingtalk.upsert('card-clicks', { outTrackId: 't-12', userId: 'lina', content });
  await dingtalk.settled();
  const eventsOf = ({ seen }: typeof events) => seen.flatMap((outcome) => outcome.events);
  expect(eventsOf(events)).toEqual([]);
  expect(eventsOf(messages)).toMatchObject([{ senderStaffId: 'lina', text: { content: '帮我看下工单' } }]);
  expect(eventsOf(clicks)).toMatchObject([
    { outTrackId: 't-12', userId: 'lina', actionIds: ['approve'], params: { action: 'approve' } },
  ]);
});

test('a todo with the same key is one todo', async () => {
  const host = await opened();
  const todo = { unionId: 'z21HjQliSzpw0Yxxxxx1', subject: '回访' };
  const first = await output(host.invoke('create-todo', todo, { idempotencyKey: 'k' }));
  expect(await output(host.invoke('create-todo', todo, { idempotencyKey: 'k' }))).toEqual({ created: false });
  await output(host.invoke('complete-todo', { unionId: todo.unionId, todoId: first['id'] ?? '' }));
  expect(dingtalk.records('todos')).toMatchObject([{ subject: '回访', done: true }]);
});

function signing() {
  const { callbackAesKey, callbackToken } = dingtalk.connection() as Readonly<Record<string, string>>;
  return { secret: callbackAesKey ?? '', token: callbackToken ?? '' };
}

async function listening(host: ConformanceHost, trigger: string) {
  const server = await callbackServer(async (request) => {
    const outcome = await host.receive?.(trigger, {}, request);
    if (!outcome) throw new Error('the host receives no callbacks');
    return outcome;
  });
  closing.push(server.close);
  return server;
}
