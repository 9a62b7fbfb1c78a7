import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { budgetStoreSuite } from './budget-store.suite.ts';
import { RedisBudgetStore } from './redis-budget-store.ts';

const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

describe('the budget store on Redis', () => {
  budgetStoreSuite(() => {
    const redis = new Redis(url);
    const store = new RedisBudgetStore(redis, `joinery:test:${randomUUID()}`);
    return Promise.resolve({
      store,
      // The clock is the server's, so time passes by itself.
      pass: (ms) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
      close: async () => {
        await redis.quit();
      },
    });
  });

  test('six processes on one budget never exceed it in any second', async () => {
    const prefix = `joinery:test:${randomUUID()}`;
    const clients = Array.from({ length: 6 }, () => new Redis(url));
    const given: number[] = [];
    const endsAt = performance.now() + 3_000;
    await Promise.all(
      clients.map(async (redis) => {
        const store = new RedisBudgetStore(redis, prefix);
        while (performance.now() < endsAt) {
          const take = await store.take('a', [{ limit: 20, perMs: 1_000 }], 1);
          if (take.kind === 'taken') given.push(take.at);
          else await new Promise((resolve) => setTimeout(resolve, take.waitMs));
        }
        await redis.quit();
      }),
    );
    const sorted = given.toSorted((a, b) => a - b);
    const most = Math.max(...sorted.map((at) => sorted.filter((one) => one >= at && one < at + 1_000).length));
    expect(most).toBeLessThanOrEqual(20);
    expect(sorted.length).toBeGreaterThanOrEqual(40);
  });
});
