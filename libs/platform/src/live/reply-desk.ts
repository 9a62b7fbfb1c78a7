import type { Json, RunId } from '@joinery/contracts';

export interface Reply {
  readonly status: number;
  readonly body: Json | undefined;
}

/** A reply may come before its caller has begun to wait; it is kept so long. */
const keptMs = 10_000;

/** Where callers of synchronous hooks wait for the reply step of their run. */
export class ReplyDesk {
  readonly #waiting = new Map<RunId, (reply: Reply | undefined) => void>();
  readonly #early = new Map<RunId, Reply>();

  deliver(runId: RunId, reply: Reply): void {
    const waiting = this.#waiting.get(runId);
    if (waiting) return waiting(reply);
    this.#early.set(runId, reply);
    setTimeout(() => this.#early.delete(runId), keptMs).unref();
  }

  /** Undefined when nothing came in time. */
  wait(runId: RunId, timeoutMs: number): Promise<Reply | undefined> {
    const early = this.#early.get(runId);
    if (early) {
      this.#early.delete(runId);
      return Promise.resolve(early);
    }
    return new Promise((resolve) => {
      const settle = (reply: Reply | undefined) => {
        clearTimeout(timer);
        this.#waiting.delete(runId);
        resolve(reply);
      };
      const timer = setTimeout(settle, timeoutMs, undefined);
      this.#waiting.set(runId, settle);
    });
  }
}
