import type { ConnectorManifestInput } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
import { aGet, aHost, type AHost, aManifest, anAction, type Asked, aVendor, type Told } from '../testing/a-host.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function start(answer: (asked: Asked) => Told | Promise<Told>, parts: Partial<ConnectorManifestInput>) {
  const vendor = await aVendor(answer);
  const host = aHost({ vendor, manifest: aManifest({ actions: { get: anAction(aGet('/x')) }, ...parts }) });
  open.push(host);
  return { vendor, ...host };
}

test('six parallel users of a connection of 20 a second never exceed 20 in any second and never see a 429', async () => {
  const times: number[] = [];
  const { call } = await start(
    () => {
      const now = performance.now();
      times.push(now);
      return times.filter((at) => at > now - 1_000).length > 20 ? { status: 429 } : {};
    },
    { budgets: { connection: { windows: [{ limit: 20, perMs: 1_000 }] } } },
  );
  const users = Array.from({ length: 6 }, async () => {
    for (let n = 0; n < 10; n += 1)
      expect(await call('get', {}, { timeoutMs: 10_000 })).toMatchObject({ kind: 'done' });
  });
  await Promise.all(users);
  expect(times).toHaveLength(60);
  const most = Math.max(...times.map((at) => times.filter((one) => one >= at && one < at + 1_000).length));
  expect(most).toBeLessThanOrEqual(20);
});

test('a refusal is waited for where it is short, and told with its wait where it is long', async () => {
  let refusals = 1;
  const { call, vendor } = await start(
    ({ query }) => {
      if (query.get('long')) return { status: 429, headers: { 'retry-after': '60' } };
      return (refusals -= 1) >= 0 ? { status: 429, headers: { 'retry-after': '0.1' } } : {};
    },
    {
      actions: {
        get: anAction({ kind: 'request', request: { method: 'GET', path: '/x', query: { long: 'input.long' } } }),
      },
    },
  );
  const from = performance.now();
  expect(await call('get')).toMatchObject({ kind: 'done' });
  expect(performance.now() - from).toBeGreaterThanOrEqual(99);
  expect(vendor.asked).toHaveLength(2);
  const long = await call('get', { long: true });
  expect(long).toMatchObject({ failure: { code: 'connector.rate-limited', kind: 'rate-limited' } });
  const waitMs = long.kind === 'failed' ? (long.failure.retryAfterMs ?? 0) : 0;
  expect(waitMs).toBeGreaterThan(50_000);
  // While the vendor's pause lasts nobody asks at all.
  const before = vendor.asked.length;
  expect(await call('get')).toMatchObject({ failure: { code: 'connector.rate-limited' } });
  expect(vendor.asked).toHaveLength(before);
});

test('a budget that another request has used up parks the call instead of holding its worker', async () => {
  const { call, vendor } = await start(() => ({}), {
    budgets: { connection: { windows: [{ limit: 1, perMs: 60_000 }] } },
  });
  await call('get');
  const outcome = await call('get');
  expect(outcome).toMatchObject({ failure: { code: 'connector.rate-limited' } });
  expect(vendor.asked).toHaveLength(1);
});

test('the vendor’s headers correct the budget', async () => {
  const { call, vendor } = await start(() => ({ headers: { 'x-left': '0', 'x-reset': '30' } }), {
    budgets: {
      connection: {
        windows: [{ limit: 100, perMs: 1_000 }],
        headers: { remaining: 'X-Left', reset: { name: 'X-Reset', unit: 'seconds-left' } },
      },
    },
  });
  await call('get');
  expect(await call('get')).toMatchObject({ failure: { code: 'connector.rate-limited' } });
  expect(vendor.asked).toHaveLength(1);
});

test('an endpoint’s own budget holds beside the connection’s', async () => {
  const slow = { windows: [{ limit: 1, perMs: 60_000 }] };
  const { call } = await start(() => ({}), {
    budgets: { connection: { windows: [{ limit: 100, perMs: 1_000 }] }, exports: slow },
    actions: {
      get: anAction(aGet('/x')),
      export: anAction({ kind: 'request', request: { method: 'GET', path: '/export', budget: 'exports' } }),
    },
  });
  expect(await call('export')).toMatchObject({ kind: 'done' });
  expect(await call('export')).toMatchObject({ kind: 'failed' });
  expect(await call('get')).toMatchObject({ kind: 'done' });
});

test('no more requests are under way than the manifest allows', async () => {
  let under = 0;
  let most = 0;
  const { call } = await start(
    async () => {
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      return {};
    },
    { budgets: { connection: { windows: [{ limit: 1_000, perMs: 1_000 }], concurrency: 2 } } },
  );
  const all = await Promise.all(Array.from({ length: 20 }, () => call('get')));
  expect(all.every(({ kind }) => kind === 'done')).toBe(true);
  expect(most).toBe(2);
});
