import type { SyncDirection, SyncId } from '@joinery/contracts';
import { expect, it } from 'vitest';
import { documentOf } from '../testing/index.ts';
import { findRing, type SyncEdge } from './find-ring.ts';

function edge(id: string, a: string, b: string, direction: SyncDirection): SyncEdge {
  const document = documentOf({ direction });
  return {
    syncId: id as SyncId,
    document: { direction, a: { ...document.a, object: a }, b: { ...document.a, object: b } },
  };
}

it('finds a ring of three and names the others', () =>
  expect(
    findRing(edge('3', 'c', 'a', 'a-to-b'), [edge('1', 'a', 'b', 'a-to-b'), edge('2', 'b', 'c', 'a-to-b')]),
  ).toEqual(['1', '2']));
it('finds two syncs that answer each other', () =>
  expect(findRing(edge('2', 'a', 'b', 'b-to-a'), [edge('1', 'a', 'b', 'a-to-b')])).toEqual(['1']));
it('sees no ring in a two-way sync by itself, nor in a chain of them', () => {
  expect(findRing(edge('1', 'a', 'b', 'both'), [])).toBeNull();
  expect(findRing(edge('2', 'b', 'c', 'both'), [edge('1', 'a', 'b', 'both')])).toBeNull();
});
it('finds a ring of two-way syncs', () =>
  expect(findRing(edge('3', 'c', 'a', 'both'), [edge('1', 'a', 'b', 'both'), edge('2', 'b', 'c', 'both')])).toEqual([
    '1',
    '2',
  ]));
it('sees no ring where a version of the sync itself is among the others', () =>
  expect(findRing(edge('1', 'a', 'b', 'both'), [edge('1', 'a', 'b', 'both')])).toBeNull());
