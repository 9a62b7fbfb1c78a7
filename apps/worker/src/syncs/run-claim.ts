import { FailureError, type SyncDocument, type TenantId } from '@joinery/contracts';
import type { SyncClaim, SyncStores } from '@joinery/persistence';
import {
  beginPass,
  decidingText,
  prepareSync,
  recordingWriter,
  runSync,
  type SidePorts,
  type SyncClock,
  type SyncPorts,
} from '@joinery/sync';

/** What work on syncs needs of its process. */
export interface SyncWork {
  readonly stores: SyncStores;
  readonly sides: {
    open(tenantId: TenantId, side: SyncDocument['a'], signal: AbortSignal): Promise<SidePorts>;
  };
  readonly clock: SyncClock;
  readonly hash: (text: string) => string;
}

/** A side that cannot be opened in this time is as good as away; the lease is longer. */
const openMs = 20_000;

/**
 * Works on a claimed sync until it is done, stopped or lost. What keeps it from beginning ends the pass as failed.
 * @throws what the stores throw; the lease brings the sync back
 */
export async function runClaim(claim: SyncClaim, work: SyncWork, drain: AbortSignal): Promise<void> {
  const { lease, document, memory, pass, durationMs } = claim;
  const { claims } = work.stores;
  try {
    const ports = await openPorts(claim, work, drain);
    const prepared = prepareSync({
      syncId: lease.syncId,
      document,
      traits: { a: ports.a.traits, b: ports.b.traits },
      stamp: work.hash(decidingText(document)),
    });
    const progress = pass && (pass.progress ?? beginPass(prepared, memory, { ...pass, startedAt: work.clock.now() }));
    await runSync({ claimed: { lease, document, memory, pass: progress, durationMs }, prepared, ports, drain });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    await claims.finish(lease, { state: 'failed', failure: error.failure, at: work.clock.now() });
  }
}

async function openPorts({ lease, document }: SyncClaim, work: SyncWork, drain: AbortSignal): Promise<SyncPorts> {
  const { stores, sides, clock, hash } = work;
  const signal = AbortSignal.any([drain, AbortSignal.timeout(openMs)]);
  const [a, b] = await Promise.all([
    sides.open(lease.tenantId, document.a, signal),
    sides.open(lease.tenantId, document.b, signal),
  ]);
  return {
    a: lease.scope === 'plan' ? recorded(a) : a,
    b: lease.scope === 'plan' ? recorded(b) : b,
    links: stores.links,
    outcomes: stores.outcomes,
    changes: stores.changes,
    journal: stores.journal,
    syncs: stores.claims,
    clock,
    hash,
    newLinkId: stores.newLinkId,
  };
}

/** A plan is the pass with another writer, and nothing else. */
const recorded = (side: SidePorts): SidePorts => ({ ...side, writer: recordingWriter(side) });
