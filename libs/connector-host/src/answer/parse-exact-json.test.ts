import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson } from './parse-exact-json.ts';

test('an id that JavaScript would round stays what it is', () => {
  const text =
    '{"msgid":3068472905139838977,"list":[-9007199254740993,9007199254740991],"n":0.1234567890123456,"e":1e20}';
  expect(parseExactJson(text)).toEqual({
    msgid: '3068472905139838977',
    list: ['-9007199254740993', 9_007_199_254_740_991],
    n: 0.1234567890123456,
    e: 1e20,
  });
});

test('digits inside a text are left alone', () => {
  const value = { 'a:3068472905139838977,': 'x":3068472905139838977,"y\\' };
  expect(parseExactJson(JSON.stringify(value))).toEqual(value);
});

test('it is JSON otherwise', () => {
  const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, min: -1e15, max: 1e15 }));
  const member = fc.oneof(fc.string(), number, fc.boolean(), fc.constant(null), fc.array(number));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), member), (value) => {
      const text = JSON.stringify(value);
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
  expect(() => parseExactJson('{"a":12345678901234567890')).toThrow(SyntaxError);
});
