import type { JsonObject } from '@joinery/contracts';
import { callbackServer, type ConformanceHost, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { wechatOaSimulator } from '../src/simulator/index.ts';

const zhangWei = 'oABCD1234567890zhangwei';
const templateId = 'iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s';
const values = { character_string1: 'SC-1004', phrase2: '处理中', time3: '2026年11月22日 12:00' };
let wechat: Simulator;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  wechat = wechatOaSimulator();
  const running = await wechat.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = wechat.connection()): Promise<ConformanceHost> {
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
  const { callbackAesKey: secret = '', callbackToken: token = '' } = wechat.connection() as Readonly<
    Record<string, string>
  >;
  await wechat.subscribe({ url: server.url, secret, token });
  return server;
}

const eventsOf = (server: Awaited<ReturnType<typeof listening>>) => server.seen.flatMap(({ events }) => events);

describe('template messages', () => {
  test.each([
    [zhangWei, { delivered: true }],
    ['oABCD1234567890lina', { delivered: false, reason: 'user block' }],
  ])('what became of the one to %s is told by the whole of its long number', async (openId, fate) => {
    const host = await opened();
    const hook = await listening(host, 'template-delivered');
    const { msgid } = await output(host.invoke('send-template-message', { openId, templateId, values }));
    await wechat.settled();
    expect(msgid).toMatch(/^\d{19}$/);
    expect(eventsOf(hook)).toMatchObject([{ openId, messageId: msgid, ...fate }]);
    expect(hook.seen.flatMap(({ correlationKeys }) => correlationKeys ?? [])).toEqual([msgid]);
  });

  test('the words are filled in, and known before', async () => {
    const host = await opened();
    expect(await host.schema('template-values', { templateId })).toEqual({
      type: 'object',
      required: ['character_string1', 'phrase2', 'time3'],
      properties: {
        character_string1: { type: ['string', 'number'], 'x-title': { zh: '工单编号', en: '工单编号' } },
        phrase2: { type: ['string', 'number'], 'x-title': { zh: '工单状态', en: '工单状态' } },
        time3: { type: ['string', 'number'], 'x-title': { zh: '更新时间', en: '更新时间' } },
      },
    });
    await output(host.invoke('send-template-message', { openId: zhangWei, templateId, values }));
    expect(wechat.inbox()).toMatchObject([
      { title: '工单进度通知', text: '工单编号:SC-1004\n工单状态:处理中\n更新时间:2026年11月22日 12:00' },
    ]);
  });

  test('who does not follow is told as such', async () => {
    wechat.upsert('followers', { openid: zhangWei, subscribe: 0 });
    const outcome = await (await opened()).invoke('send-template-message', { openId: zhangWei, templateId, values });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.permanent', vendor: { code: '43004' } },
    });
  });
});

test('a service message reaches only who was there within two days', async () => {
  const host = await opened();
  await output(host.invoke('send-service-message', { openId: zhangWei, text: '您好' }));
  const late = await host.invoke('send-service-message', { openId: 'oABCD1234567890wangfang', text: '您好' });
  expect(late).toMatchObject({ kind: 'failed', failure: { code: 'connector.permanent', vendor: { code: '45015' } } });
});

test('a token that another took away is renewed', async () => {
  const host = await opened();
  await output(host.invoke('get-follower', { openId: zhangWei }));
  const { appId, appSecret } = wechat.connection() as Readonly<Record<string, string>>;
  await fetch(`${url}/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${appSecret}`);
  expect(await output(host.invoke('get-follower', { openId: zhangWei }))).toMatchObject({ subscribe: 1 });
});

describe('callbacks', () => {
  test('messages, menus and farewells are told apart', async () => {
    const host = await opened();
    const [messages, clicks, farewells] = [
      await listening(host, 'message-received'),
      await listening(host, 'menu-clicked'),
      await listening(host, 'unfollowed'),
    ];
    wechat.upsert('incoming-messages', { openid: zhangWei, text: '我的订单 <到哪了> ]]>' });
    wechat.upsert('menu-clicks', { openid: zhangWei, key: 'my-tickets' });
    wechat.upsert('followers', { openid: zhangWei, subscribe: 0 });
    await wechat.settled();
    expect(eventsOf(messages)).toMatchObject([{ openId: zhangWei, type: 'text', text: '我的订单 <到哪了> ]]>' }]);
    expect(eventsOf(clicks)).toMatchObject([{ openId: zhangWei, key: 'my-tickets' }]);
    expect(eventsOf(farewells)).toMatchObject([{ openId: zhangWei }]);
    expect(wechat.deliveries().every(({ state }) => state === 'delivered')).toBe(true);
  });

  test('an event in clear is refused, though the account signed its moment', async () => {
    const host = await opened();
    const server = await listening(host, 'message-received');
    const asked = server.seen.length;
    const clear =
      '<xml><FromUserName>o1</FromUserName><MsgType>text</MsgType><MsgId>1</MsgId><Content>x</Content></xml>';
    const response = await fetch(`${server.url}?signature=00&timestamp=1&nonce=1`, { method: 'POST', body: clear });
    expect(response.status).toBe(401);
    expect(server.seen.slice(asked)).toMatchObject([{ kind: 'refused' }]);
  });

  test('an address that was asked with another token is not accepted', async () => {
    const host = await opened({ ...wechat.connection(), callbackToken: 'another' });
    await expect(listening(host, 'message-received')).rejects.toThrow('Token');
  });
});
