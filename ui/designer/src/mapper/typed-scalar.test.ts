import { expect, it } from 'vitest';
import { scalarOf } from './typed-scalar.ts';

it.each([
  ['3', 3],
  ['-1.5', -1.5],
  ['true', true],
  ['null', null],
  ['007', '007'],
  ['12345678901234567890', '12345678901234567890'],
  ['urgent', 'urgent'],
  ['', ''],
])('takes “%s” for what a person means by it', (text, value) => {
  expect(scalarOf(text)).toBe(value);
});
