import type { SyncDocument } from '@joinery/contracts';
import { testSyncs, type TestSyncs } from '@joinery/persistence/testing';
import type { SideTraits } from '@joinery/sync';
import { ableTraits, documentOf, type InMemorySystem } from '@joinery/sync/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { VendorTriggers } from '../ports.ts';
import { SyncTriggerClock } from './sync-trigger-clock.ts';
import { SyncWorker } from './sync-worker.ts';

let syncs: TestSyncs;
const parts: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(parts.splice(0).map((part) => part.stop()));
  await syncs.end();
  expect(failures.splice(0)).toEqual([]);
});

const failures: unknown[] = [];
const fail = (error: unknown): void => void failures.push(error);

/** A worker on the real clock; the two systems are in a box. */
function worker(traits: SideTraits = ableTraits): SyncWorker {
  const sides: Readonly<Record<string, InMemorySystem>> = { account: syncs.a, customer: syncs.b };
  const started = new SyncWorker({
    work: {
      stores: syncs.syncs,
      sides: { open: (_, { object }) => Promise.resolve({ ...sides[object]!.ports(), traits }) },
      clock: { now: Date.now, sleep: (ms, signal) => delay(ms, undefined, { signal }) },
      hash: syncs.ports.hash,
    },
    concurrency: 2,
    periodMs: 5,
    failed: fail,
  }).start();
  parts.push(started);
  return started;
}

async function passStates(): Promise<readonly string[]> {
  const { rows } = await syncs.stores.database.system.query<{ state: string }>(
    'select state from sync_pass order by id',
  );
  return rows.map(({ state }) => state);
}

const isQuiet = async (): Promise<boolean> => {
  const { rows } = await syncs.stores.database.system.query<{ due: boolean }>(
    'select due_at is not null as due from sync_work',
  );
  return rows.every(({ due }) => !due);
};

const realTime: SyncDocument['realTime'] = [
  { side: 'a', trigger: 'account-changed', settings: {}, id: 'account.id' },
  { side: 'a', trigger: 'account-polled', settings: {}, id: 'id' },
];

describe('the worker of syncs', () => {
  it('does what was asked for, and an edit told by webhook, poller and schedule is one write out and none back', async () => {
    syncs = await testSyncs({ document: documentOf({ realTime }) });
    for (let n = 0; n < 30; n += 1) syncs.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` });
    await syncs.request('full');
    worker();
    await expect.poll(passStates, { timeout: 30_000 }).toEqual(['done']);
    expect(syncs.b.alive()).toHaveLength(30);

    const writes: string[] = [];
    const note = (side: 'a' | 'b') => void writes.push(side);
    syncs.a.watcher = { written: note };
    syncs.b.watcher = { written: note };
    const { id } = syncs.a.alive()[0]!;
    syncs.clock.advance(10_000);
    syncs.a.edit(id, { City: 'Suzhou' });
    const polled: VendorTriggers = {
      delivery: ({ trigger }) => (trigger === 'account-polled' ? 'polling' : 'webhook'),
      keepRegistered: () => Promise.resolve({ kind: 'registered', registration: { id: 'hook' } }),
      poll: (_, cursor) =>
        Promise.resolve({
          kind: 'polled',
          events: cursor === null ? [{ body: { id }, dedupeKey: null, correlationKey: null }] : [],
          cursor: 'seen',
          more: false,
        }),
    };
    parts.push(
      new SyncTriggerClock({
        triggers: syncs.syncs.triggers,
        vendors: polled,
        now: Date.now,
        periodMs: 5,
        failed: fail,
      }).start(),
    );
    const sync = { syncId: syncs.syncId, tenantId: syncs.stores.tenantId };
    await syncs.syncs.changes.tell(sync, [{ side: 'a', recordId: id, deleted: false }]);
    await syncs.request('changes');
    await expect.poll(passStates, { timeout: 30_000 }).toEqual(['done', 'done']);
    const { rows } = await syncs.stores.database.system.query<{ cursor: string; registration: unknown }>(
      `select "cursor", registration from sync_trigger order by name`,
    );
    expect(rows.length).toBe(2);
    // What the other system tells of our own write comes back as well.
    const told = syncs.b.alive().find(({ fields }) => fields['city'] === 'Suzhou')!;
    await syncs.syncs.changes.tell(sync, [{ side: 'b', recordId: told.id, deleted: false }]);
    await syncs.request('changes');
    await expect.poll(passStates, { timeout: 30_000 }).toEqual(['done', 'done', 'done']);
    await expect.poll(isQuiet, { timeout: 30_000 }).toBe(true);
    expect(writes).toEqual(['b']);
  });

  it('gives a sync back at its last page when it drains, and another goes on there', async () => {
    syncs = await testSyncs({ document: documentOf({ settings: { pageSize: 5 } }), a: { pageSize: 5 } });
    for (let n = 0; n < 60; n += 1) syncs.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` });
    await syncs.request('full');
    const first = worker();
    await expect.poll(() => syncs.b.alive().length, { interval: 1, timeout: 30_000 }).toBeGreaterThan(0);
    await first.stop();
    expect(['queued', 'done']).toContain((await passStates())[0]);
    worker();
    await expect.poll(passStates, { timeout: 30_000 }).toEqual(['done']);
    expect(syncs.b.alive()).toHaveLength(60);
  });

  it('ends a pass whose side cannot be opened as failed, and tells why', async () => {
    syncs = await testSyncs({ document: documentOf() });
    await syncs.request('full');
    worker({ ...ableTraits, get: false });
    await expect.poll(passStates, { timeout: 30_000 }).toEqual(['failed']);
    const { rows } = await syncs.stores.database.system.query<{ code: string }>(
      `select code from alert where kind = 'sync-attention'`,
    );
    expect(rows).toEqual([{ code: 'sync.not-able' }]);
  });
});
