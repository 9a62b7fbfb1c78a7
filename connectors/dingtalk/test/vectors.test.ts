import { readFileSync } from 'node:fs';
import { openFramed, sealFramed, sortedSha1 } from '@joinery/connector-sdk/simulator';
import type { CallbackOutcome } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connector } from '../src/index.ts';
import { dingtalkSimulator } from '../src/simulator/index.ts';

/** Published by DingTalk or made with its own libraries; where from stands in each file. */
function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

interface Sealed {
  readonly token: string;
  readonly encodingAESKey: string;
  readonly receiveId: string;
  readonly random16: string;
  readonly plaintext: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
  readonly msg_signature: string;
}

type Documented = Omit<Sealed, 'encodingAESKey' | 'receiveId' | 'random16' | 'plaintext'> & { readonly aesKey: string };

const callback = vectors<{
  officialDocVector1: Documented & { readonly ownerKey: string };
  officialDocVector2: Documented & { readonly decryptedSuffix: string };
  checkUrl: Sealed & { readonly httpQuery: string; readonly httpBody: string };
  eventUserAddOrg: Sealed & { readonly httpBody: string };
  successReply: Sealed & { readonly replyBody: Readonly<Record<string, string>> };
}>('dingtalk_callback');
const signs = vectors<{
  dingtalkCustomRobot: { secret: string; timestampMs: string; signUrlEncoded: string };
  dingtalkInboundRobotHeader: { appSecret: string; timestampMs: string; sign: string };
  dingtalkCardCallback: { apiSecret: string; timestamp: string; signature: string };
}>('robot_signs');

// The vectors are older than any tolerance.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

interface Pushed {
  readonly connection: JsonObject;
  readonly timestamp: string;
  readonly trigger?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the connector makes of a request that comes at the moment it was signed. */
async function received({ connection, timestamp, trigger = 'person-joined', query = '', headers = {}, body }: Pushed) {
  vi.setSystemTime(Number(timestamp));
  const host = await openHost(connector, connection, undefined);
  try {
    const url = `http://hook.test/hooks/a?${query}`;
    return (await host.receive?.(
      trigger,
      {},
      { method: 'POST', url, headers, body: Buffer.from(body) },
    )) as CallbackOutcome;
  } finally {
    await host.close();
  }
}

const queryOf = ({ msg_signature, timestamp, nonce }: Pick<Sealed, 'msg_signature' | 'timestamp' | 'nonce'>): string =>
  new URLSearchParams({ msg_signature, timestamp, nonce }).toString();

const appOf = ({ token, encodingAESKey, receiveId }: Sealed): JsonObject => ({
  appKey: receiveId,
  callbackToken: token,
  callbackAesKey: encodingAESKey,
});

function openedReply({ body }: CallbackOutcome, { token, encodingAESKey }: Sealed) {
  const reply = JSON.parse(body) as Readonly<Record<string, string>>;
  const { msg_signature, timeStamp = '', nonce = '', encrypt = '' } = reply;
  expect(msg_signature).toBe(sortedSha1(token, timeStamp, nonce, encrypt));
  return openFramed(encodingAESKey, encrypt);
}

describe('the published callbacks', () => {
  test('an event is understood, also by its older names, and answered in kind', async () => {
    const { eventUserAddOrg: sealed } = callback;
    const outcome = await received({
      connection: appOf(sealed),
      timestamp: sealed.timestamp,
      query: queryOf(sealed),
      body: sealed.httpBody,
    });
    expect(outcome).toMatchObject({
      kind: 'accepted',
      events: [
        { type: 'user_add_org', userIds: ['manager123'], corpId: 'ding00aa11bb22cc33dd', occurredAt: 1700000005000 },
      ],
    });
    expect(openedReply(outcome, sealed)).toEqual({ message: 'success', receiver: sealed.receiveId });
  });

  test('the address check is answered and makes no event', async () => {
    const { checkUrl: sealed } = callback;
    const outcome = await received({
      connection: appOf(sealed),
      timestamp: sealed.timestamp,
      query: sealed.httpQuery,
      body: sealed.httpBody,
    });
    expect([outcome.kind, outcome.events]).toEqual(['answered', []]);
    expect(openedReply(outcome, sealed)).toEqual({ message: 'success', receiver: sealed.receiveId });
  });

  test('a third-party app’s address check is answered with its random word', async () => {
    const { officialDocVector2: sealed } = callback;
    const outcome = await received({
      connection: {
        appKey: 'not-the-owner',
        callbackOwner: sealed.decryptedSuffix,
        callbackToken: sealed.token,
        callbackAesKey: sealed.aesKey,
      },
      timestamp: sealed.timestamp,
      query: queryOf(sealed),
      body: JSON.stringify({ encrypt: sealed.encrypt }),
    });
    expect(outcome.kind).toBe('answered');
    const opened = openFramed(sealed.aesKey, (JSON.parse(outcome.body) as { readonly encrypt: string }).encrypt);
    expect(opened).toEqual({ message: 'LPIdSnlF', receiver: sealed.decryptedSuffix });
  });

  test('an event meant for another app is refused', async () => {
    const { eventUserAddOrg: sealed } = callback;
    const outcome = await received({
      connection: { ...appOf(sealed), appKey: 'dingsomebodyelse' },
      timestamp: sealed.timestamp,
      query: queryOf(sealed),
      body: sealed.httpBody,
    });
    expect([outcome.kind, outcome.status]).toEqual(['refused', 401]);
  });
});

describe('the cipher of the simulator', () => {
  test('opens the documented message', () => {
    const { officialDocVector1: sealed } = callback;
    expect(openFramed(sealed.aesKey, sealed.encrypt)).toEqual({ message: 'success', receiver: sealed.ownerKey });
    expect(sortedSha1(sealed.token, sealed.timestamp, sealed.nonce, sealed.encrypt)).toBe(sealed.msg_signature);
  });

  test.each(['checkUrl', 'eventUserAddOrg', 'successReply'] as const)('seals %s to the same bytes', (name) => {
    const { encodingAESKey, plaintext: message, receiveId: receiver, random16, encrypt } = callback[name];
    expect(sealFramed(encodingAESKey, { message, receiver }, Buffer.from(random16))).toBe(encrypt);
  });

  test('what does not hold together is not opened', () => {
    expect(openFramed(callback.checkUrl.encodingAESKey, 'bm90IHNlYWxlZA==')).toBeUndefined();
  });
});

describe('the published signatures', () => {
  test('a message of a group robot is signed in its address', async () => {
    const { secret: robotSecret, timestampMs, signUrlEncoded } = signs.dingtalkCustomRobot;
    vi.setSystemTime(Number(timestampMs));
    const dingtalk = dingtalkSimulator();
    const { url, stop } = await dingtalk.start();
    dingtalk.upsert('robots', { access_token: 'robot-1', name: '工单播报', secret: robotSecret });
    const robot = {
      kind: 'robot',
      apiUrl: url,
      oapiUrl: url,
      robotToken: 'robot-1',
      robotSecurity: 'signature',
      robotSecret,
    };
    const host = await openHost(connector, robot, url);
    try {
      expect(await host.invoke('send-robot-message', { text: '工单已升级' })).toMatchObject({ kind: 'done' });
      const [request] = dingtalk.requests();
      expect(request?.query).toBe(`access_token=robot-1&timestamp=${timestampMs}&sign=${signUrlEncoded}`);
    } finally {
      await host.close();
      await stop();
    }
  });

  test('a message to the robot is proved by its header', async () => {
    const { appSecret, timestampMs: timestamp, sign } = signs.dingtalkInboundRobotHeader;
    const message = { msgId: 'msg-1', msgtype: 'text', text: { content: ' hello' } };
    const outcome = await received({
      connection: { appSecret },
      timestamp,
      trigger: 'message-received',
      headers: { timestamp, sign },
      body: JSON.stringify(message),
    });
    expect(outcome).toMatchObject({ kind: 'accepted', body: '{"msgtype":"empty"}', events: [message] });
  });

  test('a click on a card is proved by its header', async () => {
    const { apiSecret, timestamp, signature } = signs.dingtalkCardCallback;
    const outcome = await received({
      connection: { cardSecret: apiSecret },
      timestamp,
      trigger: 'card-clicked',
      headers: { 'x-ddpaas-signature-timestamp': timestamp, 'x-ddpaas-signature': signature },
      body: '{"type":"actionCallback","outTrackId":"t-12"}',
    });
    expect(outcome).toMatchObject({ kind: 'accepted', events: [{ outTrackId: 't-12' }] });
  });
});
