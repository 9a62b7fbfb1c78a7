import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTokens } from './json-tokens.ts';

describe('jsonTokens', () => {
  it('tells keys from texts, numbers and words', () => {
    const kinds = jsonTokens('{"a": "b", "n": -1.5, "t": true}').filter((token) => token.kind !== 'plain');
    expect(kinds.map((token) => [token.kind, token.text])).toEqual([
      ['key', '"a":'],
      ['string', '"b"'],
      ['key', '"n":'],
      ['number', '-1.5'],
      ['key', '"t":'],
      ['literal', 'true'],
    ]);
  });

  it('loses nothing of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
