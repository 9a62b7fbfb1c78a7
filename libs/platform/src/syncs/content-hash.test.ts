import { expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';

it('is the same for the same text and key, and another for any other', () => {
  const [one, other] = [contentHash(Buffer.alloc(32, 1)), contentHash(Buffer.alloc(32, 2))];
  expect(one('13800138000')).toBe(one('13800138000'));
  expect(one('13800138000')).toMatch(/^[\w-]{22}$/);
  expect(new Set([one('x'), one('y'), other('x')]).size).toBe(3);
});
