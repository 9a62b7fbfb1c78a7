import type { Budget } from '../budget.ts';

/** Whether the item at the second place is to come before the one at the first. */
export type Swaps = (first: number, second: number) => boolean;

/**
 * The order of `count` items by a stable merge sort that compares the same pairs in the same order as the reference, so
 * that comparisons which fail or contradict themselves come out alike; only that merging here costs no more than its
 * length. Items are places in a list: two arrays of numbers are all it takes.
 */
export function sortedPlaces(count: number, swaps: Swaps, budget: Budget): Uint32Array {
  budget.elements(count);
  const places = new Uint32Array(count);
  for (let i = 0; i < count; i++) places[i] = i;
  sortRange({ places, spare: new Uint32Array(count), swaps, budget }, 0, count);
  return places;
}

interface Sorting {
  readonly places: Uint32Array;
  readonly spare: Uint32Array;
  readonly swaps: Swaps;
  readonly budget: Budget;
}

function sortRange(sorting: Sorting, from: number, to: number): void {
  if (to - from <= 1) return;
  const middle = from + Math.floor((to - from) / 2);
  sortRange(sorting, from, middle);
  sortRange(sorting, middle, to);
  merge(sorting, from, middle, to);
}

function merge({ places, spare, swaps, budget }: Sorting, from: number, middle: number, to: number): void {
  budget.step(to - from);
  for (let i = from; i < to; i++) spare[i] = places[i]!;
  let left = from;
  let right = middle;
  let at = from;
  while (left < middle && right < to)
    places[at++] = swaps(spare[left]!, spare[right]!) ? spare[right++]! : spare[left++]!;
  while (left < middle) places[at++] = spare[left++]!;
  while (right < to) places[at++] = spare[right++]!;
}

/** The items of a list at these places. */
export function itemsAt<T>(list: readonly T[], places: Uint32Array): T[] {
  const items = list.slice(0, places.length);
  for (let i = 0; i < places.length; i++) items[i] = list[places[i]!]!;
  return items;
}
