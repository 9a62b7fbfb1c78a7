import type { Budget } from '../budget.ts';
import { fewestForRadix, radixPlaces } from '../runtime/radix-sort.ts';
import { Fault } from '../runtime/fault.ts';
import { callBack } from '../runtime/invoke.ts';
import { itemsAt, sortedPlaces } from '../runtime/merge-sort.ts';
import type { Run } from '../runtime/run.ts';
import { append, isSequence, sequence, type List } from '../runtime/sequence.ts';
import { isListOf, isNumeric, isText } from '../runtime/truth.ts';
import { distinctItems } from './distinct.ts';
import { standard } from './standard-function.ts';

type Maybe<T> = T | undefined;

function reverse(list: Maybe<List>, run: Run): Maybe<List> {
  if (list === undefined || list.length <= 1) return list;
  run.budget.elements(list.length);
  return Array.from(list).reverse();
}

function shuffle(list: Maybe<List>, run: Run): Maybe<List> {
  if (list === undefined || list.length <= 1) return list;
  if (!run.random) throw new Fault('JM2002');
  run.budget.elements(list.length);
  const shuffled: unknown[] = [];
  for (let at = 0; at < list.length; at++) {
    const other = Math.floor(run.random() * (at + 1));
    shuffled.push(shuffled[other]);
    shuffled[other] = list[at];
  }
  return shuffled;
}

function sort(list: Maybe<List>, comparator: unknown, run: Run): Maybe<List> {
  if (list === undefined || list.length <= 1) return list;
  if (comparator !== undefined) return sortBy(list, comparator, run);
  run.budget.elements(list.length);
  run.budget.step(list.length * 4);
  if (isListOf(list, isNumeric)) return sortNumbers(list, run.budget);
  if (isListOf(list, isText)) return list.toSorted((a, b) => (a > b ? 1 : a < b ? -1 : 0));
  throw new Fault('D3070', { index: 1 });
}

function sortBy(list: List, comparator: unknown, run: Run): List {
  const swaps = (first: number, second: number) => Boolean(callBack(comparator, [list[first], list[second]], run));
  return itemsAt(list, sortedPlaces(list.length, swaps, run.budget));
}

function sortNumbers(list: readonly number[], budget: Budget): List {
  if (list.length < fewestForRadix) return list.toSorted((a, b) => a - b);
  return itemsAt(list, radixPlaces([Float64Array.from(list)], list.length, budget));
}

function distinct(list: unknown, run: Run): unknown {
  if (!Array.isArray(list) || list.length <= 1) return list;
  const items = distinctItems(list, run.budget);
  return isSequence(list) ? sequence(items) : items;
}

function zip(lists: readonly unknown[], run: Run): unknown[] {
  const length = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  run.budget.elements(length * (lists.length + 1));
  return Array.from({ length }, (_, i) => lists.map((list) => (list as List)[i]));
}

function joined(first: unknown, second: unknown, run: Run): unknown {
  run.budget.elements(sizeOf(first) + sizeOf(second));
  return append(first, second);
}

function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

export const listFunctions = {
  append: standard<[unknown, unknown]>('<xx:a>', 2, ([first, second], run) => joined(first, second, run)),
  reverse: standard<[Maybe<List>]>('<a:a>', 1, ([list], run) => reverse(list, run)),
  shuffle: standard<[Maybe<List>]>('<a:a>', 1, ([list], run) => shuffle(list, run)),
  sort: standard<[Maybe<List>, unknown]>('<af?:a>', 2, ([list, comparator], run) => sort(list, comparator, run)),
  distinct: standard<[unknown]>('<x:x>', 1, ([list], run) => distinct(list, run)),
  zip: standard<readonly unknown[]>('<a+>', 0, zip),
};
