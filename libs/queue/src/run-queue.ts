import type { RunId } from '@joinery/contracts';

/**
 * Tells workers which runs may be claimed. It carries ids and nothing else: PostgreSQL is the truth, so an id that is
 * lost costs seconds, and one that comes twice costs a claim that is answered `not-now`.
 */
export interface RunQueue {
  /** An id that is already waiting is not queued again. */
  publish(ids: readonly RunId[]): Promise<void>;
  /** Hands ids to the handler, at most `concurrency` at once in this process. */
  consume(handler: RunHandler, options: ConsumeOptions): RunConsumer;
  /** Ids that wait; what the worker's relay and back-pressure look at. */
  depth(): Promise<number>;
  close(): Promise<void>;
}

export type RunHandler = (id: RunId) => Promise<void>;

export interface ConsumeOptions {
  readonly concurrency: number;
  /** A handler that threw: the run stays claimable and comes again by the relay. */
  readonly onError: (error: unknown, id: RunId | undefined) => void;
}

export interface RunConsumer {
  /** Takes nothing more; resolves when what was taken has been handled. */
  stop(): Promise<void>;
}
