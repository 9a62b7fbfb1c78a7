import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import type { EgressLimits } from './limits.ts';
import type { Pin } from './pins.ts';

interface Kept {
  readonly pool: Pool;
  usedAt: number;
}

const poolsAtMost = 500;
const idleAfterMs = 60_000;

/** Keep-alive sockets, one pool for each origin at its pinned addresses. */
export class Pools {
  readonly #limits: EgressLimits;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(limits: EgressLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  pool(origin: string, pin: Pin): Pool {
    const key = `${origin}|${pin.key}`;
    const kept = this.#kept.get(key);
    if (kept) {
      kept.usedAt = this.#now();
      return kept.pool;
    }
    this.#dropIdle();
    const pool = this.#open(origin, pin);
    this.#kept.set(key, { pool, usedAt: this.#now() });
    return pool;
  }

  async close(): Promise<void> {
    const pools = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(pools.map(({ pool }) => pool.destroy()));
  }

  #open(origin: string, pin: Pin): Pool {
    return new Pool(origin, {
      connections: this.#limits.socketsPerOrigin,
      pipelining: 1,
      allowH2: false,
      headersTimeout: this.#limits.headersMs,
      bodyTimeout: this.#limits.totalMs,
      connect: { timeout: this.#limits.connectMs, lookup: pinnedLookup(pin) },
    });
  }

  /** Runs only when a pool is opened, which is rare. A pool in use has been used lately. */
  #dropIdle(): void {
    const limit =
      this.#now() - (this.#kept.size < poolsAtMost ? idleAfterMs + this.#limits.totalMs : this.#limits.totalMs);
    for (const [key, { pool, usedAt }] of this.#kept) {
      if (usedAt >= limit) continue;
      this.#kept.delete(key);
      void pool.close();
    }
  }
}

/** Gives the pinned addresses and asks nobody. */
export function pinnedLookup(pin: Pin): LookupFunction {
  return (_host, options, done) => {
    const [first] = pin.addresses;
    if (options.all || !first) done(null, [...pin.addresses]);
    else done(null, first.address, first.family);
  };
}
