import { stopwatch } from './stopwatch.ts';

/** What the work below takes on a machine of today with nothing else to do, in ms. */
const usualMs = 15;

/**
 * How many times slower than usual this machine works just now, at least 1: a processor shared with strangers may need
 * several times as long for the same instructions, which is not the expression's doing.
 */
export function slowness(): number {
  const turns = Array.from({ length: 5 }, () => {
    const elapsed = stopwatch();
    work();
    return elapsed();
  });
  return Math.max(1, turns.sort((a, b) => a - b)[2]! / usualMs);
}

/** Numbers, text and memory, as expressions use them. */
function work(): void {
  const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `row ${(i * 7919) % 1000}` }));
  const text = JSON.stringify(rows);
  if (text.replaceAll(/[0-9]+/g, '#').length > text.length) throw new Error('a text grew by being shortened');
}
