import { setMaxListeners } from 'node:events';
import type { SyncId } from '@joinery/contracts';
import { Every } from '../every.ts';
import { runClaim, type SyncWork } from './run-claim.ts';

export interface SyncWorkerOptions {
  readonly work: SyncWork;
  /** Syncs that are worked on at once; each has one worker. */
  readonly concurrency: number;
  readonly periodMs: number;
  readonly failed: (error: unknown, syncId: SyncId | undefined) => void;
}

/** Takes syncs that are due and works on them, one in each lane. */
export class SyncWorker {
  readonly #options: SyncWorkerOptions;
  readonly #drain = new AbortController();
  readonly #lanes: readonly Every[];

  constructor(options: SyncWorkerOptions) {
    this.#options = options;
    setMaxListeners(0, this.#drain.signal);
    this.#lanes = Array.from(
      { length: options.concurrency },
      () =>
        new Every({
          periodMs: options.periodMs,
          work: () => this.#turn(),
          failed: (error) => options.failed(error, undefined),
        }),
    );
  }

  start(): this {
    for (const lane of this.#lanes) lane.start();
    return this;
  }

  /** Every sync under way is given back at its last committed page. */
  async stop(): Promise<void> {
    this.#drain.abort();
    await Promise.all(this.#lanes.map((lane) => lane.stop()));
  }

  async #turn(): Promise<'again' | 'rest'> {
    const { work, failed } = this.#options;
    const claim = await work.stores.claims.claim();
    if (claim === 'none') return 'rest';
    if (claim === 'idle') return 'again';
    try {
      await runClaim(claim, work, this.#drain.signal);
    } catch (error) {
      failed(error, claim.lease.syncId);
      return 'rest';
    }
    return 'again';
  }
}
