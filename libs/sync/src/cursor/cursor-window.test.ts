import { expect, it } from 'vitest';
import type { Cursor } from '../ports.ts';
import { movedCursor, newestOf, windowStart } from './cursor-window.ts';

const at = (time: number, id = ''): Cursor => ({ kind: 'time', time, id });
const record = (id: string, modifiedAt: number) => ({ id, fields: {}, modifiedAt });

it('begins behind the newest record seen', () => {
  expect(windowStart(at(1000, 'x'), 300)).toEqual(at(700));
  expect(windowStart(null, 300)).toBeNull();
});

it('orders records of one moment by id', () => {
  expect(newestOf(null, [record('b', 5), record('c', 5), record('a', 5)])).toEqual(at(5, 'c'));
  expect(newestOf(at(5, 'd'), [record('c', 5)])).toEqual(at(5, 'd'));
});

it('never goes back, and never past the moment the look began', () => {
  expect(movedCursor(at(50), at(40, 'x'), 100)).toEqual(at(50));
  expect(movedCursor(at(50), at(9000, 'x'), 100)).toEqual(at(100));
  expect(movedCursor(null, null, 100)).toBeNull();
});

it('takes a bookmark as it is', () => {
  const bookmark: Cursor = { kind: 'bookmark', value: 'b2' };
  expect(movedCursor({ kind: 'bookmark', value: 'b1' }, bookmark, 100)).toEqual(bookmark);
});
