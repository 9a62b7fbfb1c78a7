import type { RunId, TenantId } from '@joinery/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallbackTokens } from './callback-tokens.ts';

const run = {
  tenantId: '01990000-0000-7000-8000-00000000000a' as TenantId,
  runId: '01990000-0000-7000-8000-00000000000b' as RunId,
};
const tokens = new CallbackTokens({ key: new Uint8Array(32).fill(7), publicUrl: 'https://joinery.test/' });

describe('a callback token', () => {
  it('names its place again, whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (path) => {
        expect(tokens.read(tokens.token(run, path))).toEqual({ ...run, path });
      }),
    );
  });

  it('is the same each time, so that it can be sent before its wait begins', () => {
    expect(tokens.token(run, 'verdict')).toBe(tokens.token(run, 'verdict'));
    expect(tokens.url('x')).toBe('https://joinery.test/callbacks/x');
  });

  it('is refused when any letter of it is another, or its key is', () => {
    const token = tokens.token(run, 'rows[3].verdict');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'ABCxyz019-_'), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(tokens.read(token.slice(0, at) + letter + token.slice(at + 1))).toBeUndefined();
      }),
    );
    expect(new CallbackTokens({ key: new Uint8Array(32), publicUrl: '' }).read(token)).toBeUndefined();
  });

  it.each(['', 'x', '../../etc/passwd', '%00'])('is refused when it is none: %s', (text) => {
    expect(tokens.read(text)).toBeUndefined();
  });
});
