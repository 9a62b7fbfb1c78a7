import type { RunSession } from './run-session.ts';

/**
 * Renews the lease while the run works and stops the run when it is lost, cancelled, over its time, or drained.
 * Whatever a step is waiting for is aborted with it, so no call outlives the lease. Most runs end long before the
 * first renewal, so all that a run costs here is a timer.
 * @returns stops the keeping; call it when the run has been closed
 */
export function keepLease(session: RunSession, drain: AbortSignal): () => void {
  const { run, ports } = session;
  let over = false;
  let cancel = (): void => undefined;
  let expiresAt = ports.clock.now() + run.lease.durationMs;
  const onDrain = (): void => session.stop('drain');
  if (drain.aborted) onDrain();
  else drain.addEventListener('abort', onDrain, { once: true });
  lookLater();
  return () => {
    over = true;
    cancel();
    drain.removeEventListener('abort', onDrain);
  };

  function lookLater(): void {
    if (over || session.signal.aborted) return;
    const now = ports.clock.now();
    if (now >= run.deadlineAt) return session.stop('timeout');
    if (now >= expiresAt) return session.stop('lease-lost');
    cancel = ports.clock.after(
      Math.max(1, Math.min(run.lease.durationMs / 3, run.deadlineAt - now, expiresAt - now)),
      () => void look(),
    );
  }

  async function look(): Promise<void> {
    const asked = ports.clock.now();
    const answer = await renewal(session);
    if (over) return;
    if (answer === 'held') expiresAt = asked + run.lease.durationMs;
    if (answer === 'lost') return session.stop('lease-lost');
    if (answer === 'cancel-requested') return session.stop('cancelled');
    lookLater();
  }
}

/** A renewal that cannot be asked for is no verdict: it is asked again until the lease is over. */
async function renewal(session: RunSession): Promise<'held' | 'lost' | 'cancel-requested' | 'unknown'> {
  try {
    return await session.ports.runs.renew(session.run.lease);
  } catch {
    return 'unknown';
  }
}
