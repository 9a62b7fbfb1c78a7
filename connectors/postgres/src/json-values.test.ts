import { expect, it } from 'vitest';
import { types } from './json-values.ts';

const timestamptz = 1184;

it.each([
  ['2026-09-01 01:05:00+00', '2026-09-01T01:05:00.000Z'],
  ['2026-09-01 01:05:00.1+00', '2026-09-01T01:05:00.100Z'],
  ['2026-09-01 01:05:00.123456+00', '2026-09-01T01:05:00.123456Z'],
  ['infinity', 'infinity'],
])('the moment %s is %s', (text, told) => {
  expect(types.getTypeParser(timestamptz)(text)).toBe(told);
});
