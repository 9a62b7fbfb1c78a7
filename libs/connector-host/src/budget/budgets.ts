import type { Json, RateBudget } from '@joinery/contracts';
import { failWith } from '../failures.ts';
import { type BudgetStore, type BudgetWindow, slotMs } from './budget-store.ts';
import { InMemoryBudgetStore } from './in-memory-budget-store.ts';
import { readBudgetHeaders } from './read-budget-headers.ts';
import { TurnQueue } from './turn-queue.ts';

export interface BudgetRequest {
  /** Tenant and connection. */
  readonly owner: string;
  readonly budgets: Readonly<Record<string, RateBudget>>;
  /** The budget the request names, beside `connection`. */
  readonly named: string | undefined;
  readonly cost: number;
  readonly connector: Json;
  /** Longest wait; beyond it the request fails as rate-limited and nothing is taken. */
  readonly waitAtMostMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What was taken; told when the request is over. */
export interface Taken {
  /** Reads what the vendor says of the budget. */
  readonly answered: (headers: Readonly<Record<string, string>>, now: number) => Promise<void>;
  /** The vendor said "too many". */
  readonly refused: (forMs: number) => Promise<void>;
  readonly release: () => void;
}

interface Line {
  readonly key: string;
  readonly budget: RateBudget;
}

interface Held extends Line {
  /** By the store's clock. */
  readonly at: number;
  /** By ours. */
  readonly takenAt: number;
}

const noWindows: readonly BudgetWindow[] = [];
const connectionBudget = 'connection';

/** Gives requests their turn, in order, within what each connection may use. */
export class Budgets {
  readonly #store: BudgetStore;
  /** Pauses of connections without a declared budget: nothing to share with other processes but the next refusal. */
  readonly #pauses: InMemoryBudgetStore;
  readonly #turns = new TurnQueue();
  readonly #inFlight = new Map<string, number>();
  readonly #awaited = new Map<string, () => void>();

  constructor(store: BudgetStore, now?: () => number) {
    this.#store = store;
    this.#pauses = new InMemoryBudgetStore(now);
  }

  /** @throws FailureError `connector.rate-limited` with the wait, when it would be too long */
  async take(request: BudgetRequest): Promise<Taken> {
    const lines = linesOf(request);
    const endsAt = performance.now() + request.waitAtMostMs;
    if (lines.length === 0) await this.#takeUndeclared(request, endsAt);
    const held: Held[] = [];
    try {
      for (const line of lines) {
        const at = await this.#enter(line, request, endsAt);
        held.push({ ...line, at, takenAt: performance.now() });
      }
    } catch (error) {
      for (const line of held) this.#leave(line);
      throw error;
    }
    return this.#taken(request, held);
  }

  async #takeUndeclared(request: BudgetRequest, endsAt: number): Promise<void> {
    for (;;) {
      const take = this.#pauses.takeNow(request.owner, noWindows, request.cost);
      if (take.kind === 'taken') return;
      await pause(take.waitMs, endsAt, request);
    }
  }

  /** One after the other for each line, so that nobody is overtaken. */
  async #enter(line: Line, request: BudgetRequest, endsAt: number): Promise<number> {
    return this.#turns.inTurn(line.key, async () => {
      for (;;) {
        if (this.#isFull(line)) {
          await this.#room(line, endsAt, request);
          continue;
        }
        const take = await this.#store.take(line.key, line.budget.windows, request.cost);
        if (take.kind === 'taken') {
          this.#inFlight.set(line.key, this.#flying(line) + 1);
          return take.at;
        }
        await pause(take.waitMs, endsAt, request);
      }
    });
  }

  #flying({ key }: Line): number {
    return this.#inFlight.get(key) ?? 0;
  }

  #isFull(line: Line): boolean {
    return this.#flying(line) >= (line.budget.concurrency ?? Infinity);
  }

  /** Until a request of the line is over. Only one waits for it at a time: it is its turn. */
  async #room(line: Line, endsAt: number, { connector, signal }: BudgetRequest): Promise<void> {
    const inTime = await new Promise<boolean>((resolve) => {
      const end = (free: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', late);
        resolve(free);
      };
      const late = (): void => end(false);
      const timer = setTimeout(late, Math.max(0, endsAt - performance.now()));
      this.#awaited.set(line.key, () => end(true));
      signal?.addEventListener('abort', late, { once: true });
    });
    this.#awaited.delete(line.key);
    if (!inTime) throw failWith('connector.rate-limited', { connector }, { retryAfterMs: 1000 });
  }

  /** Within a slot of the shortest window it makes no difference. A store that fails here fails the next take. */
  #settle({ key, budget, at, takenAt }: Held, cost: number): void {
    const agoMs = performance.now() - takenAt;
    const shortest = Math.min(...budget.windows.map(({ perMs }) => slotMs(perMs)));
    if (agoMs >= shortest / 4) this.#store.settle(key, budget.windows, cost, at).catch(() => undefined);
  }

  #leave(line: Line): void {
    const left = this.#flying(line) - 1;
    if (left > 0) this.#inFlight.set(line.key, left);
    else this.#inFlight.delete(line.key);
    this.#awaited.get(line.key)?.();
  }

  #taken(request: BudgetRequest, lines: readonly Held[]): Taken {
    return {
      answered: async (headers, now) => {
        for (const line of lines) {
          const told = readBudgetHeaders(line.budget, headers, now);
          // Requests under way may not be counted in it yet.
          if (told) await this.#store.correct(line.key, told.remaining - (this.#flying(line) - 1), told.forMs);
        }
      },
      refused: async (forMs) => {
        const line = lines.at(-1);
        if (line) await this.#store.correct(line.key, 0, forMs);
        else await this.#pauses.correct(request.owner, 0, forMs);
      },
      release: () => {
        for (const line of lines) {
          this.#leave(line);
          this.#settle(line, request.cost);
        }
      },
    };
  }
}

function linesOf({ owner, budgets, named }: BudgetRequest): readonly Line[] {
  const names = named === undefined ? [connectionBudget] : [connectionBudget, named];
  return names.flatMap((name) => {
    const budget = Object.hasOwn(budgets, name) ? budgets[name] : undefined;
    return budget ? [{ key: `${owner}|${name}`, budget }] : [];
  });
}

async function pause(waitMs: number, endsAt: number, { connector, signal }: BudgetRequest): Promise<void> {
  if (performance.now() + waitMs > endsAt || signal?.aborted) {
    throw failWith('connector.rate-limited', { connector }, { retryAfterMs: waitMs });
  }
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}
