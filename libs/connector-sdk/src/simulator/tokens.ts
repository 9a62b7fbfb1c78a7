import { randomBytes } from 'node:crypto';

interface IssuedToken {
  readonly owner: string;
  readonly expiresAtMs: number;
}

/** Short-lived access tokens as a vendor hands them out. */
export class Tokens {
  readonly #issued = new Map<string, IssuedToken>();
  readonly #now: () => number;
  #exchanges = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many tokens were issued: a client that refreshes once shows 1 here. */
  get exchanges(): number {
    return this.#exchanges;
  }

  issue(owner: string, ttlSeconds: number, prefix = ''): string {
    const token = prefix + randomBytes(20).toString('hex');
    this.#issued.set(token, { owner, expiresAtMs: this.#now() + ttlSeconds * 1000 });
    this.#exchanges += 1;
    return token;
  }

  /** The token of this owner that still lives longest, and for how many seconds. */
  current(owner: string): { readonly token: string; readonly secondsLeft: number } | undefined {
    const live = [...this.#issued].filter(([, issued]) => issued.owner === owner && this.#secondsLeft(issued) > 0);
    const [token, issued] = live.sort(([, a], [, b]) => b.expiresAtMs - a.expiresAtMs)[0] ?? [];
    return token && issued ? { token, secondsLeft: this.#secondsLeft(issued) } : undefined;
  }

  check(token: string): 'valid' | 'expired' | 'unknown' {
    const issued = this.#issued.get(token);
    if (!issued) return 'unknown';
    return this.#secondsLeft(issued) > 0 ? 'valid' : 'expired';
  }

  /** Every token issued so far stops working, as after a revocation at the vendor. */
  expireAll(): void {
    for (const [token, { owner }] of this.#issued) this.#issued.set(token, { owner, expiresAtMs: 0 });
  }

  reset(): void {
    this.#issued.clear();
    this.#exchanges = 0;
  }

  #secondsLeft({ expiresAtMs }: IssuedToken): number {
    return Math.max(0, Math.floor((expiresAtMs - this.#now()) / 1000));
  }
}
