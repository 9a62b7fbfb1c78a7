import type { RunId } from '@joinery/contracts';
import type { ClaimedRun } from '@joinery/engine';

interface Born {
  readonly run: ClaimedRun;
  /** Epoch ms; its lease began then. */
  readonly at: number;
}

/**
 * Runs that this process claimed in the same commit that accepted them, on their way through its own queue to one of
 * its own workers. That saves such a run one of its commits. There are never more than the workers take at once, so
 * none grows old here: what is lost in a crash is what would have been lost running.
 */
export class BornRuns {
  readonly #most: number;
  readonly #now: () => number;
  readonly #born = new Map<RunId, Born>();
  #expected = 0;

  constructor({ most, now }: { readonly most: number; readonly now: () => number }) {
    this.#most = most;
    this.#now = now;
  }

  /** Whether one more may be born claimed; who is told so ends the expectation with `expectNoMore`. */
  expect(): boolean {
    if (this.#born.size + this.#expected >= this.#most) return false;
    this.#expected += 1;
    return true;
  }

  /** The answer to an expectation, whatever it was. */
  expectNoMore(): void {
    this.#expected -= 1;
  }

  arrived(runs: readonly ClaimedRun[]): void {
    for (const run of runs) this.#born.set(run.lease.runId, { run, at: this.#now() });
  }

  /** Gives the run, and how much of its lease has passed. */
  take(runId: RunId): { readonly run: ClaimedRun; readonly ageMs: number } | undefined {
    const born = this.#born.get(runId);
    if (!born) return undefined;
    this.#born.delete(runId);
    return { run: born.run, ageMs: this.#now() - born.at };
  }

  /** Everything nobody came for: a process that ends gives it back. */
  takeAll(): readonly ClaimedRun[] {
    const runs = [...this.#born.values()].map((born) => born.run);
    this.#born.clear();
    return runs;
  }
}
