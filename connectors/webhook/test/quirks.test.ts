import { createHmac } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { CallbackOutcome } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { expect, test } from 'vitest';
import { connector } from '../src/index.ts';

const secret = 'a-secret-of-some-length';
const body = '{"event":"order.paid"}';

async function receive(
  connection: JsonObject,
  headers: Record<string, string>,
  text = body,
): Promise<CallbackOutcome | undefined> {
  const host = await openHost(connector, connection, undefined);
  const request = {
    method: 'POST',
    url: 'http://hooks.example/hook',
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(text),
  };
  const outcome = await host.receive?.('event-received', {}, request);
  await host.close();
  return outcome;
}

const hmac = (algorithm: string, encoding: 'hex' | 'base64' | 'base64url', text = body): string =>
  createHmac(algorithm, secret).update(text).digest(encoding);
const nowSeconds = (): string => String(Math.floor(Date.now() / 1000));

test.each<[string, JsonObject, () => Record<string, string>]>([
  [
    'hex SHA-256 in the usual header',
    { verification: 'hmac', secret },
    () => ({ 'x-signature': hmac('sha256', 'hex') }),
  ],
  [
    'a prefix, as GitHub writes it',
    { verification: 'hmac', secret, signatureHeader: 'X-Hub-Signature-256', prefix: 'sha256=' },
    () => ({ 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex')}` }),
  ],
  [
    'base64 SHA-1',
    { verification: 'hmac', secret, algorithm: 'hmac-sha1', encoding: 'base64' },
    () => ({ 'x-signature': hmac('sha1', 'base64') }),
  ],
  [
    'SHA-512, url-safe',
    { verification: 'hmac', secret, algorithm: 'hmac-sha512', encoding: 'base64url' },
    () => ({ 'x-signature': hmac('sha512', 'base64url') }),
  ],
  [
    'a signed timestamp',
    { verification: 'hmac', secret, timestampHeader: 'X-Time' },
    () => ({ 'x-time': nowSeconds(), 'x-signature': hmac('sha256', 'hex', `${nowSeconds()}.${body}`) }),
  ],
  [
    'a fixed token',
    { verification: 'token', secret, signatureHeader: 'X-Gitlab-Token' },
    () => ({ 'x-gitlab-token': secret }),
  ],
  ['nothing, when that was accepted', { verification: 'none', unsignedAccepted: true }, () => ({})],
])('accepts %s', async (_, connection, headers) => {
  expect(await receive(connection, headers())).toMatchObject({
    kind: 'accepted',
    events: [{ body: { event: 'order.paid' } }],
  });
});

test.each<[string, JsonObject, Record<string, string>]>([
  ['no signature', { verification: 'hmac', secret }, {}],
  [
    'a signature by another algorithm',
    { verification: 'hmac', secret, algorithm: 'hmac-sha512' },
    { 'x-signature': hmac('sha256', 'hex') },
  ],
  ['a wrong token', { verification: 'token', secret }, { 'x-signature': 'guess' }],
  [
    'an old timestamp',
    { verification: 'hmac', secret, timestampHeader: 'X-Time' },
    { 'x-time': '1700000000', 'x-signature': hmac('sha256', 'hex', `1700000000.${body}`) },
  ],
  ['no secret at all', { verification: 'hmac' }, { 'x-signature': '' }],
])('refuses %s', async (_, connection, headers) => {
  expect(await receive(connection, headers)).toMatchObject({ kind: 'refused', status: 401 });
});

test('the flow sees no headers that could hold secrets', async () => {
  const outcome = await receive(
    { verification: 'none', unsignedAccepted: true },
    { authorization: 'Bearer x', cookie: 'a=b', 'user-agent': 'partner' },
  );
  expect(outcome?.events[0]).toMatchObject({
    headers: { 'content-type': 'application/json', 'user-agent': 'partner' },
  });
  expect(JSON.stringify(outcome?.events)).not.toMatch(/Bearer|a=b/);
});

test('a handshake gives the challenge back, unsigned, and is no event', async () => {
  const connection = { verification: 'hmac', secret, challengeField: 'challenge' };
  expect(await receive(connection, {}, '{"challenge":"abc","type":"url_verification"}')).toMatchObject({
    kind: 'answered',
    body: '{"challenge":"abc"}',
    events: [],
  });
});
