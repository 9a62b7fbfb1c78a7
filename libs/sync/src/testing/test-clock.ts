import type { SyncClock } from '../ports.ts';

/** A clock that moves only when it is told to, or when somebody sleeps by it. */
export class TestClock implements SyncClock {
  #now: number;

  constructor(start = 1_700_000_000_000) {
    this.#now = start;
  }

  now = (): number => this.#now;

  advance(ms: number): void {
    this.#now += ms;
  }

  /** A renewal's sleep lasts until the work is over; any other is over at once, with the time gone by. */
  sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    if (ms >= renewalMs)
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('over')), { once: true }),
      );
    this.#now += ms;
    return Promise.resolve();
  };
}

/** The keeper of a lease sleeps a third of it; nobody else sleeps that long in a test. */
export const renewalMs = 1_000_000;
