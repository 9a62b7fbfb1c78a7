import { Fault } from '../runtime/fault.ts';
import type { Budget } from '../budget.ts';
import { sortedPlaces } from '../runtime/merge-sort.ts';
import { fewestForRadix, radixPlaces } from '../runtime/radix-sort.ts';

/** The keys of one order-by term: one for each item, as they come. */
export interface KeyColumn {
  readonly descending: boolean;
  readonly key: (place: number) => unknown;
}

/**
 * The columns as numbers alone: numbers as they are, texts by their rank. Gives undefined where a key is neither, where
 * kinds mix, or where a key cannot be evaluated: then pairs must be compared one by one, to fail as they should.
 */
export function numericColumns(columns: readonly KeyColumn[], count: number): readonly Float64Array[] | undefined {
  const numbers: Float64Array[] = [];
  for (const column of columns) {
    const ranked = rankedColumn(column, count);
    if (!ranked) return undefined;
    numbers.push(ranked);
  }
  return numbers;
}

/** The order of items by columns of numbers; the first counts most. */
export function placesBy(columns: readonly Float64Array[], count: number, budget: Budget): Uint32Array {
  if (count >= fewestForRadix) return radixPlaces(columns, count, budget);
  return sortedPlaces(count, (a, b) => isBehind(columns, a, b), budget);
}

function isBehind(columns: readonly Float64Array[], a: number, b: number): boolean {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (column[a] !== column[b]) return column[a]! > column[b]!;
  }
  return false;
}

/** Missing keys rank behind all others, whichever way the order runs. */
function rankedColumn({ descending, key }: KeyColumn, count: number): Float64Array | undefined {
  const keys = keysOf(key, count);
  const present = keys?.find((each) => each !== undefined);
  if (!keys || !areOfKind(keys, present)) return undefined;
  const rank = typeof present === 'string' ? ranksOf(keys as readonly string[]) : undefined;
  const ranked = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const each = rank ? rank.get(keys[place] as string) : (keys[place] as number | undefined);
    ranked[place] = each === undefined ? Number.POSITIVE_INFINITY : descending ? -each : each;
  }
  return ranked;
}

function areOfKind(keys: readonly unknown[], present: unknown): boolean {
  for (let place = 0; place < keys.length; place++)
    if (keys[place] !== undefined && !isOfKind(keys[place], present)) return false;
  return true;
}

function isOfKind(key: unknown, other: unknown): boolean {
  return typeof other === 'string' ? typeof key === 'string' : Number.isFinite(key);
}

function keysOf(key: (place: number) => unknown, count: number): readonly unknown[] | undefined {
  const keys: unknown[] = [];
  try {
    for (let place = 0; place < count; place++) keys.push(key(place));
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
  return keys;
}

function ranksOf(keys: readonly (string | undefined)[]): ReadonlyMap<string | undefined, number> {
  const distinct = [...new Set(keys)].filter((key) => key !== undefined);
  const ordered = distinct.sort((a, b) => (a < b ? -1 : 1));
  return new Map(ordered.map((key, rank) => [key, rank]));
}
