import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from '../budget.ts';
import { defaultBounds } from '../bounds.ts';
import { radixPlaces } from './radix-sort.ts';

const key = fc.oneof(
  fc.integer(),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(Infinity, 0, -0, 2 ** 31, -(2 ** 40), 0.1, -0.1, Number.MAX_VALUE, Number.MIN_VALUE),
);

test('orders by several columns as a stable sort does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, key), { maxLength: 300 }), (rows) => {
      const columns = [0, 1].map((column) => Float64Array.from(rows, (row) => row[column]!));
      const places = radixPlaces(columns, rows.length, new Budget(defaultBounds, () => 0));
      const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0);
      const expected = rows
        .map((_, place) => place)
        .sort((a, b) => compare(rows[a]![0], rows[b]![0]) || compare(rows[a]![1], rows[b]![1]));
      expect([...places]).toEqual(expected);
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
});

test('pays for its work', () => {
  const budget = new Budget({ ...defaultBounds, elements: 10 }, () => 0);
  expect(() => radixPlaces([new Float64Array(11)], 11, budget)).toThrow(expect.objectContaining({ code: 'JM1002' }));
});
