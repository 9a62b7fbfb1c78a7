import { expect, it } from 'vitest';
import { fieldDifferences } from './field-differences.ts';

it('names each place that differs, missing ones too', () => {
  const before = { n: 1, same: { a: [1] }, lines: [{ sku: 'a' }, { sku: 'b' }], gone: true };
  const after = { n: 2, same: { a: [1] }, lines: [{ sku: 'a' }, { sku: 'c' }, { sku: 'd' }], fresh: null };
  expect(fieldDifferences(before, after)).toEqual([
    { path: 'n', before: 1, after: 2 },
    { path: 'lines[1].sku', before: 'b', after: 'c' },
    { path: 'lines[2]', before: undefined, after: { sku: 'd' } },
    { path: 'gone', before: true, after: undefined },
    { path: 'fresh', before: undefined, after: null },
  ]);
});

it('takes values of different kinds as a whole', () => {
  expect(fieldDifferences({ a: 1 }, [1])).toEqual([{ path: '', before: { a: 1 }, after: [1] }]);
  expect(fieldDifferences(undefined, undefined)).toEqual([]);
});
