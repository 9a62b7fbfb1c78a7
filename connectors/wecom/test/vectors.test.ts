import { readFileSync } from 'node:fs';
import { openFramed, sealFramed, sortedSha1 } from '@joinery/connector-sdk/simulator';
import type { CallbackOutcome } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connector } from '../src/index.ts';

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

/** Published by WeCom or made with its own library; where from stands in the file. */
const vectors = JSON.parse(readFileSync(new URL('./vectors/wecom_callback.json', import.meta.url), 'utf8')) as {
  readonly officialDocVector: Omit<Sealed, 'receiveId'> & {
    readonly corpId: string;
    readonly decryptedMessage: string;
  };
  readonly urlVerification: Sealed & { readonly query: string; readonly expectedReply: string };
  readonly eventVector: Sealed;
  readonly paddingEdges: readonly (Sealed & { readonly label: string })[];
  readonly negative: {
    readonly wrongSignature: Sealed;
    readonly wrongReceiveId: Sealed & { readonly expectedReceiveId: string };
  };
};

// The vectors are older than any tolerance.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

interface Asked {
  readonly sealed: Pick<Sealed, 'token' | 'encodingAESKey' | 'timestamp'>;
  readonly corpId: string;
  readonly trigger: string;
  readonly method?: string;
  readonly query: string;
  readonly body?: string;
}

/** What the connector makes of a request that comes at the moment it was signed. */
async function received({
  sealed,
  corpId,
  trigger,
  method = 'POST',
  query,
  body = '',
}: Asked): Promise<CallbackOutcome> {
  vi.setSystemTime(Number(sealed.timestamp) * 1000);
  const connection = { corpId, callbackToken: sealed.token, callbackAesKey: sealed.encodingAESKey };
  const host = await openHost(connector, connection, undefined);
  try {
    const url = `http://hook.test/hooks/a?${query}`;
    return (await host.receive?.(
      trigger,
      {},
      { method, url, headers: {}, body: Buffer.from(body) },
    )) as CallbackOutcome;
  } finally {
    await host.close();
  }
}

type Pushed = Omit<Sealed, 'receiveId' | 'plaintext' | 'random16'>;

const push = (sealed: Pushed, corpId: string, trigger: string): Promise<CallbackOutcome> => {
  const { msg_signature, timestamp, nonce, encrypt } = sealed;
  const query = new URLSearchParams({ msg_signature, timestamp, nonce }).toString();
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
  return received({ sealed, corpId, trigger, query, body });
};

describe('the published callbacks', () => {
  test('the documented message is a message of a person', async () => {
    const { officialDocVector: sealed } = vectors;
    expect(await push(sealed, sealed.corpId, 'message-received')).toMatchObject({
      kind: 'accepted',
      body: 'success',
      events: [{ messageId: '4561255354251345929', type: 'text', text: 'hello', userId: 'mycreate', agentId: '218' }],
    });
  });

  test('an event with Chinese text is somebody who joined', async () => {
    const { eventVector: sealed } = vectors;
    expect(await push(sealed, sealed.receiveId, 'person-created')).toMatchObject({
      kind: 'accepted',
      events: [{ userId: 'zhangsan', name: '张三', departmentIds: [1, 2, 3], occurredAt: 1_700_000_000_000 }],
    });
  });

  test('an event another trigger wants is thanked for and starts nothing', async () => {
    const { eventVector: sealed } = vectors;
    const outcome = await push(sealed, sealed.receiveId, 'person-deleted');
    expect([outcome.kind, outcome.status, outcome.body]).toEqual(['ignored', 200, 'success']);
  });

  test('the address check is answered with exactly the echo', async () => {
    const { urlVerification: sealed } = vectors;
    const asked = { sealed, corpId: sealed.receiveId, trigger: 'message-received', method: 'GET', query: sealed.query };
    expect(await received(asked)).toMatchObject({
      kind: 'answered',
      status: 200,
      body: sealed.expectedReply,
      events: [],
    });
  });

  test('a wrong signature and another corporation are refused', async () => {
    const { wrongSignature, wrongReceiveId } = vectors.negative;
    for (const outcome of [
      await push(wrongSignature, wrongSignature.receiveId, 'message-received'),
      await push(wrongReceiveId, wrongReceiveId.expectedReceiveId, 'message-received'),
    ])
      expect([outcome.kind, outcome.status]).toEqual(['refused', 401]);
  });
});

describe('the cipher of the simulator', () => {
  test.each([
    ...vectors.paddingEdges.map((edge) => [edge.label, edge] as const),
    ['event', vectors.eventVector] as const,
  ])(
    '%s opens and seals to the same bytes',
    (_, { encodingAESKey, plaintext: message, receiveId: receiver, random16, encrypt }) => {
      expect(openFramed(encodingAESKey, encrypt)).toEqual({ message, receiver });
      expect(sealFramed(encodingAESKey, { message, receiver }, Buffer.from(random16))).toBe(encrypt);
    },
  );

  test('signs as WeCom does', () => {
    const { officialDocVector: sealed } = vectors;
    expect(sortedSha1(sealed.token, sealed.timestamp, sealed.nonce, sealed.encrypt)).toBe(sealed.msg_signature);
    expect(openFramed(sealed.encodingAESKey, sealed.encrypt)).toEqual({
      message: sealed.decryptedMessage,
      receiver: sealed.corpId,
    });
  });
});
