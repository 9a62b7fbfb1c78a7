import { describe, expect, it } from 'vitest';
import { patternLengths } from './pattern-length.ts';

describe('the length of texts that a pattern accepts', () => {
  it.each([
    ['^KH\\d{8}$', 10, 10],
    ['^[a-z]{2}-[A-Z]{2}$', 5, 5],
    ['^[PM][0-9]{1,2}$', 2, 3],
    ['^(?:GET|DELETE)$', 3, 6],
    ['^a?b*$', 0, Infinity],
    ['\\d{4}', 4, Infinity],
    ['^abc|xyz$', 3, Infinity],
    ['^abc$|^defg$', 3, 4],
    ['^(?=.*\\d)[a-z\\d]{6,20}$', 6, 20],
    ['^\\u4e00\\x41\\p{L}$', 3, 3],
    ['^(a)\\1$', 0, Infinity],
    ['^(a', 0, Infinity],
    ['^[\\]]{3}$', 3, 3],
    ['', 0, Infinity],
  ])('of %s is %d to %d', (pattern, min, max) => {
    expect(patternLengths(pattern)).toEqual({ min, max });
  });
});
