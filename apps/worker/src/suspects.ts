import type { RunId } from '@joinery/contracts';
import { runFlow, type EnginePorts, type Suspect } from '@joinery/engine';

export interface SuspectsOptions {
  readonly engine: EnginePorts;
  /** When to stop working, on what is under way too. */
  readonly drain: AbortSignal;
  readonly onError: (error: unknown, id: RunId) => void;
}

/** A suspect that lives so long is left to itself, and the next one begins: a long run must not keep the others waiting. */
const aloneMs = 30_000;

/**
 * Runs that were in flight in several crashes are worked on one after the other, so that the next crash names the one
 * that causes them and spares those that were only near. Those that were near the fewest crashes come first: whoever
 * kills workers keeps the others waiting least.
 */
export class Suspects {
  readonly #options: SuspectsOptions;
  readonly #waiting = new Map<RunId, Suspect>();
  readonly #underWay = new Set<Promise<void>>();
  #working: Promise<void> | undefined;

  constructor(options: SuspectsOptions) {
    this.#options = options;
  }

  /** Comes back at once; a suspect that is waiting already takes the newer finding. */
  add(suspect: Suspect): void {
    this.#waiting.set(suspect.runId, suspect);
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
  }

  /** Takes nothing more; resolves when what is under way has ended. What waits is found again by whoever comes next. */
  async stop(): Promise<void> {
    this.#waiting.clear();
    await this.#working;
    await Promise.all(this.#underWay);
  }

  async #work(): Promise<void> {
    for (let suspect = this.#next(); suspect; suspect = this.#next()) await this.#alone(suspect);
  }

  #next(): Suspect | undefined {
    let least: Suspect | undefined;
    for (const suspect of this.#waiting.values()) if (!least || suspect.crashes < least.crashes) least = suspect;
    if (least) this.#waiting.delete(least.runId);
    return least;
  }

  /** Resolves when the run has ended or has lived long enough. */
  async #alone(suspect: Suspect): Promise<void> {
    const ended = this.#run(suspect).catch((error: unknown) => this.#options.onError(error, suspect.runId));
    this.#underWay.add(ended);
    void ended.then(() => this.#underWay.delete(ended));
    await new Promise<void>((resolve) => {
      const forget = this.#options.engine.clock.after(aloneMs, resolve);
      void ended.then(() => (forget(), resolve()));
    });
  }

  async #run(suspect: Suspect): Promise<void> {
    const { engine, drain } = this.#options;
    const claim = await engine.runs.claimSuspect(suspect);
    if (claim.kind === 'claimed') await runFlow(claim.run, engine, drain);
  }
}
