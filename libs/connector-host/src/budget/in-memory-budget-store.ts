import { arrivalMs, type BudgetStore, type BudgetWindow, slotMs, type Take } from './budget-store.ts';

interface Slot {
  readonly number: number;
  count: number;
}

interface Ceiling {
  remaining: number;
  readonly until: number;
}

interface Use {
  /** For each length of window: its slots that still count, oldest first. */
  readonly windows: Map<number, Slot[]>;
  ceiling: Ceiling | undefined;
  usedAt: number;
}

const sweepEvery = 10_000;
const forgetAfterMs = 3_600_000;

/** One process's budget. */
export class InMemoryBudgetStore implements BudgetStore {
  readonly #now: () => number;
  readonly #uses = new Map<string, Use>();
  #takes = 0;

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  take(key: string, windows: readonly BudgetWindow[], cost: number): Promise<Take> {
    return Promise.resolve(this.takeNow(key, windows, cost));
  }

  takeNow(key: string, windows: readonly BudgetWindow[], cost: number): Take {
    const now = this.#now();
    const use = this.#use(key, now);
    const waits = windows.map((window) => waitFor(live(use, window, now), window, cost, now));
    const waitMs = Math.max(0, ceilingWait(use, cost, now), ...waits);
    if (waitMs > 0) return { kind: 'wait', waitMs: Math.ceil(waitMs) };
    for (const { perMs } of windows) count(use, perMs, cost, now);
    if (use.ceiling) use.ceiling.remaining -= cost;
    return { kind: 'taken', at: now };
  }

  settle(key: string, windows: readonly BudgetWindow[], cost: number, at: number): Promise<void> {
    const now = this.#now();
    const use = this.#use(key, now);
    for (const { perMs } of windows) {
      const held = use.windows.get(perMs) ?? [];
      const taken = held.find(({ number }) => number === Math.floor(at / slotMs(perMs)));
      if (!taken || taken.count < cost) continue;
      taken.count -= cost;
      count(use, perMs, cost, Math.min(now, at + arrivalMs(perMs)));
    }
    return Promise.resolve();
  }

  correct(key: string, remaining: number, forMs: number): Promise<void> {
    const now = this.#now();
    const use = this.#use(key, now);
    const held = use.ceiling && use.ceiling.until > now ? use.ceiling : undefined;
    const until = Math.max(now + forMs, remaining <= 0 ? (held?.until ?? 0) : 0);
    use.ceiling = { remaining: Math.min(remaining, held?.remaining ?? Infinity), until };
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#uses.clear();
    return Promise.resolve();
  }

  #use(key: string, now: number): Use {
    if ((this.#takes += 1) % sweepEvery === 0) this.#sweep(now);
    const use = this.#uses.get(key) ?? { windows: new Map<number, Slot[]>(), ceiling: undefined, usedAt: now };
    use.usedAt = now;
    this.#uses.set(key, use);
    return use;
  }

  #sweep(now: number): void {
    for (const [key, use] of this.#uses) {
      const longest = Math.max(forgetAfterMs, ...use.windows.keys());
      if (use.usedAt + longest < now && (use.ceiling?.until ?? 0) < now) this.#uses.delete(key);
    }
  }
}

function ceilingWait(use: Use, cost: number, now: number): number {
  if (!use.ceiling || use.ceiling.until <= now) {
    use.ceiling = undefined;
    return 0;
  }
  return use.ceiling.remaining >= cost ? 0 : use.ceiling.until - now;
}

/** The slots of a window that overlap the span which ends now. */
function live(use: Use, { perMs }: BudgetWindow, now: number): Slot[] {
  const held = use.windows.get(perMs) ?? [];
  const size = slotMs(perMs);
  while (held[0] && (held[0].number + 1) * size + perMs <= now) held.shift();
  use.windows.set(perMs, held);
  return held;
}

/** Until so many of the oldest slots are over that there is room. What can never fit is let through when all is free. */
function waitFor(held: readonly Slot[], { limit, perMs }: BudgetWindow, cost: number, now: number): number {
  let used = held.reduce((sum, slot) => sum + slot.count, 0);
  let waitMs = 0;
  for (const slot of held) {
    if (used + cost <= limit) break;
    used -= slot.count;
    waitMs = (slot.number + 1) * slotMs(perMs) + perMs - now;
  }
  return waitMs;
}

function count(use: Use, perMs: number, cost: number, now: number): void {
  const number = Math.floor(now / slotMs(perMs));
  const held = use.windows.get(perMs) ?? [];
  const at = held.findLastIndex((slot) => slot.number <= number);
  const slot = held[at];
  if (slot?.number === number) slot.count += cost;
  else held.splice(at + 1, 0, { number, count: cost });
  use.windows.set(perMs, held);
}
