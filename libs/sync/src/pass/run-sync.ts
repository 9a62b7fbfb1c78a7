import type { MergePair } from '../merge/merge-pair.ts';
import type { ClaimedSync, Cursor, PassEnd, PassProgress, SyncMemory, SyncPorts } from '../ports.ts';
import type { PreparedSync } from '../prepared-sync.ts';
import { handleChanges } from './handle-changes.ts';
import { keepLease } from './keep-lease.ts';
import { nextPage } from './next-page.ts';
import { PageDraft } from './page-draft.ts';
import { PassFailed, PassSession, stopReason } from './pass-session.ts';

export interface SyncToRun {
  readonly claimed: ClaimedSync;
  readonly prepared: PreparedSync;
  readonly ports: SyncPorts;
  /** Abort it to give the sync back unfinished. */
  readonly drain: AbortSignal;
  /** Another merge than the real one, for tests that must see it caught. */
  readonly merge?: MergePair;
}

/**
 * Works on a claimed sync until its pass and its pending changes are done, or until it must stop. Changes come first:
 * they are handled between any two pages of the pass. Returns when that is committed, or when the sync belongs to
 * somebody else; a restart goes on at the last committed page.
 * @throws what the stores throw, the database being gone say; the sync stays claimable
 */
export async function runSync({ claimed, prepared, ports, drain, merge }: SyncToRun): Promise<void> {
  const session = new PassSession(claimed, prepared, ports, merge);
  const release = keepLease(session, claimed.durationMs, drain);
  try {
    await work(session);
    await finish(session, { state: 'done' });
  } catch (error) {
    await closeStopped(session, error);
  } finally {
    release();
  }
}

async function work(session: PassSession): Promise<void> {
  for (;;) {
    session.throwIfStopped();
    if (await handleChanges(session)) continue;
    if (session.pass && (await nextPage(session))) continue;
    return;
  }
}

/** A pass that has listed everything leaves its positions behind as cursors. */
async function finish(session: PassSession, end: { readonly state: 'done' }): Promise<void> {
  if (session.pass?.kind === 'full')
    await new PageDraft(session).commit({ memory: memoryAfterFull(session.pass, session.memory) });
  await give(session, { ...end, at: session.now });
}

function memoryAfterFull({ positions }: PassProgress, memory: SyncMemory): SyncMemory {
  const cursor = (side: 'a' | 'b'): Cursor | null => memory.cursors[side] ?? positions[side] ?? null;
  return { ...memory, indexed: true, cursors: { a: cursor('a'), b: cursor('b') } };
}

async function closeStopped(session: PassSession, error: unknown): Promise<void> {
  if (error instanceof PassFailed) return give(session, { state: 'failed', failure: error.failure, at: session.now });
  switch (stopReason(error) ?? stopReason(session.signal.reason)) {
    case 'lease-lost':
      return;
    case 'drain':
      return give(session, { state: 'running', at: session.now });
    case 'pause':
      return give(session, { state: 'paused', at: session.now });
    case 'cancel':
      return give(session, { state: 'cancelled', at: session.now });
    case undefined:
      throw error;
  }
}

function give(session: PassSession, end: PassEnd): Promise<void> {
  return session.ports.syncs.finish(session.lease, end);
}
