import { ProblemError } from '../http/problem-error.ts';

interface Tries {
  count: number;
  until: number;
}

export interface TryLimiterOptions {
  readonly tries: number;
  readonly windowMs: number;
  readonly now?: () => number;
}

const mostKeys = 50_000;

/** Counts failed tries per key within a window; past the limit every further try is refused until it ends. */
export class TryLimiter {
  readonly #options: TryLimiterOptions;
  readonly #tries = new Map<string, Tries>();

  constructor(options: TryLimiterOptions) {
    this.#options = options;
  }

  check(key: string): void {
    const tries = this.#current(key);
    if (!tries || tries.count < this.#options.tries) return;
    throw new ProblemError('auth.too-many-tries', {
      retryAfterSeconds: Math.ceil((tries.until - this.#now()) / 1_000),
    });
  }

  failed(key: string): void {
    const tries = this.#current(key);
    if (tries) tries.count += 1;
    else this.#begin(key);
  }

  succeeded(key: string): void {
    this.#tries.delete(key);
  }

  #begin(key: string): void {
    // The oldest are forgotten first; an attacker with that many keys meets the limit of his address.
    const oldest = this.#tries.size >= mostKeys ? this.#tries.keys().next().value : undefined;
    if (oldest !== undefined) this.#tries.delete(oldest);
    this.#tries.set(key, { count: 1, until: this.#now() + this.#options.windowMs });
  }

  #current(key: string): Tries | undefined {
    const tries = this.#tries.get(key);
    if (tries && tries.until > this.#now()) return tries;
    this.#tries.delete(key);
    return undefined;
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}
