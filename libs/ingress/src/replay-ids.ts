/** Longer than any vendor repeats a delivery (three days). */
export const replayKeptMs = 76 * 3600 * 1000;

/**
 * Deliveries that were accepted. An id is remembered after its events are committed, never before: a delivery that
 * could not be stored must be welcome when the vendor repeats it.
 */
export interface ReplayIds {
  /** @param scope tenant and connection (or trigger) */
  seen(scope: string, replayId: string): Promise<boolean>;
  /** For at least {@link replayKeptMs}. */
  remember(scope: string, replayId: string): Promise<void>;
}

const sweepEvery = 1_000;

/** For one process. After a restart the flows' dedupe keys are what remains. */
export class InMemoryReplayIds implements ReplayIds {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  /** @param now epoch ms */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  seen(scope: string, replayId: string): Promise<boolean> {
    return Promise.resolve((this.#until.get(`${scope}|${replayId}`) ?? 0) > this.#now());
  }

  remember(scope: string, replayId: string): Promise<void> {
    this.#until.set(`${scope}|${replayId}`, this.#now() + replayKeptMs);
    if (this.#until.size % sweepEvery === 0) this.#sweep();
    return Promise.resolve();
  }

  /** Insertion is in order of time. */
  #sweep(): void {
    const now = this.#now();
    for (const [key, until] of this.#until) {
      if (until > now) return;
      this.#until.delete(key);
    }
  }
}
