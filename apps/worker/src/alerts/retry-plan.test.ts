import { expect, it } from 'vitest';
import { mostTries, retryMs } from './retry-plan.ts';

const wait = (tries: number, retryAfterMs?: number, random = 0) =>
  retryMs({ tries, failure: retryAfterMs === undefined ? {} : { retryAfterMs }, random });

it('waits longer after each try, to half an hour at most', () => {
  const waits = Array.from({ length: mostTries }, (_, n) => wait(n + 1));
  expect(waits.slice(0, 3)).toEqual([15_000, 30_000, 60_000]);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(30 * 60_000);
});

it('never comes back sooner than it was asked to, nor much later', () => {
  expect(wait(1, 120_000)).toBe(120_000);
  expect(wait(3, 1_000)).toBe(60_000);
  expect(wait(1, 86_400_000)).toBe(30 * 60_000);
  expect(wait(2, undefined, 0.999)).toBeLessThan(33_001);
});
