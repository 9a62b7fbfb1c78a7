import { Frame, unset, type Run } from './run.ts';
import type { List } from './sequence.ts';

/**
 * One item of a path that carries variables: slot 0 holds the item, the others what `@`, `#` and `%` need, by name.
 */
export class Tuple extends Frame {
  readonly names: readonly string[];

  constructor(names: readonly string[], slots: unknown[], parent: Frame, run: Run) {
    super(slots, parent, run);
    this.names = names;
  }

  get item(): unknown {
    return this.slots[0];
  }

  /** The same variables with another item. */
  with(item: unknown): Tuple {
    const slots = [...this.slots];
    slots[0] = item;
    return new Tuple(this.names, slots, this.parent!, this.run);
  }

  /** Takes over every variable that the other one has bound, and its item. */
  absorb(other: Tuple): void {
    other.names.forEach((name, slot) => {
      const value = other.slots[slot];
      if (value !== unset) this.slots[this.names.indexOf(name)] = value;
    });
  }
}

/** One tuple for a whole group: each slot holds the values of all, joined as `$append` joins them. */
export function joinTuples(tuples: readonly Tuple[]): Tuple {
  const [first] = tuples;
  if (tuples.length === 1 || !first) return first!;
  first.run.budget.elements(tuples.length * first.names.length);
  const slots = first.names.map((_, slot) => joinSlot(tuples, slot));
  return new Tuple(first.names, slots, first.parent!, first.run);
}

function joinSlot(tuples: readonly Tuple[], slot: number): unknown {
  const values = tuples.map((tuple) => tuple.slots[slot]).filter((value) => value !== unset);
  return values.length === 0 ? unset : joinAll(values);
}

/** The same for a list that nobody else holds: it is the result where nothing in it is to be joined. */
export function joinOwn(values: unknown[]): unknown {
  for (let i = 0; i < values.length; i++)
    if (values[i] === undefined || Array.isArray(values[i])) return joinAll(values);
  return values.length === 1 ? values[0] : values;
}

/** `$append` of all of them, in time linear in their number. */
export function joinAll(values: List): unknown {
  const first = values.findIndex((value) => value !== undefined);
  if (first < 0) return undefined;
  const joined: unknown[] = [];
  let count = 0;
  for (let i = first; i < values.length; i++) {
    const value = values[i];
    if (value === undefined) continue;
    count++;
    if (Array.isArray(value)) for (const item of value as List) joined.push(item);
    else joined.push(value);
  }
  return count === 1 ? values[first] : joined;
}
