import { Fault } from '../runtime/fault.ts';
import { itemsAt, sortedPlaces } from '../runtime/merge-sort.ts';
import { emptySlots, Frame, unset, type Code } from '../runtime/run.ts';
import { isTupleStream, mark, Mark, type List } from '../runtime/sequence.ts';
import type { Tuple } from '../runtime/tuple.ts';
import type { SortNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import type { FilterStage } from '../syntax/syntax-tree.ts';
import { compileFilter } from './filters.ts';
import { numericColumns, placesBy, type KeyColumn } from './sort-columns.ts';
import { weightOf } from './weight.ts';

type Sort = (items: List, frame: Frame) => List;

interface Term {
  readonly key: Code;
  readonly descending: boolean;
  readonly weight: number;
}

/** The order-by step without what follows it. Each key is evaluated once per item, not once per comparison. */
export function compileOrder(node: SortNode, scope: Scope, compiler: Compiler): Sort {
  const terms = node.terms.map(({ expression, descending }) => ({
    key: compiler.node(expression, scope),
    descending,
    weight: weightOf(expression),
  }));
  return (items, frame) => {
    if (items.length <= 1) return items;
    const keys = new Keys(terms, items, frame);
    const oneByOne = (first: number, second: number) => isBehind(node, keys, first, second);
    const { budget } = frame.run;
    const columns = numericColumns(keys.columns(), items.length);
    const places = columns ? placesBy(columns, items.length, budget) : sortedPlaces(items.length, oneByOne, budget);
    const ordered = itemsAt(items, places);
    return isTupleStream(items) ? mark(ordered, Mark.sequence | Mark.tuples) : ordered;
  };
}

export function compileSort(node: SortNode, scope: Scope, compiler: Compiler): Sort {
  const order = compileOrder(node, scope, compiler);
  const filters = (node.stages ?? []).map((stage) => compileFilter(stage as FilterStage, scope, compiler));
  return (items, frame) => filters.reduce<List>((list, filter) => filter(list, frame) as List, order(items, frame));
}

/** The keys of all items. One by one, each is evaluated when it is first compared: that of the second term only at a tie. */
class Keys {
  readonly terms: readonly Term[];
  readonly #items: List;
  readonly #frame: Frame;
  readonly #isStream: boolean;
  #known: readonly unknown[][] | undefined;

  constructor(terms: readonly Term[], items: List, frame: Frame) {
    this.terms = terms;
    this.#items = items;
    this.#frame = frame;
    this.#isStream = isTupleStream(items);
  }

  columns(): readonly KeyColumn[] {
    return this.terms.map(({ descending }, term) => ({
      descending,
      key: (place) => this.#evaluate(this.terms[term]!, this.#items[place]),
    }));
  }

  at(term: number, place: number): unknown {
    this.#known ??= this.terms.map(() => emptySlots(this.#items.length));
    const known = this.#known[term]!;
    if (known[place] === unset) known[place] = this.#evaluate(this.terms[term]!, this.#items[place]);
    return known[place];
  }

  #evaluate({ key, weight }: Term, item: unknown): unknown {
    const { run } = this.#frame;
    run.budget.step(weight);
    if (!this.#isStream) return key(item, this.#frame);
    const tuple = item as Tuple;
    return key(tuple.item, new Frame(tuple.slots, this.#frame, run));
  }
}

function isBehind(node: SortNode, keys: Keys, first: number, second: number): boolean {
  for (let term = 0; term < keys.terms.length; term++) {
    const { descending } = keys.terms[term]!;
    const order = compareKeys(node, keys.at(term, first), keys.at(term, second), descending);
    if (order !== 0) return order > 0;
  }
  return false;
}

/** What is missing comes last, whichever way the order runs. */
function compareKeys(node: SortNode, first: unknown, second: unknown, descending: boolean): number {
  if (first === undefined) return second === undefined ? 0 : 1;
  if (second === undefined) return -1;
  checkKeys(node, first, second);
  if (first === second) return 0;
  const order = (first as string) < (second as string) ? -1 : 1;
  return descending ? -order : order;
}

function isSortable(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

function checkKeys(node: SortNode, first: unknown, second: unknown): void {
  if (!isSortable(first) || !isSortable(second))
    throw new Fault('T2008', { position: node.position, value: isSortable(first) ? second : first });
  if (typeof first !== typeof second)
    throw new Fault('T2007', { position: node.position, value: first, inserts: { value2: second } });
}
