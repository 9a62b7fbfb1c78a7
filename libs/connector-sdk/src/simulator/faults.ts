/** What can go wrong at a vendor, as knobs. */
export const faultKinds = [
  // the API
  'expired-token',
  'rate-limited',
  'server-error',
  'slow',
  'maintenance-page',
  'half-body',
  'lost-reply',
  // listings
  'truncated-page',
  'repeated-page',
  'stuck-cursor',
  'empty-listing',
  // events out
  'duplicate-delivery',
  'forged-delivery',
  'stale-delivery',
  'malformed-delivery',
  'late-delivery',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fault that is armed. */
export interface Fault {
  readonly kind: FaultKind;
  /** How many requests (or deliveries) it hits; 1 where absent. */
  readonly times?: number;
  /** Only requests whose path starts so. */
  readonly path?: string;
  /** How many matching requests pass unharmed first; for faults in the middle of a listing. */
  readonly after?: number;
  /** HTTP status, for `server-error` (503) and `expired-token` (the vendor's own; 200 puts the error into the body). */
  readonly status?: number;
  /** For `rate-limited`; absent sends no Retry-After header. */
  readonly retryAfterSeconds?: number;
  /** For `slow`. */
  readonly delayMs?: number;
}

interface Armed {
  readonly fault: Fault;
  left: number;
  toPass: number;
}

/** The armed faults of one simulator. */
export class Faults {
  #armed: Armed[] = [];

  set(fault: Fault): void {
    this.#armed.push({ fault, left: fault.times ?? 1, toPass: fault.after ?? 0 });
  }

  list(): readonly Fault[] {
    return this.#armed.map(({ fault, left }) => ({ ...fault, times: left }));
  }

  /** All of them, or those of one kind. */
  clear(kind?: FaultKind): void {
    this.#armed = kind === undefined ? [] : this.#armed.filter(({ fault }) => fault.kind !== kind);
  }

  /** Uses up one hit of a fault of this kind, if one is armed for the path. */
  take(kind: FaultKind, path = ''): Fault | undefined {
    const armed = this.#armed.find(({ fault }) => fault.kind === kind && path.startsWith(fault.path ?? ''));
    if (!armed) return undefined;
    if (armed.toPass > 0) {
      armed.toPass -= 1;
      return undefined;
    }
    armed.left -= 1;
    if (armed.left <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
    return armed.fault;
  }
}
