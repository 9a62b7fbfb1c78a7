export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window has room again. */
  readonly resetMs: number;
}

/** Counts calls in a sliding window, as vendors do per app and per receiver. */
export class RateWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();

  constructor(options: { readonly limit: number; readonly windowMs: number; readonly now: () => number }) {
    this.#limit = options.limit;
    this.#windowMs = options.windowMs;
    this.#now = options.now;
  }

  take(key: string): RateDecision {
    const now = this.#now();
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    const allowed = calls.length < this.#limit;
    if (allowed) calls.push(now);
    this.#calls.set(key, calls);
    const resetMs = calls[0] === undefined ? 0 : calls[0] + this.#windowMs - now;
    return { allowed, limit: this.#limit, remaining: this.#limit - calls.length, resetMs };
  }

  reset(): void {
    this.#calls.clear();
  }
}
