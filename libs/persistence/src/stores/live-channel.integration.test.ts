import type { FlowId, RunId, TenantId } from '@joinery/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { plainCodec } from '../payload-codec.ts';
import { testStores, type TestStores } from '../testing/index.ts';
import { LiveChannel, type Reply } from './live-channel.ts';
import type { RunChange } from './run-news.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

async function process() {
  const [changes, replies]: [RunChange[], [RunId, Reply][]] = [[], []];
  const channel = await LiveChannel.open({
    database: stores.database,
    codec: plainCodec,
    changed: (more) => changes.push(...more),
    replied: (runId, reply) => replies.push([runId, reply]),
    failed: () => undefined,
  });
  return { changes, replies, channel };
}

it('carries news and replies of any length to the other processes, and not back', async () => {
  const [one, two] = [await process(), await process()];
  const [tenantId, runId, flowId] = [newId<TenantId>(), newId<RunId>(), newId<FlowId>()];
  one.channel.changed([
    { tenantId, runId, flowId, state: 'running' },
    { tenantId, runId, flowId, state: 'succeeded' },
  ]);
  const long = { status: 201, body: { text: '漢'.repeat(20_000) } };
  await one.channel.reply(tenantId, runId, long);
  await one.channel.reply(tenantId, newId<RunId>(), { status: 204, body: undefined });
  await expect.poll(() => two.replies.length).toBe(2);
  expect(two.changes).toEqual([{ tenantId, runId, flowId, state: 'succeeded' }]);
  expect(two.replies[0]).toEqual([runId, long]);
  expect(two.replies[1]![1]).toEqual({ status: 204, body: undefined });
  expect([one.changes, one.replies]).toEqual([[], []]);
  await Promise.all([one.channel.close(), two.channel.close()]);
});

it('listens again after its connection was cut', async () => {
  const [one, two] = [await process(), await process()];
  await stores.database.asOwner((owner) =>
    owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'joinery-broadcast' and datname = current_database()`,
    ),
  );
  const [tenantId, runId] = [newId<TenantId>(), newId<RunId>()];
  await expect
    .poll(
      () => {
        one.channel.changed([{ tenantId, runId }]);
        return two.changes.length;
      },
      { timeout: 10_000, interval: 100 },
    )
    .toBeGreaterThan(0);
  await Promise.all([one.channel.close(), two.channel.close()]);
});
