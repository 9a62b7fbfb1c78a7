import { describe, expect, it } from 'vitest';
import { idFloor, idTime, newId } from './ids.ts';

describe('ids', () => {
  it('sort in the order of their birth, also when the clock stands still or steps back', () => {
    const now = Date.now() + 60_000;
    const ids = [...Array.from({ length: 10_000 }, () => newId(now)), newId(now - 5_000), newId(now + 60_000)];
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are version 7 and tell when they were born', () => {
    const now = Date.now() + 200_000;
    const id = newId(now);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idTime(id)).toBe(now);
  });

  it('lie above the floor of their moment and below that of the next', () => {
    const now = Date.now() + 300_000;
    const id = newId(now);
    expect(idFloor(now) < id && id < idFloor(now + 1)).toBe(true);
  });
});
