import type { RunId } from '@joinery/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunQueue } from './run-queue.ts';

const id = (n: number): RunId => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}` as RunId;
const unexpected = (error: unknown): never => {
  throw error;
};

/** Node 20 has no `Promise.withResolvers`. */
function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** What every queue promises; run by each of them. */
export function queueSuite(open: () => Promise<RunQueue>): void {
  let queue: RunQueue;
  beforeEach(async () => {
    queue = await open();
  });
  afterEach(() => queue.close());

  it('hands every published id to the consumer', async () => {
    const seen: RunId[] = [];
    queue.consume(async (run) => void seen.push(run), { concurrency: 2, onError: unexpected });
    await queue.publish([id(1), id(2)]);
    await queue.publish([id(3)]);
    await vi.waitFor(() => expect(seen.toSorted()).toEqual([id(1), id(2), id(3)]));
  });

  it('keeps what is published before anybody consumes', async () => {
    await queue.publish([id(1)]);
    expect(await queue.depth()).toBe(1);
    const seen: RunId[] = [];
    queue.consume(async (run) => void seen.push(run), { concurrency: 1, onError: unexpected });
    await vi.waitFor(() => expect(seen).toEqual([id(1)]));
    expect(await queue.depth()).toBe(0);
  });

  it('queues an id once while it waits', async () => {
    await queue.publish([id(1), id(1)]);
    await queue.publish([id(1)]);
    expect(await queue.depth()).toBe(1);
  });

  it('queues an id again while it is being handled', async () => {
    const seen: RunId[] = [];
    const gate = withResolvers();
    const handle = async (run: RunId): Promise<void> => {
      seen.push(run);
      if (seen.length === 1) await gate.promise;
    };
    queue.consume(handle, { concurrency: 1, onError: unexpected });
    await queue.publish([id(1)]);
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    await queue.publish([id(1)]);
    gate.resolve();
    await vi.waitFor(() => expect(seen).toEqual([id(1), id(1)]));
  });

  it('never handles more at once than it was told', async () => {
    let [now, most, done] = [0, 0, 0];
    const handle = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done += 1;
    };
    queue.consume(handle, { concurrency: 3, onError: unexpected });
    await queue.publish(Array.from({ length: 40 }, (_, n) => id(n)));
    await vi.waitFor(() => expect(done).toBe(40));
    expect(most).toBeLessThanOrEqual(3);
  });

  it('reports a handler that throws and goes on with the next id', async () => {
    const errors: unknown[] = [];
    const seen: RunId[] = [];
    const handle = async (run: RunId): Promise<void> => {
      seen.push(run);
      if (run === id(1)) throw new Error('broken');
    };
    queue.consume(handle, { concurrency: 1, onError: (error, run) => errors.push([(error as Error).message, run]) });
    await queue.publish([id(1), id(2)]);
    await vi.waitFor(() => expect(seen).toEqual([id(1), id(2)]));
    await vi.waitFor(() => expect(errors).toEqual([['broken', id(1)]]));
  });

  it('stops after what is in hand and leaves the rest queued', async () => {
    const gate = withResolvers();
    const seen: RunId[] = [];
    const handle = async (run: RunId): Promise<void> => {
      seen.push(run);
      await gate.promise;
    };
    const consumer = queue.consume(handle, { concurrency: 1, onError: unexpected });
    await queue.publish([id(1), id(2)]);
    await vi.waitFor(() => expect(seen).toEqual([id(1)]));
    const stopped = consumer.stop();
    gate.resolve();
    await stopped;
    expect(seen).toEqual([id(1)]);
    expect(await queue.depth()).toBe(1);
  });
}
