import { setTimeout as delay } from 'node:timers/promises';

export interface GroupCommitOptions<Item, Outcome> {
  /** Writes all items in one commit and returns an outcome for each, in their order. Must bear being repeated. */
  readonly commit: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  /** Items of one unit stand or fall together and keep their order; by default each stands for itself. */
  readonly unitOf?: (item: Item) => string;
  readonly isTransient: (error: unknown) => boolean;
  /** What callers get when the database stayed away for `patienceMs`. */
  readonly gaveUp: (cause: unknown) => Error;
  readonly maxItems?: number;
  readonly patienceMs?: number;
}

interface Pending<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits many callers' writes together. Idle, it commits at the end of the present turn of the event loop; busy, what
 * came in meanwhile forms the next commit. So the wait is one commit at most and batches grow with the load. One
 * commit is under way at a time, which keeps the order of items. Each caller awaits its own commit; an item that the
 * database refuses is found by committing unit by unit, and fails alone.
 */
export class GroupCommit<Item, Outcome> {
  readonly #options: GroupCommitOptions<Item, Outcome>;
  readonly #maxItems: number;
  #pending: Pending<Item, Outcome>[] = [];
  #flushing = false;
  #idle: (() => void)[] = [];

  constructor(options: GroupCommitOptions<Item, Outcome>) {
    this.#options = options;
    this.#maxItems = options.maxItems ?? 256;
  }

  /** Items that wait for a commit; what back-pressure looks at. */
  get backlog(): number {
    return this.#pending.length;
  }

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ item, resolve, reject });
      if (this.#flushing) return;
      this.#flushing = true;
      setImmediate(() => void this.#flushAll());
    });
  }

  /** Resolves when everything added so far has been committed or refused. */
  drained(): Promise<void> {
    return this.#flushing ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  async #flushAll(): Promise<void> {
    while (this.#pending.length > 0) await this.#flush(this.#pending.splice(0, this.#maxItems));
    this.#flushing = false;
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }

  async #flush(batch: readonly Pending<Item, Outcome>[]): Promise<void> {
    try {
      await this.#commit(batch);
    } catch (error) {
      const units = this.#units(batch);
      if (units.length === 1 || this.#options.isTransient(error)) return this.#rejectAll(batch, error);
      for (const unit of units) await this.#flushUnit(unit);
    }
  }

  async #flushUnit(unit: readonly Pending<Item, Outcome>[]): Promise<void> {
    try {
      await this.#commit(unit);
    } catch (error) {
      this.#rejectAll(unit, error);
    }
  }

  async #commit(batch: readonly Pending<Item, Outcome>[]): Promise<void> {
    const outcomes = await this.#persist(batch.map(({ item }) => item));
    batch.forEach(({ resolve }, index) => resolve(outcomes[index]!));
  }

  /** A broken connection or a restarting server is waited out: commits bear being repeated. */
  async #persist(items: readonly Item[]): Promise<readonly Outcome[]> {
    const until = performance.now() + (this.#options.patienceMs ?? 10_000);
    for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
      try {
        return await this.#options.commit(items);
      } catch (error) {
        if (!this.#options.isTransient(error) || performance.now() + pauseMs > until) throw error;
        await delay(pauseMs);
      }
    }
  }

  #units(batch: readonly Pending<Item, Outcome>[]): readonly (readonly Pending<Item, Outcome>[])[] {
    const { unitOf } = this.#options;
    if (!unitOf) return batch.map((pending) => [pending]);
    const units = new Map<string, Pending<Item, Outcome>[]>();
    for (const pending of batch) {
      const unit = units.get(unitOf(pending.item));
      if (unit) unit.push(pending);
      else units.set(unitOf(pending.item), [pending]);
    }
    return [...units.values()];
  }

  #rejectAll(batch: readonly Pending<Item, Outcome>[], error: unknown): void {
    const reason = this.#options.isTransient(error) ? this.#options.gaveUp(error) : error;
    for (const { reject } of batch) reject(reason);
  }
}
