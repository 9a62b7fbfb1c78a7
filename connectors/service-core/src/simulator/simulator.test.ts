import { createHmac } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceCoreSimulator } from './index.ts';

let core: Simulator;
let url: string;
let stop: () => Promise<void>;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-10-01T00:00:00.000Z');
  core = serviceCoreSimulator({ now: () => now, retryDelaysMs: [1] });
  ({ url, stop } = await core.start());
});
afterEach(() => stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const auth = { authorization: 'Bearer core-api-token-demo', ...type, ...headers };
  const response = await fetch(url + path, { method, headers: auth, ...sent });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed as JsonObject };
}

async function token(): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'joinery',
    client_secret: 'core-client-secret-demo',
  });
  const answer = (await (await fetch(`${url}/oauth/token`, { method: 'POST', body })).json()) as {
    access_token: string;
  };
  return answer.access_token;
}

test('an API token, an API key and an access token open the door; anything else does not', async () => {
  const me = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${url}/api/v1/me`, { headers })).status;
  expect(await me({ authorization: 'Bearer core-api-token-demo' })).toBe(200);
  expect(await me({ 'x-api-key': 'core-api-key-demo' })).toBe(200);
  expect(await me({ authorization: `Bearer ${await token()}` })).toBe(200);
  expect([await me({}), await me({ authorization: 'Bearer x' }), await me({ 'x-api-key': 'x' })]).toEqual([
    401, 401, 401,
  ]);
});

test('an access token ends after an hour', async () => {
  const authorization = `Bearer ${await token()}`;
  now += 3_600_001;
  const { status, body } = await call('GET', '/api/v1/me', undefined, { authorization });
  expect([status, body['error']]).toEqual([401, { code: 'token_expired', message: expect.any(String) }]);
});

test('a created ticket gets an id, a number and a version', async () => {
  const { status, body } = await call('POST', '/api/v1/tickets', { subject: '无法登录' });
  expect([status, body]).toMatchObject([
    201,
    { subject: '无法登录', status: 'new', priority: 'normal', version: 1, isDeleted: false },
  ]);
});

test('the same idempotency key creates once; with another body it is refused', async () => {
  const key = { 'idempotency-key': 'k1' };
  const first = await call('POST', '/api/v1/tickets', { subject: 'a' }, key);
  const again = await call('POST', '/api/v1/tickets', { subject: 'a' }, key);
  const other = await call('POST', '/api/v1/tickets', { subject: 'b' }, key);
  expect(again.body['id']).toBe(first.body['id']);
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect([other.status, (other.body['error'] as JsonObject)['code']]).toEqual([422, 'idempotency_key_reused']);
  expect(core.records('tickets').filter(({ subject }) => subject === 'a')).toHaveLength(1);
});

test('an invalid record is refused with the field named', async () => {
  const { status, body } = await call('POST', '/api/v1/tickets', { subject: 'x', priority: 'extreme' });
  expect([status, body['error']]).toMatchObject([422, { code: 'validation_failed', details: [{ field: 'priority' }] }]);
});

test('a change with an old version is refused', async () => {
  expect((await call('PATCH', '/api/v1/tickets/T-1001', { subject: 'neu' }, { 'if-match': '1' })).body['version']).toBe(
    2,
  );
  const stale = await call('PATCH', '/api/v1/tickets/T-1001', { subject: 'alt' }, { 'if-match': '1' });
  expect([stale.status, core.record('tickets', 'T-1001')?.['subject']]).toEqual([412, 'neu']);
});

test('null empties a field', async () => {
  const { body } = await call('PATCH', '/api/v1/tickets/T-1001', { assigneeAgentId: null });
  expect(Object.keys(body)).not.toContain('assigneeAgentId');
});

test('upsert by an external id creates first and changes afterwards', async () => {
  const path = '/api/v1/customers/by-external-id/crm/42';
  const first = await call('PUT', path, { name: '甲' });
  const second = await call('PUT', path, { name: '乙' });
  expect([first.status, second.status, second.body['id'], second.body['name']]).toEqual([
    201,
    200,
    first.body['id'],
    '乙',
  ]);
});

test('a listing pages by id and a filter finds list members', async () => {
  const first = await call('GET', '/api/v1/tickets?limit=4');
  const second = await call('GET', `/api/v1/tickets?limit=4&cursor=${textOf(first.body['nextCursor'])}`);
  const ids = [...(first.body['items'] as JsonObject[]), ...(second.body['items'] as JsonObject[])].map(({ id }) => id);
  expect(ids).toEqual(['T-1001', 'T-1002', 'T-1003', 'T-1004', 'T-1005', 'T-1006']);
  expect(second.body['nextCursor']).toBeNull();
  const found = await call('GET', `/api/v1/contacts?phones=${encodeURIComponent('+8613900002003')}`);
  expect((found.body['items'] as JsonObject[]).map(({ name }) => name)).toEqual(['周婷']);
});

test('the export goes by time and id, and shows what was deleted', async () => {
  for (const subject of ['a', 'b', 'c']) await call('POST', '/api/v1/tickets', { subject });
  await call('DELETE', '/api/v1/tickets/T-1001');
  const seen: JsonObject[] = [];
  let cursor = '';
  do {
    const { body } = await call(
      'GET',
      `/api/v1/export/tickets?updatedSince=2026-10-01T00:00:00Z&limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...(body['items'] as JsonObject[]));
    cursor = (body['nextCursor'] as string | null) ?? '';
  } while (cursor !== '');
  expect(new Set(seen.map(({ subject }) => subject))).toEqual(new Set(['a', 'b', 'c', '登录后页面空白']));
  expect(seen).toHaveLength(4);
  expect(seen.filter(({ isDeleted }) => isDeleted === true).map(({ id }) => id)).toEqual(['T-1001']);
  expect((await call('GET', '/api/v1/tickets/T-1001')).status).toBe(404);
});

test('a batch says of each record what became of it', async () => {
  const { body } = await call('POST', '/api/v1/contacts/batch', {
    items: [{ name: '甲' }, { status: 'active' }, { id: 'P-1001', title: '总监' }],
  });
  expect(body['results']).toMatchObject([
    { index: 0, status: 'created' },
    { index: 1, status: 'failed', error: { details: [{ field: 'name' }] } },
    { index: 2, status: 'updated', id: 'P-1001' },
  ]);
});

test('more requests than allowed are answered 429 with the wait', async () => {
  const answers = await Promise.all(Array.from({ length: 101 }, () => call('GET', '/api/v1/me')));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(1);
  expect(limited[0]?.headers.get('retry-after')).toBe('1');
});

test('raising the priority and assigning are events of their own, signed over timestamp and body', async () => {
  const { createServer } = await import('node:http');
  const seen: { type: string; valid: boolean }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const stamp = String(request.headers['x-core-timestamp']);
      const signature = createHmac('sha256', 'whsec').update(`${stamp}.${body}`).digest('hex');
      const { type } = JSON.parse(body) as { type: string };
      seen.push({ type, valid: request.headers['x-core-signature'] === `v1=${signature}` });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await call('POST', '/api/v1/webhooks', { url: `http://127.0.0.1:${port}/`, secret: 'whsec' });
  core.upsert('tickets', { id: 'T-1001', priority: 'urgent', assigneeAgentId: 'A-1002' });
  await core.settled();
  server.close();
  expect(seen).toEqual([
    { type: 'ticket.updated', valid: true },
    { type: 'ticket.escalated', valid: true },
    { type: 'ticket.assigned', valid: true },
  ]);
});

test('an event about a ticket tells who it is assigned to and how to reach them', async () => {
  await core.subscribe({ url: 'http://127.0.0.1:9/', secret: 's' });
  core.upsert('tickets', { subject: 'x', assigneeAgentId: 'A-1002' });
  expect(core.deliveries()[0]?.eventType).toBe('ticket.created');
  expect(core.record('agents', 'A-1002')?.['imIds']).toEqual({ feishu: 'ou_7d8a6e6df7621556ce0d21922b676702' });
});

test('the whole seed is valid against the canonical schemas', async () => {
  for (const { name } of core.collections()) {
    for (const record of core.records(name)) {
      const { status, body } = await call('PATCH', `/api/v1/${name}/${textOf(record['id'])}`, {});
      expect([name, record['id'], status, body['error']]).toEqual([name, record['id'], 200, undefined]);
    }
  }
});
