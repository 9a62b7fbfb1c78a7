/**
 * JSONata tells a sequence (what a path collects; one alone is the value itself) from a list (what the input or a
 * constructor holds). Both are arrays here; a sequence carries marks under a symbol that no JSON can have.
 */
const marks = Symbol('marks');

export const Mark = {
  /** A sequence: none is missing, one is itself. */
  sequence: 1,
  /** `[]` was asked for: one stays a list. */
  keep: 2,
  /** The input list, wrapped so that it counts as one value. */
  wrapper: 4,
  /** Items are tuples (frames) of a path that carries variables. */
  tuples: 8,
  /** Written as a list in a step: not flattened. */
  constructed: 16,
} as const;

export type List = readonly unknown[];

interface Marked {
  [marks]?: number;
}

export function marksOf(list: List): number {
  return (list as Marked)[marks] ?? 0;
}

export function mark<T extends List>(list: T, added: number): T {
  (list as Marked)[marks] = marksOf(list) | added;
  return list;
}

export function sequence(items: unknown[]): unknown[] {
  (items as Marked)[marks] = Mark.sequence;
  return items;
}

export function isSequence(value: unknown): value is List {
  return Array.isArray(value) && (marksOf(value) & Mark.sequence) !== 0;
}

export function isTupleStream(value: unknown): boolean {
  return Array.isArray(value) && (marksOf(value) & Mark.tuples) !== 0;
}

/** What a node yields: an empty sequence is missing, a sequence of one is its item. */
export function collapse(value: unknown): unknown {
  if (typeof value !== 'object' || !Array.isArray(value)) return value;
  const found = (value as Marked)[marks];
  if (found === undefined || (found & (Mark.sequence | Mark.tuples)) !== Mark.sequence) return value;
  if (value.length > 1) return value;
  if (value.length === 0) return undefined;
  return found & Mark.keep ? value : value[0];
}

/** The same list without any mark, for the world outside. */
export function unmarked(list: List): unknown[] {
  delete (list as Marked)[marks];
  return list as unknown[];
}

/** Joins as `$append` does: missing adds nothing, lists are joined, the rest counts as a list of one. */
export function append(first: unknown, second: unknown): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const head = Array.isArray(first) ? first : [first];
  return Array.isArray(second) ? head.concat(second) : head.concat([second]);
}

/** `[]` on a path: one item stays a list, also where the path ends in a list that was built as one. */
export function kept(items: List): List {
  const found = marksOf(items);
  if (found & Mark.sequence) return mark(items, Mark.keep);
  return found & Mark.constructed ? mark(sequence([items]), Mark.keep) : items;
}

/** A sequence that nobody else holds, as a plain list. */
export function plainList(items: List): List {
  (items as Marked)[marks] = 0;
  return items;
}
