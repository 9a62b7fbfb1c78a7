import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { BullmqQueue } from './bullmq-queue.ts';
import { queueSuite } from './queue.suite.ts';

const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const reachable = await isReachable();

it('has a Redis to be tested with, wherever everything is required', () => {
  expect(reachable || process.env['REQUIRE_ALL'] !== '1', `no Redis at ${url}`).toBe(true);
});

describe.skipIf(!reachable)(`the queue on Redis (${reachable ? url : `skipped: no Redis at ${url}`})`, () => {
  const prefix = `joinery-test-${randomUUID()}`;
  let count = 0;

  queueSuite(() => {
    count += 1;
    const onConnectionError = (error: Error): never => {
      throw error;
    };
    return Promise.resolve(new BullmqQueue({ url, prefix: `${prefix}-${count}`, onConnectionError }));
  });

  afterAll(async () => {
    const redis = new Redis(url);
    const keys = await redis.keys(`${prefix}*`);
    if (keys.length > 0) await redis.del(keys);
    await redis.quit();
  });
});

async function isReachable(): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  // Without a listener the client would print the refusal that is the answer here.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
