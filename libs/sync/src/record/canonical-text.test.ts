import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '@joinery/contracts';
import { canonicalMembers, canonicalText } from './canonical-text.ts';
import { sameValue } from './same-value.ts';

it('writes members in order, and knows missing from null', () => {
  expect(canonicalText({ b: 1, a: [{ d: null, c: 'x' }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}');
  expect(canonicalText({ a: null })).not.toBe(canonicalText({}));
  expect(canonicalMembers({ a: 1, b: 2, c: 3 }, ['a', 'c', 'd'])).toBe('{"a":1,"c":3}');
});

it('writes one form of text', () => {
  expect(canonicalText('e\u0301\r\nx')).toBe(canonicalText('é\nx'));
  expect(canonicalText(' x')).not.toBe(canonicalText('x'));
});

it('keeps a member that is called like a prototype', () =>
  expect(canonicalText(JSON.parse('{"__proto__":1,"a":2}') as Json)).toBe('{"__proto__":1,"a":2}'));

it('gives the same text exactly where values are the same', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
  fc.assert(fc.property(json, json, (x, y) => sameValue(x, y) === (canonicalText(x) === canonicalText(y))));
  fc.assert(fc.property(json, (x) => sameValue(x, JSON.parse(canonicalText(x)) as Json)));
});
