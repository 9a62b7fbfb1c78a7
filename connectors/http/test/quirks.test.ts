import type { Json, JsonObject } from '@joinery/contracts';
import type { ConformanceHost, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressBelow } from '../src/address-below.ts';
import { connector } from '../src/index.ts';
import { httpSimulator } from '../src/simulator/index.ts';

let vendor: Simulator;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  vendor = httpSimulator();
  const running = await vendor.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = vendor.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, url);
  closing.push(host.close);
  return host;
}

const at = (more: JsonObject): JsonObject => ({ baseUrl: `${url}/api`, testPath: '/items', ...more });

describe('every way to sign in', () => {
  test.each<[string, JsonObject]>([
    ['basic', { authentication: 'basic', username: 'demo', password: 'http-password-demo' }],
    ['bearer', { authentication: 'bearer', token: 'http-token-demo' }],
    ['api-key', { authentication: 'api-key', apiKey: 'http-api-key-demo' }],
    [
      'api-key in a header of its own name',
      { authentication: 'api-key', apiKey: 'http-api-key-demo', apiKeyName: 'x-api-key' },
    ],
    ['api-key-query', { authentication: 'api-key-query', apiKey: 'http-api-key-demo', apiKeyName: 'api_key' }],
    ['signed', { authentication: 'signed', signingSecret: 'http-signing-secret-demo' }],
  ])('%s', async (_, fields) => {
    const { ok, message } = await (await opened(at(fields))).test();
    expect([ok, message.en]).toEqual([true, expect.any(String)]);
    const secret = Object.entries(fields).find(([name]) => /password|token|apiKey$|Secret/.test(name))?.[0] ?? '';
    expect((await (await opened(at({ ...fields, [secret]: 'wrong-secret' }))).test()).ok).toBe(false);
  });
});

describe('every dialect of paging', () => {
  const dialects: [string, JsonObject][] = [
    ['page', { paging: 'page', size: 10 }],
    ['offset', { paging: 'offset', pageParameter: 'offset', size: 7 }],
    ['cursor', { paging: 'cursor', pageParameter: 'cursor', next: 'paging.cursor' }],
    ['next-url', { paging: 'next-url', next: 'paging.next' }],
    ['link-header', { paging: 'link-header' }],
  ];
  test.each(dialects)('%s', async (_, paging) => {
    const host = await opened();
    const ids: Json[] = [];
    let from: Json = null;
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await host.page('list', { path: '/items', items: 'items', ...paging }, from);
      if (page.kind === 'failed') throw new Error(JSON.stringify(page.failure));
      ids.push(...page.items.map((item) => (item as JsonObject)['id'] ?? null));
      from = page.next;
      if (from === null) break;
    }
    expect(ids).toEqual(vendor.records('items').map(({ id }) => id));
  });
});

describe('an address stays below the base address', () => {
  const base = 'https://api.example.com/v1';
  test.each([
    ['/users', `${base}/users`],
    ['users?x=1', `${base}/users?x=1`],
    [`${base}/users`, `${base}/users`],
    ['', base],
  ])('%s', (path, address) => {
    expect(addressBelow(base, path)).toBe(address);
  });

  test.each([
    'https://evil.example/v1/users',
    'https://api.example.com:8443/v1',
    'http://api.example.com/v1/users',
    'https://api.example.com@evil.example/v1',
    'https://user:pass@api.example.com/v1',
    '/../admin',
    '/%2e%2e/admin',
    '/..%2fadmin',
    '/..\\admin',
    'https://api.example.com/v10',
    '//evil.example/v1',
    'file:///etc/passwd',
  ])('%s does not', (path) => {
    const address = addressBelow(base, path);
    expect(address === undefined || address.startsWith(`${base}/`)).toBe(true);
    if (address) expect(new URL(address).origin).toBe('https://api.example.com');
  });

  test('a call that leaves it is refused before anything is sent', async () => {
    const outcome = await (await opened()).invoke('get', { path: '/../oauth/token' });
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'invalid' } });
    expect(vendor.requests()).toEqual([]);
  });
});

test('headers that say who calls cannot be set by a flow', async () => {
  const host = await opened(at({ authentication: 'bearer', token: 'http-token-demo' }));
  const outcome = await host.invoke('get', {
    path: '/items/I-1001',
    headers: { Authorization: 'Bearer other', Host: 'evil', 'X-Mine': '1' },
  });
  expect(outcome.kind).toBe('done');
  expect(vendor.requests()[0]?.headers).toMatchObject({ 'x-mine': '1', host: new URL(url).host });
});

test('what a method may do after a lost answer is declared by its action', () => {
  const classes = Object.fromEntries(
    Object.entries(connector.manifest.actions).map(([name, { effect }]) => [name, effect.class]),
  );
  expect(classes).toEqual({
    get: 'read',
    list: 'read',
    search: 'read',
    put: 'idempotent',
    delete: 'idempotent',
    send: 'unsafe',
    'send-once': 'idempotent',
  });
});
