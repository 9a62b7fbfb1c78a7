import type { LeaseWord } from '../ports.ts';
import type { PassSession } from './pass-session.ts';

/**
 * Renews the lease while the sync is worked on, and stops the work when the lease is lost, a person asks for it, or the
 * worker drains. Whatever is waited for is aborted with it, so no call outlives the lease.
 * @returns stops the keeping; call it when the work is closed
 */
export function keepLease(session: PassSession, durationMs: number, drain: AbortSignal): () => void {
  const over = new AbortController();
  const onDrain = (): void => session.stop('drain');
  if (drain.aborted) onDrain();
  else drain.addEventListener('abort', onDrain, { once: true });
  void renewUntilOver(session, durationMs, over.signal);
  return () => {
    over.abort();
    drain.removeEventListener('abort', onDrain);
  };
}

async function renewUntilOver(session: PassSession, durationMs: number, over: AbortSignal): Promise<void> {
  const { clock } = session.ports;
  let expiresAt = clock.now() + durationMs;
  while (!over.aborted && !session.signal.aborted) {
    await pause(session, durationMs / 3, over);
    if (over.aborted) return;
    const word = await renew(session);
    if (word === 'unknown' && clock.now() >= expiresAt) session.stop('lease-lost');
    else if (word === 'lost') session.stop('lease-lost');
    else if (word === 'yield') session.stop('drain');
    else if (word === 'pause' || word === 'cancel') session.stop(word);
    else if (word === 'held') expiresAt = clock.now() + durationMs;
  }
}

/** A renewal that fails is no loss yet: the lease holds until its time is over. */
async function renew(session: PassSession): Promise<LeaseWord | 'unknown'> {
  try {
    return await session.ports.syncs.renew(session.lease);
  } catch {
    return 'unknown';
  }
}

async function pause(session: PassSession, ms: number, over: AbortSignal): Promise<void> {
  try {
    await session.ports.clock.sleep(Math.max(ms, 1), over);
  } catch {
    // The work is over: nothing is left to keep.
  }
}
