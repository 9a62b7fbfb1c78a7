import { readFileSync } from 'node:fs';
import { WebhookSchemeSchema, type WebhookScheme } from '@joinery/contracts';
import { describe, expect, test } from 'vitest';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type IncomingRequest, Refusal } from './incoming.ts';
import { verifyCallback } from './verify-callback.ts';

/** Published by the vendors or made with their own libraries; where from stands in each file. */
function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

interface Sealed {
  readonly label?: string;
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

function request(parts: Partial<IncomingRequest> & { readonly text?: string }): IncomingRequest {
  const { text = '', ...rest } = parts;
  return { method: 'POST', url: '/hooks/a', headers: {}, body: Buffer.from(text), ...rest };
}

function secretsOf(secrets: Readonly<Record<string, string>>) {
  return { values: {}, secret: (name: string) => secrets[name] };
}

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error('it was accepted');
}

const tencentEnvelope = { key: 'base64-43', iv: 'key', paddingBlock: 32, framing: 'random-length-receiver' } as const;

describe('WeCom', () => {
  const wecom = vectors<{
    officialDocVector: Omit<Sealed, 'receiveId'> & { corpId: string; decryptedMessage: string };
    urlVerification: Sealed & { query: string; expectedReply: string };
    eventVector: Sealed;
    paddingEdges: readonly Sealed[];
    negative: { wrongSignature: Sealed; wrongReceiveId: Sealed & { expectedReceiveId: string } };
  }>('wecom_callback');

  const scheme: WebhookScheme = WebhookSchemeSchema.parse({
    format: 'xml',
    methods: ['GET', 'POST'],
    signature: {
      at: { in: 'query', name: 'msg_signature' },
      algorithm: 'sha1',
      secret: 'token',
      parts: [
        { part: 'secret', name: 'token' },
        { part: 'timestamp' },
        { part: 'query', name: 'nonce' },
        { part: 'ciphertext' },
      ],
      sorted: true,
    },
    timestamp: { at: { in: 'query', name: 'timestamp' }, unit: 'seconds' },
    envelope: {
      at: [
        { in: 'query', name: 'echostr' },
        { in: 'body', path: ['xml', 'Encrypt'] },
      ],
      secret: 'aesKey',
      receiver: 'corpId',
      ...tencentEnvelope,
    },
    handshakes: [{ when: "method = 'GET'", answer: { body: 'plain', contentType: 'text/plain' } }],
  });

  const check = (sealed: Omit<Sealed, 'receiveId'>, corpId: string, shift = 0) =>
    verifyCallback({
      scheme,
      now: (Number(sealed.timestamp) + shift) * 1000,
      secrets: secretsOf({ token: sealed.token, aesKey: sealed.encodingAESKey, corpId }),
      request: request({
        url: `/hooks/a?msg_signature=${sealed.msg_signature}&timestamp=${sealed.timestamp}&nonce=${sealed.nonce}`,
        text: `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${sealed.encrypt}]]></Encrypt></xml>`,
      }),
    });

  test('the documented message is opened', () => {
    const { officialDocVector: sealed } = wecom;
    const checked = check(sealed, sealed.corpId);
    expect(checked).toMatchObject({
      kind: 'verified',
      callback: { body: { xml: { Content: 'hello', MsgId: '4561255354251345929' } } },
    });
  });

  test('an event with Chinese text is opened', () => {
    const { eventVector: sealed } = wecom;
    expect(check(sealed, sealed.receiveId)).toMatchObject({ kind: 'verified', callback: { plain: sealed.plaintext } });
  });

  test('the address check is answered with the decrypted echo', () => {
    const { urlVerification: sealed } = wecom;
    const answered = verifyCallback({
      scheme,
      now: Number(sealed.timestamp) * 1000,
      secrets: secretsOf({ token: sealed.token, aesKey: sealed.encodingAESKey, corpId: sealed.receiveId }),
      request: request({ method: 'GET', url: `/hooks/a?${sealed.query}` }),
    });
    expect(answered).toEqual({
      kind: 'handshake',
      response: { status: 200, contentType: 'text/plain', body: sealed.expectedReply },
    });
  });

  test.each(wecom.paddingEdges)('$label opens and seals to the same bytes', (sealed) => {
    expect(openEnvelope(tencentEnvelope, sealed.encodingAESKey, sealed.encrypt)).toEqual({
      message: sealed.plaintext,
      receiver: sealed.receiveId,
    });
    const again = { message: sealed.plaintext, receiver: sealed.receiveId };
    expect(sealEnvelope(tencentEnvelope, sealed.encodingAESKey, again, Buffer.from(sealed.random16))).toBe(
      sealed.encrypt,
    );
  });

  test('a wrong signature, another receiver and an old timestamp are refused', () => {
    const { wrongSignature, wrongReceiveId } = wecom.negative;
    expect(refusalOf(() => check(wrongSignature, wrongSignature.receiveId))).toMatchObject({
      code: 'hook.signature',
      params: { reason: 'wrong' },
    });
    expect(refusalOf(() => check(wrongReceiveId, wrongReceiveId.expectedReceiveId)).params?.['reason']).toBe(
      'meant for another receiver',
    );
    expect(refusalOf(() => check(wecom.eventVector, wecom.eventVector.receiveId, 301)).code).toBe('hook.stale');
    expect(refusalOf(() => check(wecom.eventVector, wecom.eventVector.receiveId, -301)).code).toBe('hook.stale');
  });
});

describe('DingTalk', () => {
  const dingtalk = vectors<{
    officialDocVector1: {
      token: string;
      aesKey: string;
      ownerKey: string;
      encrypt: string;
      timestamp: string;
      nonce: string;
      msg_signature: string;
    };
    officialDocVector2: {
      token: string;
      aesKey: string;
      encrypt: string;
      timestamp: string;
      nonce: string;
      msg_signature: string;
      decryptedMessage: string;
      decryptedSuffix: string;
    };
    checkUrl: Sealed & { httpQuery: string; httpBody: string };
    eventUserAddOrg: Sealed & { httpBody: string };
    successReply: Sealed & { replyBody: Record<string, string> };
  }>('dingtalk_callback');

  const scheme: WebhookScheme = WebhookSchemeSchema.parse({
    signature: {
      at: { in: 'query', name: 'msg_signature' },
      algorithm: 'sha1',
      secret: 'token',
      parts: [
        { part: 'secret', name: 'token' },
        { part: 'timestamp' },
        { part: 'query', name: 'nonce' },
        { part: 'ciphertext' },
      ],
      sorted: true,
    },
    timestamp: { at: { in: 'query', name: 'timestamp' }, unit: 'milliseconds' },
    envelope: { at: [{ in: 'body', path: ['encrypt'] }], secret: 'aesKey', receiver: 'appKey', ...tencentEnvelope },
    handshakes: [{ when: "body.EventType = 'check_url'", answer: { body: '"success"', encrypted: true } }],
    acknowledge: { body: '"success"', encrypted: true },
  });

  interface Pushed {
    readonly token: string;
    readonly aesKey: string;
    readonly owner: string;
    readonly timestamp: string;
    readonly query: string;
    readonly text: string;
  }

  const push = ({ token, aesKey, owner, timestamp, query, text }: Pushed) =>
    verifyCallback({
      scheme,
      now: Number(timestamp),
      secrets: { values: { appKey: owner }, secret: (name) => ({ token, aesKey })[name] },
      request: request({ url: `/hooks/a?${query}`, text }),
    });

  test('the documented messages are opened', () => {
    const { officialDocVector1: one, officialDocVector2: two } = dingtalk;
    expect(openEnvelope(tencentEnvelope, one.aesKey, one.encrypt)).toEqual({
      message: 'success',
      receiver: one.ownerKey,
    });
    const query = `msg_signature=${two.msg_signature}&timestamp=${two.timestamp}&nonce=${two.nonce}`;
    const text = JSON.stringify({ encrypt: two.encrypt });
    const checked = push({ ...two, owner: two.decryptedSuffix, query, text });
    expect(checked).toMatchObject({ kind: 'verified', callback: { plain: two.decryptedMessage } });
  });

  test('the address check is answered with an encrypted, signed success', () => {
    const { checkUrl: sealed } = dingtalk;
    const answered = push({
      token: sealed.token,
      aesKey: sealed.encodingAESKey,
      owner: sealed.receiveId,
      timestamp: sealed.timestamp,
      query: sealed.httpQuery,
      text: sealed.httpBody,
    });
    expect(answered.kind).toBe('handshake');
    const reply = JSON.parse(answered.kind === 'handshake' ? answered.response.body : '{}') as Record<string, string>;
    expect(openEnvelope(tencentEnvelope, sealed.encodingAESKey, reply['encrypt'] ?? '')).toEqual({
      message: 'success',
      receiver: sealed.receiveId,
    });
    // What we answer passes the check that we make ourselves.
    const query = `msg_signature=${reply['msg_signature']}&timestamp=${reply['timeStamp']}&nonce=${reply['nonce']}`;
    const text = JSON.stringify({ encrypt: reply['encrypt'] });
    const own = {
      token: sealed.token,
      aesKey: sealed.encodingAESKey,
      owner: sealed.receiveId,
      timestamp: reply['timeStamp'] ?? '',
      query,
      text,
    };
    expect(refusalOf(() => push(own))).toMatchObject({ code: 'request.not-json' });
  });

  test('an event is opened and acknowledged in kind', () => {
    const { eventUserAddOrg: sealed } = dingtalk;
    const checked = push({
      token: sealed.token,
      aesKey: sealed.encodingAESKey,
      owner: sealed.receiveId,
      timestamp: sealed.timestamp,
      query: `msg_signature=${sealed.msg_signature}&timestamp=${sealed.timestamp}&nonce=${sealed.nonce}`,
      text: sealed.httpBody,
    });
    expect(checked).toMatchObject({
      kind: 'verified',
      callback: { body: { EventType: 'user_add_org', 备注: '中文' } },
    });
    expect(checked.kind === 'verified' && checked.acknowledge?.body).toContain('msg_signature');
  });

  test('the documented reply is sealed to the same bytes', () => {
    const { successReply: sealed } = dingtalk;
    const again = { message: sealed.plaintext, receiver: sealed.receiveId };
    expect(sealEnvelope(tencentEnvelope, sealed.encodingAESKey, again, Buffer.from(sealed.random16))).toBe(
      sealed.encrypt,
    );
  });

  test('robots and cards prove themselves by HMACs over their timestamp', () => {
    const { dingtalkInboundRobotHeader: robot, dingtalkCardCallback: card } = vectors<{
      dingtalkInboundRobotHeader: { appSecret: string; timestampMs: string; sign: string };
      dingtalkCardCallback: { apiSecret: string; timestamp: string; signature: string };
    }>('robot_signs');
    const robotScheme = WebhookSchemeSchema.parse({
      signature: {
        at: { in: 'header', name: 'sign' },
        algorithm: 'hmac-sha256',
        encoding: 'base64',
        secret: 'appSecret',
        parts: [{ part: 'timestamp' }, { part: 'literal', text: '\n' }, { part: 'secret', name: 'appSecret' }],
      },
      timestamp: { at: { in: 'header', name: 'timestamp' }, unit: 'milliseconds' },
    });
    const robotRequest = request({ headers: { timestamp: robot.timestampMs, sign: robot.sign }, text: '{}' });
    const now = Number(robot.timestampMs);
    expect(
      verifyCallback({
        scheme: robotScheme,
        now,
        secrets: secretsOf({ appSecret: robot.appSecret }),
        request: robotRequest,
      }).kind,
    ).toBe('verified');
    const cardScheme = WebhookSchemeSchema.parse({
      signature: {
        at: { in: 'header', name: 'x-ddpaas-signature' },
        algorithm: 'hmac-sha256',
        encoding: 'base64',
        secret: 'apiSecret',
        parts: [{ part: 'timestamp' }],
      },
      timestamp: { at: { in: 'header', name: 'x-ddpaas-signature-timestamp' }, unit: 'milliseconds' },
    });
    const headers = { 'x-ddpaas-signature-timestamp': card.timestamp, 'X-DDPaaS-Signature': card.signature };
    const cardCheck = {
      scheme: cardScheme,
      now: Number(card.timestamp),
      secrets: secretsOf({ apiSecret: card.apiSecret }),
    };
    expect(verifyCallback({ ...cardCheck, request: request({ headers, text: '{}' }) }).kind).toBe('verified');
  });
});

describe('Feishu', () => {
  interface Signed {
    readonly encryptKey: string;
    readonly verificationToken: string;
    readonly plaintext: string;
    readonly rawBody: string;
    readonly headers: Record<string, string>;
  }
  const feishu = vectors<{
    officialDocVector: { encryptKey: string; encrypt: string; sdkDecrypts: string };
    urlVerificationEncrypted: Signed & { requestBody: object; expectedReply: object };
    urlVerificationPlain: { requestBody: object; expectedReply: object };
    signedEvent: Signed;
    rawBodyMatters: { rawBody: string; timestamp: string; nonce: string; encryptKey: string; signature: string };
    legacyCardSignature: {
      verificationToken: string;
      timestamp: string;
      nonce: string;
      rawBody: string;
      signature: string;
    };
  }>('feishu_event');

  const signature = {
    at: { in: 'header', name: 'X-Lark-Signature' },
    algorithm: 'sha256',
    secret: 'encryptKey',
    parts: [
      { part: 'timestamp' },
      { part: 'header', name: 'X-Lark-Request-Nonce' },
      { part: 'secret', name: 'encryptKey' },
      { part: 'body' },
    ],
    optional: true,
  } as const;
  const timestamp = { at: { in: 'header', name: 'X-Lark-Request-Timestamp' }, unit: 'seconds' } as const;
  const scheme: WebhookScheme = WebhookSchemeSchema.parse({
    signature,
    timestamp,
    envelope: { at: [{ in: 'body', path: ['encrypt'] }], secret: 'encryptKey', key: 'sha256', iv: 'ciphertext' },
    token: {
      at: [
        { in: 'body', path: ['header', 'token'] },
        { in: 'body', path: ['token'] },
      ],
      secret: 'verificationToken',
    },
    replayId: 'body.header.event_id',
    handshakes: [
      { when: "body.type = 'url_verification'", answer: { body: '{"challenge": body.challenge}' }, signed: false },
    ],
  });

  const checkEvent = (event: Signed, change: Partial<IncomingRequest> = {}, key = event.encryptKey) =>
    verifyCallback({
      scheme,
      now: 1_700_000_006_000,
      secrets: secretsOf({ encryptKey: key, verificationToken: event.verificationToken }),
      request: request({ headers: event.headers, text: event.rawBody, ...change }),
    });

  test('the documented ciphertext is opened', () => {
    const { encryptKey, encrypt, sdkDecrypts } = feishu.officialDocVector;
    expect(
      openEnvelope({ key: 'sha256', iv: 'ciphertext', paddingBlock: 16, framing: 'none' }, encryptKey, encrypt)
        ?.message,
    ).toBe(sdkDecrypts);
  });

  test('the address check is answered, encrypted or plain, though nobody signed it', () => {
    const sealed = feishu.urlVerificationEncrypted;
    const answered = checkEvent({ ...sealed, headers: {}, rawBody: JSON.stringify(sealed.requestBody) });
    expect(answered).toMatchObject({
      kind: 'handshake',
      response: { status: 200, body: JSON.stringify(sealed.expectedReply) },
    });
    const plain = verifyCallback({
      scheme,
      now: 0,
      secrets: secretsOf({ verificationToken: sealed.verificationToken }),
      request: request({ text: JSON.stringify(feishu.urlVerificationPlain.requestBody) }),
    });
    expect(plain).toMatchObject({
      kind: 'handshake',
      response: { body: JSON.stringify(feishu.urlVerificationPlain.expectedReply) },
    });
  });

  test('a signed event is opened and known by its id', () => {
    const checked = checkEvent(feishu.signedEvent);
    expect(checked).toMatchObject({
      kind: 'verified',
      replayId: '5e3702a84e847582be8db7fb73283c02',
      callback: { body: { event: { object: { name: '张三' } } } },
    });
  });

  test('an event that nobody signed is refused, and so are a changed body, another key and a wrong word', () => {
    const { signedEvent } = feishu;
    expect(refusalOf(() => checkEvent({ ...signedEvent, headers: {} })).params?.['reason']).toBe('missing');
    expect(refusalOf(() => checkEvent({ ...signedEvent, rawBody: `${signedEvent.rawBody} ` })).params?.['reason']).toBe(
      'wrong',
    );
    expect(refusalOf(() => checkEvent(signedEvent, {}, 'another key')).params?.['reason']).toBe('wrong');
    expect(refusalOf(() => checkEvent({ ...signedEvent, verificationToken: 'other' })).params?.['reason']).toBe(
      'wrong verification token',
    );
  });

  test('the signature is over the bytes as they came, spaces and all', () => {
    const { rawBody, nonce, encryptKey, signature: sign, timestamp: at } = feishu.rawBodyMatters;
    const headers = { 'x-lark-request-timestamp': at, 'x-lark-request-nonce': nonce, 'x-lark-signature': sign };
    const plainScheme = WebhookSchemeSchema.parse({ signature, timestamp });
    const check = { scheme: plainScheme, now: Number(at) * 1000, secrets: secretsOf({ encryptKey }) };
    expect(verifyCallback({ ...check, request: request({ headers, text: rawBody }) }).kind).toBe('verified');
    const respaced = JSON.stringify(JSON.parse(rawBody));
    expect(refusalOf(() => verifyCallback({ ...check, request: request({ headers, text: respaced }) })).code).toBe(
      'hook.signature',
    );
  });

  test('the old card signature holds', () => {
    const { rawBody, nonce, verificationToken, signature: sign, timestamp: at } = feishu.legacyCardSignature;
    const cardScheme = WebhookSchemeSchema.parse({
      signature: {
        ...signature,
        algorithm: 'sha1',
        secret: 'verificationToken',
        parts: [
          { part: 'timestamp' },
          { part: 'header', name: 'X-Lark-Request-Nonce' },
          { part: 'secret', name: 'verificationToken' },
          { part: 'body' },
        ],
      },
      timestamp,
    });
    const headers = { 'x-lark-request-timestamp': at, 'x-lark-request-nonce': nonce, 'x-lark-signature': sign };
    const check = { scheme: cardScheme, now: Number(at) * 1000, secrets: secretsOf({ verificationToken }) };
    expect(verifyCallback({ ...check, request: request({ headers, text: rawBody }) }).kind).toBe('verified');
  });
});
