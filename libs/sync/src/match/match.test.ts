import { describe, expect, it } from 'vitest';
import { decideMatch } from './decide-match.ts';
import { comparable } from './normalise.ts';

describe('values made comparable', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '+86-138-0013-8000',
    '008613800138000',
    '86 13800138000',
    '１３８００１３８０００',
    '13800138000 转 12',
  ])('knows the telephone %s', (text) => expect(comparable(text, 'phone')).toBe('8613800138000'));
  it('knows a landline with and without its trunk zero', () => {
    expect(comparable('010-62345678', 'phone')).toBe('861062345678');
    expect(comparable('+86 (0)10 6234 5678', 'phone')).toBe('861062345678');
  });
  it('keeps foreign numbers apart', () => expect(comparable('+1 380 013 8000', 'phone')).toBe('13800138000'));
  it('compares mail addresses without case, blanks and scheme', () => {
    expect(comparable(' MailTo:Ann@Example.COM ', 'mail')).toBe('ann@example.com');
    expect(comparable('not a mail', 'mail')).toBeNull();
  });
  it('compares tax numbers by letters and digits', () =>
    expect(comparable('91 1100-00ma01abcd2x', 'tax-id')).toBe('91110000MA01ABCD2X'));
  it.each([undefined, null, '', '  '])('finds nothing to compare in %j', (value) =>
    expect(comparable(value, 'exact')).toBeNull(),
  );
});

describe('a match', () => {
  const free = (recordId: string, keys: Record<number, string>) => ({ recordId, keys, taken: false });
  const sharedKeys = new Set<string>();

  it('is the one record that the strongest finding rule gives', () => {
    const candidates = [free('x', { 1: 'phone' }), free('y', { 0: 'mail' })];
    expect(decideMatch({ keys: { 0: 'mail', 1: 'phone' }, candidates, sharedKeys })).toEqual({
      kind: 'match',
      recordId: 'y',
    });
  });
  it('is unsure between two', () =>
    expect(
      decideMatch({
        keys: { 0: 'mail' },
        candidates: [free('x', { 0: 'mail' }), free('y', { 0: 'mail' })],
        sharedKeys,
      }),
    ).toEqual({
      kind: 'unsure',
      candidates: ['x', 'y'],
    }));
  it('is unsure where a stronger rule contradicts', () =>
    expect(
      decideMatch({ keys: { 0: 'mail', 1: 'phone' }, candidates: [free('x', { 0: 'other', 1: 'phone' })], sharedKeys })
        .kind,
    ).toBe('unsure'));
  it('is unsure where another record of the own side has the same claim', () =>
    expect(
      decideMatch({ keys: { 0: 'mail' }, candidates: [free('x', { 0: 'mail' })], sharedKeys: new Set(['mail']) }).kind,
    ).toBe('unsure'));
  it('is unsure where the candidate has a living counterpart', () =>
    expect(
      decideMatch({ keys: { 0: 'mail' }, candidates: [{ ...free('x', { 0: 'mail' }), taken: true }], sharedKeys }).kind,
    ).toBe('unsure'));
  it('is none where colleagues share a telephone', () => {
    const colleague = { ...free('x', { 0: 'other', 1: 'phone' }), taken: true };
    expect(decideMatch({ keys: { 0: 'mail', 1: 'phone' }, candidates: [colleague], sharedKeys })).toEqual({
      kind: 'none',
    });
  });
});
