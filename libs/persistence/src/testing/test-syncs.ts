import { createHash } from 'node:crypto';
import type { PassId, PassKind, PassScope, SyncDocument, SyncId } from '@joinery/contracts';
import {
  beginPass,
  prepareSync,
  recordingWriter,
  runSync,
  type PassRequest,
  type PreparedSync,
  type SyncPorts,
} from '@joinery/sync';
import { InMemorySystem, plainNature, renewalMs, TestClock, type SystemNature } from '@joinery/sync/testing';
import { newId } from '../ids.ts';
import { plainCodec } from '../payload-codec.ts';
import type { SyncClaim } from '../syncs/sync-claim.store.ts';
import { syncStores, type SyncStores } from '../syncs/sync-stores.ts';
import { testStores, type TestStores } from './test-stores.ts';

/** A published sync between two systems in a box, kept in PostgreSQL. */
export interface TestSyncs {
  readonly stores: TestStores;
  readonly syncs: SyncStores;
  readonly syncId: SyncId;
  readonly a: InMemorySystem;
  readonly b: InMemorySystem;
  readonly clock: TestClock;
  readonly ports: SyncPorts;
  /** Asks for a pass, as a person would. */
  request(kind: PassKind, options?: { readonly scope?: PassScope; readonly request?: PassRequest }): Promise<PassId>;
  /** The lease of whoever holds the sync runs out now. */
  expireLease(): Promise<void>;
  /** Claims and works until nothing is due; resolves to how many claims that took. */
  work(ports?: SyncPorts): Promise<number>;
  end(): Promise<void>;
}

export async function testSyncs(options: {
  readonly document: SyncDocument;
  readonly a?: Partial<SystemNature>;
  readonly b?: Partial<SystemNature>;
}): Promise<TestSyncs> {
  const { document } = options;
  const stores = await testStores();
  const { database, administration, tenantId, ownerId: by } = stores;
  const syncs = syncStores({ database, codec: plainCodec, leaseMs: renewalMs * 3 });
  const syncId = newId<SyncId>();
  await administration.inTenant(tenantId, async (records) => {
    await records.syncs.create({ id: syncId, name: 'sync', description: '', document, by });
    await records.syncs.publish({ id: syncId, document, note: '', by, revision: 1 });
    await records.syncs.goLive(syncId, 1, document);
  });
  const clock = new TestClock(Date.now());
  const a = new InMemorySystem('a', { ...plainNature, ...options.a }, clock.now);
  const b = new InMemorySystem('b', { ...plainNature, ...options.b }, clock.now);
  const prepared = prepareSync({ syncId, document, traits: { a: a.nature.traits, b: b.nature.traits } });
  const ports: SyncPorts = {
    a: a.ports(),
    b: b.ports(),
    links: syncs.links,
    outcomes: syncs.outcomes,
    changes: syncs.changes,
    journal: syncs.journal,
    syncs: syncs.claims,
    clock,
    hash: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22),
    newLinkId: syncs.newLinkId,
  };
  return {
    stores,
    syncs,
    syncId,
    a,
    b,
    clock,
    ports,
    request: (kind, { scope = 'live', request } = {}) =>
      administration.inTenant(tenantId, async ({ passes }) => {
        const pass = await passes.request({ syncId, kind, scope, version: 1, by, ...(request ? { request } : {}) });
        return pass.id;
      }),
    expireLease: async () => void (await database.system.query('update sync_work set leased_until = now()')),
    work: (chosen = ports) => workAll(syncs, prepared, chosen),
    end: () => stores.end(),
  };
}

async function workAll(syncs: SyncStores, prepared: PreparedSync, ports: SyncPorts): Promise<number> {
  for (let claims = 0; ; claims += 1) {
    const claim = await syncs.claims.claim();
    if (typeof claim === 'string') return claims;
    const drain = new AbortController().signal;
    await runSync({ claimed: claimedOf(claim, prepared), prepared, ports: portsFor(claim, ports), drain });
  }
}

function claimedOf(claim: SyncClaim, prepared: PreparedSync) {
  const { pass, memory } = claim;
  return { ...claim, pass: pass && (pass.progress ?? beginPass(prepared, memory, { ...pass, startedAt: Date.now() })) };
}

function portsFor({ lease }: SyncClaim, ports: SyncPorts): SyncPorts {
  if (lease.scope === 'live') return ports;
  return {
    ...ports,
    a: { ...ports.a, writer: recordingWriter(ports.a) },
    b: { ...ports.b, writer: recordingWriter(ports.b) },
  };
}
