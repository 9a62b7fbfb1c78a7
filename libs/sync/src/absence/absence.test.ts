import { describe, expect, it } from 'vitest';
import { guardRemovals } from './guard-removals.ts';
import { judgeListing, type Listing } from './judge-listing.ts';

describe('a full listing', () => {
  const whole: Listing = { listed: 1000, total: null, before: 1000, linked: 1000, unseen: 0 };

  it('is believed down to nine tenths of the last one', () => {
    expect(judgeListing({ ...whole, listed: 900, unseen: 100 }).kind).toBe('complete');
    expect(judgeListing({ ...whole, listed: 899, unseen: 101 })).toEqual({ kind: 'incomplete', expected: 1000 });
  });
  it('is not believed when it is empty, whatever was before', () => {
    expect(judgeListing({ ...whole, listed: 0, unseen: 1000 }).kind).toBe('incomplete');
    expect(judgeListing({ ...whole, listed: 0, before: null, linked: 1, unseen: 1 }).kind).toBe('incomplete');
  });
  it('is not believed when it gives fewer than the vendor says there are', () =>
    expect(judgeListing({ ...whole, listed: 999, total: 1000 })).toEqual({ kind: 'incomplete', expected: 1000 }));
  it('is not believed when new records hide how many are missing', () =>
    expect(judgeListing({ ...whole, listed: 1100, unseen: 150 }).kind).toBe('incomplete'));
});

describe('the guard', () => {
  const guard = { floor: 10, percent: 2 };

  it('lets ten through, or two per cent', () => {
    expect(guardRemovals(guard, { due: 10, done: 0, linked: 100, released: 0 })).toEqual({ kind: 'pass' });
    expect(guardRemovals(guard, { due: 11, done: 0, linked: 100, released: 0 })).toEqual({
      kind: 'held',
      count: 11,
      limit: 10,
    });
    expect(guardRemovals(guard, { due: 20, done: 0, linked: 1000, released: 0 })).toEqual({ kind: 'pass' });
  });
  it('counts what was done before', () =>
    expect(guardRemovals(guard, { due: 1, done: 10, linked: 100, released: 0 }).kind).toBe('held'));
  it('lets through what an administrator released, and no more', () => {
    expect(guardRemovals(guard, { due: 50, done: 0, linked: 100, released: 50 }).kind).toBe('pass');
    expect(guardRemovals(guard, { due: 51, done: 0, linked: 100, released: 50 }).kind).toBe('held');
  });
});
