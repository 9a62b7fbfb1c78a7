import type { Json, JsonObject } from '@joinery/contracts';
import { callbackServer, type ConformanceHost, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { wecomSimulator } from '../src/simulator/index.ts';

const templateId = '3Tka1eD6v6JfzhDMqPd3aMkFdxqtJMc2ZRioeFXkaaa';
const refund = { templateId, creatorUserId: 'zhangwei', form: { 'Text-1': 'SC-1004', 'Textarea-2': '商品损坏' } };
let wecom: Simulator;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  wecom = wecomSimulator();
  const running = await wecom.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = wecom.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

async function listening(host: ConformanceHost, trigger: string) {
  const server = await callbackServer(async (request) => {
    const outcome = await host.receive?.(trigger, {}, request);
    if (!outcome) throw new Error('the host receives no callbacks');
    return outcome;
  });
  closing.push(server.close);
  const { callbackAesKey: secret = '', callbackToken: token = '' } = wecom.connection() as Readonly<
    Record<string, string>
  >;
  await wecom.subscribe({ url: server.url, secret, token });
  return server;
}

const eventsOf = (server: Awaited<ReturnType<typeof listening>>): readonly Json[] =>
  server.seen.flatMap(({ events }) => events);

describe('everything is a 200', () => {
  test.each([
    ['a wrong secret', { corpSecret: 'wrong' }, '40001'],
    ['a wrong corporation', { corpId: 'wwnobody' }, '40013'],
  ])('%s is refused as a credential', async (_, fields, code) => {
    const { ok, failure } = await (await opened({ ...wecom.connection(), ...fields })).test();
    expect(ok).toBe(false);
    expect(failure).toMatchObject({ kind: 'auth', vendor: { code, status: 200 } });
  });

  test('a limit that was exceeded is waited for a minute', async () => {
    const host = await opened();
    await output(host.invoke('get-person', { userId: 'zhangwei' }));
    wecom.setFault({ kind: 'rate-limited', times: 5 });
    const outcome = await host.invoke('get-person', { userId: 'zhangwei' }, { timeoutMs: 1_500 });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'rate-limited' } });
    expect(outcome.kind === 'failed' && (outcome.failure.retryAfterMs ?? 0)).toBeGreaterThan(50_000);
  });
});

describe('messages', () => {
  test('a text, Markdown and a card arrive as themselves', async () => {
    const host = await opened();
    await output(host.invoke('send-text-message', { userIds: ['zhangwei'], text: '工单已升级' }));
    await output(host.invoke('send-markdown-message', { userIds: ['zhangwei'], text: '**三条**' }));
    const card = { title: '工单 SC-1004', text: '紧急', url: 'https://core.example.com/t/1', buttonText: '查看' };
    await output(host.invoke('send-card-message', { departmentIds: [12], ...card }));
    expect(wecom.inbox().map(({ to, kind, title, text }) => [to, kind, title, text])).toEqual([
      ['zhangwei', 'text', undefined, '工单已升级'],
      ['zhangwei', 'markdown', undefined, '**三条**'],
      ['lina', 'textcard', '工单 SC-1004', '紧急\nhttps://core.example.com/t/1'],
      ['chenjing', 'textcard', '工单 SC-1004', '紧急\nhttps://core.example.com/t/1'],
    ]);
  });

  test('some receivers unknown: it is sent, and they are named; all unknown: it is not found', async () => {
    const host = await opened();
    const sent = await output(host.invoke('send-text-message', { userIds: ['zhangwei', 'Nobody'], text: 'x' }));
    expect(sent['invaliduser']).toBe('nobody');
    const outcome = await host.invoke('send-text-message', { userIds: ['Nobody'], text: 'x' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.not-found', vendor: { code: '81013' } },
    });
  });

  test('the same content is sent once within the minutes asked for', async () => {
    const host = await opened();
    const message = { userIds: ['zhangwei'], text: '一次', dropRepeatsForMinutes: 30 };
    for (let n = 0; n < 2; n += 1) await output(host.invoke('send-text-message', message));
    expect(wecom.inbox()).toHaveLength(1);
  });

  test('buttons of a card come back as clicks, and the card is changed by the code of the click once', async () => {
    const host = await opened();
    const hook = await listening(host, 'card-clicked');
    const card = {
      userIds: ['liuyang'],
      taskId: 't-12',
      title: '退款 SC-1004',
      facts: [{ name: '金额', value: '700' }],
      buttons: [
        { text: '同意', key: 'approve' },
        { text: '拒绝', key: 'refuse' },
      ],
    };
    const { response_code: responseCode = '' } = await output(host.invoke('send-button-card', card));
    expect(wecom.inbox()).toMatchObject([{ title: '退款 SC-1004', text: '金额:700\n[同意] [拒绝]' }]);
    wecom.upsert('card-clicks', { userid: 'liuyang', taskId: 't-12', key: 'approve', responseCode });
    await wecom.settled();
    expect(eventsOf(hook)).toMatchObject([{ taskId: 't-12', key: 'approve', userId: 'liuyang', responseCode }]);
    await output(host.invoke('update-card', { responseCode, userIds: ['liuyang'], buttonText: '已同意' }));
    const again = await host.invoke('update-card', { responseCode, userIds: ['liuyang'], buttonText: '已同意' });
    expect(again).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.permanent', vendor: { code: '60140' } },
    });
  });
});

describe('group robots', () => {
  const robot = (robotKey: string): JsonObject => ({ kind: 'robot', baseUrl: url, robotKey });
  const known = '0f0e0d0c-0b0a-4908-8706-050403020100';

  test('a message arrives by the key alone', async () => {
    const host = await opened(robot(known));
    await output(
      host.invoke('send-robot-message', { text: '工单已升级', mentionUserIds: ['zhangwei'], mentionAll: true }),
    );
    await output(host.invoke('send-robot-message', { text: '# 日报', markdown: true, mentionUserIds: ['lina'] }));
    await output(
      host.invoke('send-robot-message', { title: '工单', text: '紧急', url: 'https://core.example.com/t/1' }),
    );
    expect(wecom.inbox()).toMatchObject([
      { toName: '工单播报', text: '工单已升级', content: { mentioned_list: ['zhangwei', '@all'] } },
      { kind: 'markdown', text: '# 日报 <@lina>' },
      { kind: 'template_card', title: '工单', text: '紧急' },
    ]);
    expect(wecom.requests().map(({ path }) => path)).toEqual(Array<string>(3).fill('/cgi-bin/webhook/send'));
  });

  test('a wrong key is a credential', async () => {
    const outcome = await (await opened(robot('nobody'))).invoke('send-robot-message', { text: 'x' });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { code: 'connector.auth', vendor: { code: '93000' } } });
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

  test('people of all departments are listed, each once; departments all at once', async () => {
    const host = await opened();
    expect((await listed(host, 'person')).toSorted()).toEqual(['LiuYang', 'chenjing', 'lina', 'wangfang', 'zhangwei']);
    expect((await listed(host, 'department')).toSorted()).toEqual(['1', '10', '11', '12']);
  });

  test('a new app gets no phone, and finds people by it all the same', async () => {
    const host = await opened();
    const person = await output(host.invoke('get-person', { userId: 'lina' }));
    expect(person).toMatchObject({ name: '李娜', gender: '0' });
    expect(person).not.toHaveProperty('mobile');
    expect(person).not.toHaveProperty('errcode');
    expect(await output(host.invoke('find-person-by-mobile', { mobile: '13800001003' }))).toEqual({ userid: 'lina' });
    expect(await output(host.invoke('find-person-by-email', { email: 'e1003@service.example.com' }))).toEqual({
      userid: 'lina',
    });
  });

  test('changes are told, with what changed', async () => {
    const hook = await listening(await opened(), 'person-updated');
    wecom.upsert('users', { userid: 'lina', department: [12, 10] });
    await wecom.settled();
    expect(eventsOf(hook)).toMatchObject([{ userId: 'lina', departmentIds: [12, 10] }]);
  });
});

describe('approvals', () => {
  test('each control gets its value in its own way, by id or by title', async () => {
    const host = await opened();
    const form = { ...refund.form, 金额: 700, 'Date-4': '2026-11-22', 类型: ['退货', 'option-2'], 经办人: ['lina'] };
    const approvers = [{ way: 'in-turn', userIds: ['wangfang', 'liuyang'] }];
    const { sp_no: number = '' } = await output(
      host.invoke('create-approval', { ...refund, form, approvers, ccUserIds: ['lina'] }),
    );
    const approval = await output(host.invoke('get-approval', { number }));
    expect(approval).toMatchObject({
      sp_status: 1,
      sp_name: '退款申请',
      sp_record: [
        { details: [{ approver: { userid: 'wangfang' } }] },
        { details: [{ approver: { userid: 'liuyang' } }] },
      ],
      apply_data: {
        contents: [
          { control: 'Text', id: 'Text-1', value: { text: 'SC-1004' } },
          { control: 'Textarea', id: 'Textarea-2', value: { text: '商品损坏' } },
          { control: 'Money', id: 'Money-3', value: { new_money: '700' } },
          // Midnight in China.
          { control: 'Date', id: 'Date-4', value: { date: { type: 'day', s_timestamp: '1795276800' } } },
          {
            control: 'Selector',
            id: 'Selector-5',
            value: { selector: { type: 'multi', options: [{ key: 'option-1' }, { key: 'option-2' }] } },
          },
          { control: 'Contact', id: 'Contact-6', value: { members: [{ userid: 'lina', name: 'lina' }] } },
        ],
      },
    });
  });

  test('a control that is missing is invalid', async () => {
    const outcome = await (await opened()).invoke('create-approval', { ...refund, form: { 'Text-1': 'SC-1' } });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.invalid', vendor: { code: '301025' } },
    });
  });

  test('the form of a template is known before it is filled', async () => {
    expect(await (await opened()).schema('approval-form', { templateId })).toMatchObject({
      required: ['Text-1', 'Textarea-2'],
      properties: {
        'Text-1': { type: 'string', 'x-title': { zh: '工单号' } },
        'Money-3': { type: ['number', 'string'] },
        'Selector-5': { type: 'array', items: { enum: ['退货', '退款'] } },
      },
    });
  });

  test.each([
    [2, 'approved'],
    [3, 'rejected'],
    [4, 'withdrawn'],
  ])('state %i is told as %s', async (status, outcome) => {
    const host = await opened();
    const hook = await listening(host, 'approval-finished');
    const { sp_no: number = '' } = await output(host.invoke('create-approval', refund));
    wecom.upsert('approvals', { sp_no: number, sp_status: status });
    await wecom.settled();
    expect(eventsOf(hook)).toMatchObject([{ number, outcome, status }]);
    expect(wecom.deliveries().every(({ state }) => state === 'delivered')).toBe(true);
  });
});
