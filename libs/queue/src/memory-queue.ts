import type { RunId } from '@joinery/contracts';
import type { ConsumeOptions, RunConsumer, RunHandler, RunQueue } from './run-queue.ts';

interface Consumer {
  readonly handler: RunHandler;
  readonly options: ConsumeOptions;
  busy: number;
  stopped: boolean;
  idle: (() => void)[];
}

/** For one process. What is queued here is lost with it, and found again in PostgreSQL by the next one's relay. */
export class MemoryQueue implements RunQueue {
  /** In the order of their coming, each once. */
  readonly #waiting = new Set<RunId>();
  readonly #consumers: Consumer[] = [];

  publish(ids: readonly RunId[]): Promise<void> {
    for (const id of ids) this.#waiting.add(id);
    for (const consumer of this.#consumers) this.#feed(consumer);
    return Promise.resolve();
  }

  consume(handler: RunHandler, options: ConsumeOptions): RunConsumer {
    const consumer: Consumer = { handler, options, busy: 0, stopped: false, idle: [] };
    this.#consumers.push(consumer);
    this.#feed(consumer);
    return { stop: () => this.#stop(consumer) };
  }

  depth(): Promise<number> {
    return Promise.resolve(this.#waiting.size);
  }

  async close(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => this.#stop(consumer)));
    this.#waiting.clear();
  }

  #feed(consumer: Consumer): void {
    while (!consumer.stopped && consumer.busy < consumer.options.concurrency) {
      const [id] = this.#waiting;
      if (id === undefined) return;
      this.#waiting.delete(id);
      consumer.busy += 1;
      void this.#handle(consumer, id);
    }
  }

  async #handle(consumer: Consumer, id: RunId): Promise<void> {
    try {
      await consumer.handler(id);
    } catch (error) {
      consumer.options.onError(error, id);
    }
    consumer.busy -= 1;
    this.#feed(consumer);
    if (consumer.busy === 0) for (const resolve of consumer.idle.splice(0)) resolve();
  }

  #stop(consumer: Consumer): Promise<void> {
    consumer.stopped = true;
    return consumer.busy === 0 ? Promise.resolve() : new Promise((resolve) => consumer.idle.push(resolve));
  }
}
