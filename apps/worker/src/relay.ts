import type { RunId } from '@joinery/contracts';
import type { RunQueue } from '@joinery/queue';
import { Every } from './every.ts';

export interface RelayOptions {
  /** Runs that nobody has published or holds and that are due: the outbox, ended leases, timers. */
  readonly due: { take(limit: number): Promise<readonly RunId[]> };
  readonly queue: RunQueue;
  readonly periodMs: number;
  readonly failed: (error: unknown) => void;
}

const batch = 500;

/** Publishes what is due. Fresh runs are published right after their commit; this finds what that has missed. */
export function relay({ due, queue, periodMs, failed }: RelayOptions): Every {
  return new Every({
    periodMs,
    failed,
    work: async () => {
      const ids = await due.take(batch);
      await queue.publish(ids);
      return ids.length === batch ? 'again' : 'rest';
    },
  });
}
