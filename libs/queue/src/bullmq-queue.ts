import type { RunId } from '@joinery/contracts';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { ConsumeOptions, RunConsumer, RunHandler, RunQueue } from './run-queue.ts';

export interface BullmqQueueOptions {
  /** `redis://…` */
  readonly url: string;
  /** Several installations may share a Redis. */
  readonly prefix?: string;
  readonly onConnectionError: (error: Error) => void;
}

/** For many processes, over Redis. */
export class BullmqQueue implements RunQueue {
  readonly #options: BullmqQueueOptions;
  readonly #connection: Redis;
  readonly #queue: Queue<null, null, 'run'>;
  readonly #workers: Worker<null>[] = [];

  constructor(options: BullmqQueueOptions) {
    this.#options = options;
    this.#connection = this.#connect();
    this.#queue = new Queue('runs', { connection: this.#connection, prefix: this.#prefix });
    this.#queue.on('error', options.onConnectionError);
  }

  async publish(ids: readonly RunId[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#queue.addBulk(
      ids.map((id) => ({
        name: 'run' as const,
        data: null,
        opts: { deduplication: { id }, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }

  consume(handler: RunHandler, { concurrency, onError }: ConsumeOptions): RunConsumer {
    const worker = new Worker<null>(
      'runs',
      async (job) => {
        const id = job.deduplicationId as RunId;
        // From here on the id may be queued again: what is published while this run is being handled must not be lost.
        await this.#queue.removeDeduplicationKey(id);
        await handler(id);
      },
      { connection: this.#connect(), prefix: this.#prefix, concurrency },
    );
    worker.on('failed', (job, error) => onError(error, job?.deduplicationId as RunId | undefined));
    worker.on('error', this.#options.onConnectionError);
    this.#workers.push(worker);
    return { stop: () => worker.close() };
  }

  async depth(): Promise<number> {
    return this.#queue.getWaitingCount();
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
    await this.#queue.close();
    await this.#connection.quit().catch(() => this.#connection.disconnect());
  }

  get #prefix(): string {
    return this.#options.prefix ?? 'joinery';
  }

  /** A worker blocks on its connection, so it has one of its own; it waits for Redis rather than give up. */
  #connect(): Redis {
    const redis = new Redis(this.#options.url, { maxRetriesPerRequest: null });
    redis.on('error', this.#options.onConnectionError);
    return redis;
  }
}
