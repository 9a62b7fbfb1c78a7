import { setMaxListeners } from 'node:events';
import type { RunId } from '@joinery/contracts';
import { runFlow, type EnginePorts } from '@joinery/engine';
import type { ConsumeOptions, RunConsumer, RunQueue } from '@joinery/queue';
import { Suspects } from './suspects.ts';

export interface RunWorkerOptions extends ConsumeOptions {
  readonly queue: RunQueue;
  readonly engine: EnginePorts;
}

/** Takes run ids from the queue, claims the runs and works on them. */
export class RunWorker {
  readonly #engine: EnginePorts;
  readonly #drain = new AbortController();
  readonly #suspects: Suspects;
  readonly #consumer: RunConsumer;

  constructor({ queue, engine, ...options }: RunWorkerOptions) {
    this.#engine = engine;
    // Every run under way listens to it.
    setMaxListeners(0, this.#drain.signal);
    this.#suspects = new Suspects({ engine, drain: this.#drain.signal, onError: options.onError });
    this.#consumer = queue.consume((runId) => this.#work(runId), options);
  }

  /** Takes nothing new, lets what is under way finish for `graceMs`, then gives the rest back unfinished. */
  async stop(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#drain.abort(), graceMs);
    await Promise.all([this.#consumer.stop(), this.#suspects.stop()]);
    clearTimeout(timer);
  }

  async #work(runId: RunId): Promise<void> {
    const claim = await this.#engine.runs.claim(runId);
    if (claim.kind === 'claimed') await runFlow(claim.run, this.#engine, this.#drain.signal);
    if (claim.kind === 'suspect') this.#suspects.add(claim.suspect);
  }
}
