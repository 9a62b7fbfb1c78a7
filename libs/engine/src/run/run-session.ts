import type { FlowDocument, StepPath } from '@joinery/contracts';
import type { ClaimedRun, EnginePorts, LoopProgress, ResultEntry } from '../ports.ts';
import { LeaseLost } from '../ports.ts';

/** Why a run stops before its graph is done. */
export type StopReason = 'lease-lost' | 'cancelled' | 'timeout' | 'drain';

export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * One claim of one run: its ports, the signal that stops its work, and its entries in the journal. Entries that need
 * no waiting are handed over and forgotten here; a later awaited entry of the same lease implies them.
 */
export class RunSession {
  readonly run: ClaimedRun;
  readonly document: FlowDocument;
  readonly ports: EnginePorts;
  readonly #stop = new AbortController();
  /** Step records that are kept only if the run fails. */
  readonly #heldBack: ResultEntry[] = [];

  constructor(run: ClaimedRun, document: FlowDocument, ports: EnginePorts) {
    this.run = run;
    this.document = document;
    this.ports = ports;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.#stop.abort(new RunStopped(reason));
  }

  throwIfStopped(): void {
    this.signal.throwIfAborted();
  }

  /** A committed result matters for going on: effects, replies, waits. */
  record(entry: ResultEntry): Promise<void> {
    return this.#written(this.ports.journal.result(this.run.lease, entry));
  }

  /** The same without waiting; the next awaited entry carries it along. */
  recordSoon(entry: ResultEntry): void {
    this.#unawaited(this.ports.journal.result(this.run.lease, entry));
  }

  /** A pure step's record, kept for people as the log level says. */
  log(entry: ResultEntry): void {
    const { logLevel } = this.document.settings;
    if (logLevel === 'all') this.recordSoon(entry);
    else if (logLevel === 'errors') this.#heldBack.push(entry);
  }

  logHeldBack(): void {
    for (const entry of this.#heldBack.splice(0)) this.recordSoon(entry);
  }

  progressSoon(path: StepPath, progress: LoopProgress): void {
    this.#unawaited(this.ports.journal.progress(this.run.lease, path, progress));
  }

  /** The same number for the same place of the same run, so that recomputed steps give what they gave. */
  randomAt(place: string): () => number {
    let state = Number.parseInt(this.ports.sha256(`${this.run.lease.runId}|${place}`).slice(0, 8), 16);
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  }

  async #written(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      if (error instanceof LeaseLost) this.stop('lease-lost');
      throw error;
    }
  }

  #unawaited(write: Promise<void>): void {
    // A write that fails stops the run: whatever was computed on top of it must not be acted upon.
    write.catch((error: unknown) =>
      this.#stop.abort(error instanceof LeaseLost ? new RunStopped('lease-lost') : error),
    );
  }
}
