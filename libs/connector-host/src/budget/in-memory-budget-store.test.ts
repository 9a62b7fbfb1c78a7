import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetStoreSuite } from './budget-store.suite.ts';
import { InMemoryBudgetStore } from './in-memory-budget-store.ts';

describe('the budget store in memory', () => {
  budgetStoreSuite(() => {
    let now = 0;
    const store = new InMemoryBudgetStore(() => now);
    return Promise.resolve({
      store,
      pass: (ms) => {
        now += ms;
        return Promise.resolve();
      },
      close: () => store.close(),
    });
  });

  test('in no span of a window is more given out than its limit, however the takers come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 10, max: 5_000 }),
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 300 }), cost: fc.integer({ min: 1, max: 3 }) }), {
          maxLength: 300,
        }),
        (limit, perMs, takers) => {
          let now = 1_000_000;
          const store = new InMemoryBudgetStore(() => now);
          const given: { at: number; cost: number }[] = [];
          for (const { gap, cost } of takers.filter((taker) => taker.cost <= limit)) {
            now += gap;
            if (store.takeNow('a', [{ limit, perMs }], cost).kind === 'taken') given.push({ at: now, cost });
          }
          for (const { at } of given) {
            const used = given
              .filter((one) => one.at >= at && one.at < at + perMs)
              .reduce((sum, { cost }) => sum + cost, 0);
            expect(used).toBeLessThanOrEqual(limit);
          }
        },
      ),
    );
  });

  test('whoever waits as long as told is served, if nobody else comes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 0, max: 100 }),
        (limit, perMs, calls) => {
          let now = 0;
          const store = new InMemoryBudgetStore(() => now);
          for (let call = 0; call < calls; call += 1) {
            const take = store.takeNow('a', [{ limit, perMs }], 1);
            if (take.kind === 'taken') continue;
            now += take.waitMs;
            expect(store.takeNow('a', [{ limit, perMs }], 1).kind).toBe('taken');
          }
        },
      ),
    );
  });

  test('however long the way to the vendor is, up to half a window, it never counts more than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.record({ gap: fc.integer({ min: 0, max: 120 }), way: fc.integer({ min: 0, max: 490 }) }), {
          maxLength: 150,
        }),
        (limit, requests) => {
          const windows = [{ limit, perMs: 1_000 }];
          let now = 500_000;
          const store = new InMemoryBudgetStore(() => now);
          const under: { at: number; arrives: number }[] = [];
          const arrived: number[] = [];
          const land = (until: number): void => {
            for (const one of under
              .filter(({ arrives }) => arrives <= until)
              .toSorted((a, b) => a.arrives - b.arrives)) {
              under.splice(under.indexOf(one), 1);
              const later = now;
              now = one.arrives;
              void store.settle('a', windows, 1, one.at);
              now = later;
              arrived.push(one.arrives);
            }
          };
          for (const { gap, way } of requests) {
            land(now + gap);
            now += gap;
            const take = store.takeNow('a', windows, 1);
            if (take.kind === 'taken') under.push({ at: take.at, arrives: now + way });
          }
          land(Infinity);
          for (const at of arrived) {
            expect(arrived.filter((one) => one >= at && one < at + 1_000).length).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
