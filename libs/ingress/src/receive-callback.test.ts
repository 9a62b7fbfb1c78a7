import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import {
  type Json,
  type WebhookScheme,
  WebhookSchemeSchema,
  type WebhookTrigger,
  WebhookTriggerSchema,
} from '@joinery/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  InMemoryReplayIds,
  type IncomingRequest,
  parseJson,
  receiveCallback,
  type Reception,
  Refusal,
  replayKeptMs,
} from './index.ts';

const now = 1_700_000_000_000;
const secret = 'hook-secret';

function schemeOf(parts: object): WebhookScheme {
  return WebhookSchemeSchema.parse(parts);
}

const signed = schemeOf({
  signature: {
    at: { in: 'header', name: 'X-Signature' },
    algorithm: 'hmac-sha256',
    secret: 'secret',
    prefix: 'v1=',
    separator: ',',
    parts: [{ part: 'timestamp' }, { part: 'literal', text: '.' }, { part: 'body' }],
  },
  timestamp: { at: { in: 'header', name: 'X-Timestamp' }, unit: 'seconds' },
});

function triggerOf(parts: object = {}): WebhookTrigger {
  const title = { zh: '事件', en: 'Event' };
  return WebhookTriggerSchema.parse({ kind: 'webhook', title, output: {}, sample: {}, scheme: 'events', ...parts });
}

function requestOf(text: string, parts: Partial<IncomingRequest> = {}): IncomingRequest {
  const timestamp = String(now / 1000);
  const mac = createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
  const headers = { 'X-Signature': `v1=${mac}`, 'x-timestamp': timestamp };
  return { method: 'POST', url: '/hooks/a?x=1', headers, body: Buffer.from(text), ...parts };
}

interface Received {
  readonly scheme?: WebhookScheme;
  readonly trigger?: WebhookTrigger;
  readonly request: IncomingRequest;
  readonly replays?: InMemoryReplayIds;
  readonly secretValue?: string;
  readonly settings?: Json;
}

function receive({
  scheme = signed,
  trigger = triggerOf(),
  request,
  replays = new InMemoryReplayIds(() => now),
  secretValue = secret,
  settings = {},
}: Received): Promise<Reception> {
  const secrets = {
    values: { team: 'blue', user: 'u' },
    secret: (name: string) => (name === 'secret' ? secretValue : undefined),
  };
  return receiveCallback({ scheme, trigger, request, replays, replayScope: 'a', now, secrets, settings });
}

async function codeOf(received: Received): Promise<string> {
  const reception = await receive(received);
  return reception.kind === 'refused' ? reception.failure.code : reception.kind;
}

test('a signed callback becomes an event', async () => {
  expect(await receive({ request: requestOf('{"id":7}') })).toMatchObject({
    kind: 'events',
    events: [{ body: { id: 7 }, dedupeKey: null, correlationKey: null }],
  });
});

test('one of several signatures is enough, while a secret is being changed', async () => {
  const request = requestOf('{}');
  const headers = { ...request.headers, 'X-Signature': `v1=00ff, ${String(request.headers['X-Signature'])}, v0=x` };
  expect(await codeOf({ request: { ...request, headers } })).toBe('events');
});

test('no change of body, timestamp or signature is accepted', async () => {
  const good = requestOf('{"amount":100}');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: good.body.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const body = Buffer.from(good.body);
        body[at] = (body[at] ?? 0) ^ flip;
        expect(await codeOf({ request: { ...good, body } })).toBe('hook.signature');
      },
    ),
  );
  expect(
    await codeOf({ request: { ...good, headers: { ...good.headers, 'x-timestamp': String(now / 1000 - 1) } } }),
  ).toBe('hook.signature');
  expect(await codeOf({ request: { ...good, headers: { 'x-timestamp': String(now / 1000) } } })).toBe('hook.signature');
  expect(await codeOf({ request: good, secretValue: 'other' })).toBe('hook.signature');
  expect(await codeOf({ request: good, secretValue: '' })).toBe('hook.signature');
});

test('a callback is as old as five minutes and no older, in either direction', async () => {
  const at = (seconds: number): IncomingRequest => {
    const timestamp = String(now / 1000 + seconds);
    const mac = createHmac('sha256', secret).update(`${timestamp}.{}`).digest('hex');
    return { ...requestOf('{}'), headers: { 'x-signature': `v1=${mac}`, 'x-timestamp': timestamp } };
  };
  expect(await Promise.all([-300, 300, -301, 301].map((seconds) => codeOf({ request: at(seconds) })))).toEqual([
    'events',
    'events',
    'hook.stale',
    'hook.stale',
  ]);
});

test('a delivery that was accepted is refused the second time, for 76 hours, and one that was not is welcome', async () => {
  let at = now;
  const replays = new InMemoryReplayIds(() => at);
  const first = await receive({ request: requestOf('{}'), replays });
  expect(await codeOf({ request: requestOf('{}'), replays })).toBe('events');
  if (first.kind === 'events' && first.replayId !== null) await replays.remember('a', first.replayId);
  expect(await codeOf({ request: requestOf('{}'), replays })).toBe('hook.replayed');
  at += replayKeptMs - 1;
  expect(await codeOf({ request: requestOf('{}'), replays })).toBe('hook.replayed');
  at += 1;
  expect(await codeOf({ request: requestOf('{}'), replays })).toBe('events');
});

test('a question signed in a way of its own is answered by it alone', async () => {
  const own = {
    at: { in: 'query', name: 'signature' },
    algorithm: 'sha1',
    secret: 'secret',
    parts: [
      { part: 'secret', name: 'secret' },
      { part: 'query', name: 'nonce' },
    ],
    sorted: true,
  };
  const scheme = schemeOf({
    ...signed,
    timestamp: undefined,
    methods: ['GET', 'POST'],
    handshakes: [{ when: "method = 'GET'", signature: own, answer: { body: 'query.echo', contentType: 'text/plain' } }],
  });
  const ask = (signature: string, method = 'GET') =>
    receive({
      scheme,
      request: { ...requestOf(''), method, url: `/hooks/a?nonce=n&echo=hi&signature=${signature}`, headers: {} },
    });
  const right = createHash('sha1').update(['n', secret].toSorted().join('')).digest('hex');
  expect(await ask(right)).toMatchObject({ kind: 'handshake', response: { status: 200, body: 'hi' } });
  expect(await ask('0'.repeat(40))).toMatchObject({ kind: 'refused', failure: { code: 'hook.signature' } });
  expect(await ask('')).toMatchObject({ kind: 'refused', failure: { params: { reason: 'missing' } } });
  // It proves no event.
  expect(await ask(right, 'POST')).toMatchObject({ kind: 'refused', failure: { code: 'hook.signature' } });
});

test('a delivery that comes again hears what it heard before', async () => {
  const replays = new InMemoryReplayIds(() => now);
  const scheme = schemeOf({ ...signed, acknowledge: { body: "'success'", contentType: 'text/plain' } });
  const first = await receive({ request: requestOf('{}'), replays, scheme });
  if (first.kind === 'events' && first.replayId !== null) await replays.remember('a', first.replayId);
  const again = await receive({ request: requestOf('{}'), replays, scheme });
  expect(again).toMatchObject({ kind: 'refused', acknowledge: { status: 200, body: 'success' } });
});

test('a trigger picks its events out of a callback, and names them', async () => {
  const trigger = triggerOf({
    events: 'body.list',
    accepts: 'event.type = settings.type',
    shape: '{"id": event.id, "team": connection.team, "q": query.x, "inner": $parseJson(event.content).n}',
    dedupeKey: 'event.id',
    correlationKey: '"case-" & event.id',
  });
  const request = requestOf(
    JSON.stringify({
      list: [
        { id: 1, type: 'a', content: '{"n":5}' },
        { id: 2, type: 'b' },
        { id: 3, type: 'a' },
      ],
    }),
  );
  const reception = await receive({ request, trigger, settings: { type: 'a' } });
  expect(reception.kind === 'events' && reception.events).toEqual([
    { body: { id: 1, team: 'blue', q: '1', inner: 5 }, dedupeKey: '1', correlationKey: 'case-1' },
    { body: { id: 3, team: 'blue', q: '1' }, dedupeKey: '3', correlationKey: 'case-3' },
  ]);
});

test('tokens and basic credentials are compared whole', async () => {
  const token = schemeOf({
    signature: { at: { in: 'header', name: 'X-Gitlab-Token' }, algorithm: 'token', secret: 'secret' },
  });
  const withToken = (value: string) => ({
    scheme: token,
    request: requestOf('{}', { headers: { 'x-gitlab-token': value } }),
  });
  expect(await codeOf(withToken(secret))).toBe('events');
  expect(await codeOf(withToken(secret.slice(0, -1)))).toBe('hook.signature');
  const basic = schemeOf({
    signature: {
      at: { in: 'header', name: 'Authorization' },
      algorithm: 'basic',
      secret: 'secret',
      usernameField: 'user',
    },
  });
  const withPair = (pair: string) => ({
    scheme: basic,
    request: requestOf('{}', { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } }),
  });
  expect(await codeOf(withPair(`u:${secret}`))).toBe('events');
  expect(await codeOf(withPair(`v:${secret}`))).toBe('hook.signature');
});

test('signatures by public keys hold, and do not for another key', async () => {
  for (const [algorithm, pair] of [
    ['ed25519', generateKeyPairSync('ed25519')],
    ['rsa-sha256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ] as const) {
    const scheme = schemeOf({
      signature: { at: { in: 'header', name: 'x-sign' }, algorithm, encoding: 'base64', secret: 'secret' },
    });
    const signature = sign(algorithm === 'ed25519' ? null : 'sha256', Buffer.from('{}'), pair.privateKey).toString(
      'base64',
    );
    const request = requestOf('{}', { headers: { 'x-sign': signature } });
    const key = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await codeOf({ scheme, request, secretValue: key })).toBe('events');
    expect(await codeOf({ scheme, request: { ...request, body: Buffer.from('{} ') }, secretValue: key })).toBe(
      'hook.signature',
    );
    expect(await codeOf({ scheme, request, secretValue: 'no key at all' })).toBe('hook.signature');
  }
});

test('prefixed base64 secrets and joined parts, as the Standard Webhooks have them', async () => {
  const key = Buffer.from('0123456789abcdef0123456789abcdef');
  const scheme = schemeOf({
    signature: {
      at: { in: 'header', name: 'webhook-signature' },
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      secret: 'secret',
      secretEncoding: 'base64',
      secretPrefix: 'whsec_',
      prefix: 'v1,',
      separator: ' ',
      parts: [{ part: 'header', name: 'webhook-id' }, { part: 'timestamp' }, { part: 'body' }],
      separatorBetweenParts: '.',
    },
    timestamp: { at: { in: 'header', name: 'webhook-timestamp' }, unit: 'seconds' },
    replayId: 'headers.`webhook-id`',
  });
  const mac = createHmac('sha256', key)
    .update(`msg_1.${now / 1000}.{}`)
    .digest('base64');
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(now / 1000),
    'webhook-signature': `v1,AAAA v1,${mac}`,
  };
  const reception = await receive({
    scheme,
    request: requestOf('{}', { headers }),
    secretValue: `whsec_${key.toString('base64')}`,
  });
  expect(reception).toMatchObject({ kind: 'events', replayId: 'msg_1' });
});

test('forms and XML are read, a DOCTYPE is not', async () => {
  const form = schemeOf({ format: 'form' });
  const reception = await receive({ scheme: form, request: requestOf('a=1&b=%E5%BC%A0&__proto__=x') });
  expect(reception.kind === 'events' && reception.events[0]?.body).toEqual({ a: '1', b: '张' });
  const xml = schemeOf({ format: 'xml' });
  const parsed = await receive({ scheme: xml, request: requestOf('<a><b>1</b></a>') });
  expect(parsed.kind === 'events' && parsed.events[0]?.body).toEqual({ a: { b: '1' } });
  expect(await codeOf({ scheme: xml, request: requestOf('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>') })).toBe(
    'request.invalid',
  );
});

test('what is too large, too deep, too much or no JSON is refused by name', async () => {
  const open = schemeOf({});
  expect(await codeOf({ scheme: open, request: requestOf(`"${'x'.repeat(1024 * 1024)}"`) })).toBe('request.too-large');
  expect(await codeOf({ scheme: open, request: requestOf('['.repeat(65) + ']'.repeat(65)) })).toBe('request.too-deep');
  expect(await codeOf({ scheme: open, request: requestOf('['.repeat(200_000) + ']'.repeat(200_000)) })).toBe(
    'request.too-deep',
  );
  expect(await codeOf({ scheme: open, request: requestOf('['.repeat(64) + ']'.repeat(64)) })).toBe('events');
  expect(await codeOf({ scheme: open, request: requestOf(`[${'0,'.repeat(100_000)}0]`) })).toBe('request.too-deep');
  expect(await codeOf({ scheme: open, request: requestOf('{"a":') })).toBe('request.not-json');
  expect(await codeOf({ scheme: open, request: requestOf('{}', { method: 'PUT' }) })).toBe('request.invalid');
});

test('members that poison objects are dropped wherever they stand, others are kept', () => {
  const text =
    '{"a":{"__proto__":{"admin":true},"n":1},"\\u005f_proto__":1,"list":[{"constructor":{"prototype":{"x":1}}}],"constructor":"Müller AG"}';
  const body = parseJson(text, { maxDepth: 64, maxKeys: 100 });
  expect(JSON.stringify(body)).toBe('{"a":{"n":1},"list":[{}],"constructor":"Müller AG"}');
});

test('any JSON within the limits comes through as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('__proto__') && !text.includes('constructor'));
      expect(parseJson(text, { maxDepth: 64, maxKeys: 100_000 })).toEqual(JSON.parse(text));
    }),
  );
});

test('an expression that fails on what came refuses the callback instead of the process', async () => {
  const reception = await receive({
    request: requestOf('{"a":"x"}'),
    trigger: triggerOf({ dedupeKey: 'event.a + 1' }),
  });
  expect(reception).toMatchObject({ kind: 'refused', failure: { code: 'request.invalid' } });
  expect(() => parseJson('x', { maxDepth: 1, maxKeys: 1 })).toThrow(Refusal);
});
