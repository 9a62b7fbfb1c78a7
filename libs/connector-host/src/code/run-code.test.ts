import type { CodeContext, ConnectorCode } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, Json } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
import {
  aHost,
  type AHost,
  type AHostOptions,
  aManifest,
  anAction,
  type Asked,
  aVendor,
  type Told,
} from '../testing/a-host.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function start(
  run: (input: Json, ctx: CodeContext) => Promise<Json | undefined>,
  more: Partial<AHostOptions> & {
    readonly parts?: Partial<ConnectorManifestInput>;
    readonly answer?: (asked: Asked) => Told;
  } = {},
) {
  const { parts, answer = () => ({ body: { ok: true } }), ...options } = more;
  const vendor = await aVendor(answer);
  const code: ConnectorCode = { 'actions.do': { run } };
  const host = aHost({
    vendor,
    code,
    manifest: aManifest({ actions: { do: anAction({ kind: 'code' }) }, ...parts }),
    ...options,
  });
  open.push(host);
  return { vendor, ...host };
}

test('code calls out by its context: credentials are added, its own answer comes back', async () => {
  const { call, vendor } = await start(
    async (input, { http, connection, idempotencyKey }) => {
      const { status, body } = await http({
        method: 'POST',
        url: '/x',
        query: { a: 1, none: undefined, l: ['p', 'q'] },
        body: { input },
      });
      return { status, body, team: connection['team'] ?? null, idempotencyKey };
    },
    {
      values: { team: 'blue' },
      secrets: { key: 'k-123' },
      parts: { connection: { fields: {}, auth: [{ scheme: 'bearer', secret: 'key' }] } },
    },
  );
  expect(await call('do', { n: 1 })).toEqual({
    kind: 'done',
    output: { status: 200, body: { ok: true }, team: 'blue', idempotencyKey: 'run-1/send' },
  });
  expect(vendor.asked[0]).toMatchObject({ path: '/x', body: '{"input":{"n":1}}' });
  expect(vendor.asked[0]?.query.toString()).toBe('a=1&l=p&l=q');
  expect(vendor.asked[0]?.headers.authorization).toBe('Bearer k-123');
});

test('the error table holds for code too, unless it asks for the raw answer', async () => {
  const answer = (): Told => ({ status: 404, body: { message: 'gone' } });
  const strict = await start(async (_, { http }) => (await http({ method: 'GET', url: '/x' })).body, { answer });
  expect(await strict.call('do')).toMatchObject({ failure: { code: 'connector.not-found' } });
  const raw = await start(async (_, { http }) => (await http({ method: 'GET', url: '/x', raw: true })).status, {
    answer,
  });
  expect(await raw.call('do')).toEqual({ kind: 'done', output: 404 });
});

test('code reaches only declared hosts, by request and by socket', async () => {
  const away = await start(async (_, { http }) => (await http({ method: 'GET', url: 'http://elsewhere.test/' })).body);
  expect(await away.call('do')).toMatchObject({ failure: { code: 'egress.refused' } });
  const socket = await start(async (_, { connect }) => {
    await connect({ host: 'elsewhere.test', port: 5432 });
    return null;
  });
  expect(await socket.call('do')).toMatchObject({
    failure: { code: 'egress.refused', params: { reason: 'not a declared host' } },
  });
});

test('code that throws is a defect whose effect is not known, and its words hold no secret', async () => {
  const { call } = await start(() => Promise.reject(new Error('cannot use key-4711')), {
    secrets: { key: 'key-4711' },
  });
  expect(await call('do')).toMatchObject({
    failure: { code: 'connector.defect', ambiguous: true, params: { detail: 'Error: cannot use [secret]' } },
  });
});

test('code can say what went wrong in the words of the error table', async () => {
  const { call } = await start((_, { fault }) =>
    Promise.reject(fault({ meaning: 'duplicate', code: '23505', message: 'key exists' })),
  );
  expect(await call('do')).toMatchObject({
    failure: { code: 'connector.duplicate', vendor: { code: '23505', message: 'key exists' } },
  });
});

test('code that never ends is given up', async () => {
  const { call } = await start(() => new Promise(() => undefined));
  expect(await call('do', {}, { timeoutMs: 30 })).toMatchObject({
    failure: { code: 'egress.timeout', ambiguous: true },
  });
});

test('only a driver gets secrets', async () => {
  const ask = (_: Json, { driverSecrets }: CodeContext) => Promise.resolve(driverSecrets());
  const other = await start(ask, { secrets: { password: 'pass-word' } });
  expect(await other.call('do')).toMatchObject({ failure: { code: 'connector.defect' } });
  const driver = await start(ask, {
    secrets: { password: 'pass-word' },
    parts: { connection: { fields: {}, auth: [{ scheme: 'database', driver: 'test' }] } },
  });
  expect(await driver.call('do')).toEqual({ kind: 'done', output: { password: 'pass-word' } });
});

test('a driver’s pool is opened once for a connection and closed with it', async () => {
  const log: string[] = [];
  const { call, host, which } = await start(async (_, { keep }) => {
    const pool = await keep({
      name: 'pool',
      open: () => Promise.resolve(log.push('open')),
      close: () => Promise.resolve(void log.push('close')),
    });
    return pool;
  });
  await Promise.all([call('do'), call('do')]);
  await call('do');
  expect(log).toEqual(['open']);
  host.forget(which.tenantId, which.connectionId);
  await call('do');
  await expect.poll(() => log).toEqual(['open', 'close', 'open']);
});
