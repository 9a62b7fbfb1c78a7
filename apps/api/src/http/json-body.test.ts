import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLimits, readJsonBody } from './json-body.ts';

const read = (text: string) => readJsonBody(Buffer.from(text));
const codeOf = (bytes: Uint8Array) => {
  try {
    return readJsonBody(bytes);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('reading a JSON body', () => {
  it('gives what was sent', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }).filter((text) => !text.includes('__proto__')),
        (text) => {
          expect(read(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('takes no bytes for no body', () => {
    expect(read('')).toBeUndefined();
  });

  it.each([
    ['text that is no JSON', Buffer.from('{"a":')],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(bytes)).toBe('request.not-json');
  });

  it('refuses what is nested too deeply without running out of stack itself', () => {
    expect(codeOf(Buffer.from('['.repeat(200_000) + ']'.repeat(200_000)))).toBe('request.too-deep');
    expect(codeOf(Buffer.from('['.repeat(jsonLimits.depth) + ']'.repeat(jsonLimits.depth)))).not.toBe(
      'request.too-deep',
    );
  });

  it('refuses too many keys', () => {
    expect(codeOf(Buffer.from(JSON.stringify(Array.from({ length: jsonLimits.keys + 1 }, () => 0))))).toBe(
      'request.too-deep',
    );
  });

  it.each(['{"a":[{"__proto__":{"admin":true}}]}', '{"constructor":{"prototype":{"admin":true}}}'])(
    'refuses %s and names the place',
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ message: 'request.forbidden-key' }));
    },
  );

  it('lets “constructor” be an ordinary word', () => {
    expect(read('{"constructor":"ACME"}')).toEqual({ constructor: 'ACME' });
  });

  it('names where a forbidden key stands', () => {
    expect(() => read('{"a":[0,{"__proto__":1}]}')).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ params: { key: '__proto__', place: 'body.a[1]' } }),
      }),
    );
  });
});
