import { setMember } from '../runtime/clone.ts';
import { Fault } from '../runtime/fault.ts';
import { emptySlots, Frame, type Code } from '../runtime/run.ts';
import { isTupleStream, type List } from '../runtime/sequence.ts';
import { joinOwn, joinTuples, type Tuple } from '../runtime/tuple.ts';
import type { Group } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

interface Place {
  readonly scope: Scope;
  readonly compiler: Compiler;
  /** How many variables the scope has when it is that of tuples. Plain items then get a frame with none of them set. */
  readonly width?: number;
}

interface CompiledPair {
  readonly key: Code;
  readonly value: Code;
  readonly weight: number;
}

interface Gathered {
  readonly pair: CompiledPair;
  readonly items: unknown[];
}

type Members = Record<string, unknown>;

/** Group-by `{key: value}`: items by key, then the value once for each key. `source` gives the items. */
export function compileGroup(group: Group, source: Code, { scope, compiler, width }: Place): Code {
  const pairs = group.lhs.map(([key, value]) => ({
    key: compiler.node(key, scope),
    value: compiler.node(value, scope),
    weight: weightOf(key),
  }));
  return (input, frame) => {
    const found = source(input, frame);
    if (isTupleStream(found)) return fromTuples(gather(group, pairs, found, frame), frame);
    const place = width === undefined ? frame : new Frame(emptySlots(width), frame, frame.run);
    return fromItems(gather(group, pairs, found, place), place);
  };
}

function gather(group: Group, pairs: readonly CompiledPair[], found: unknown, frame: Frame): Map<string, Gathered> {
  const groups = new Map<string, Gathered>();
  const isStream = isTupleStream(found);
  const items = itemsOf(found, isStream);
  const { budget } = frame.run;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const place = isStream ? new Frame((item as Tuple).slots, frame, frame.run) : frame;
    const context = isStream ? (item as Tuple).item : item;
    for (const pair of pairs) {
      budget.elements(1);
      budget.step(pair.weight);
      addTo(groups, pair, pair.key(context, place), item, group);
    }
  }
  return groups;
}

/** Nothing still makes one object: how a literal object comes about. */
function itemsOf(found: unknown, isStream: boolean): List {
  const items: List = Array.isArray(found) ? found : [found];
  return items.length === 0 && !isStream ? [undefined] : items;
}

/** Names that the reference keeps to itself. An expression written here must mean the same there. */
const reserved = new Set(['_jsonata_lambda', '_jsonata_function']);

// Five plain arguments: it runs once for each item, and an object of them would be most of its cost.
function addTo(groups: Map<string, Gathered>, pair: CompiledPair, key: unknown, item: unknown, group: Group): void {
  if (key === undefined) return;
  const known = typeof key === 'string' ? groups.get(key) : undefined;
  if (known?.pair === pair) known.items.push(item);
  else groups.set(newKey(key, known, group), { pair, items: [item] });
}

function newKey(key: unknown, known: Gathered | undefined, { position }: Group): string {
  if (typeof key !== 'string') throw new Fault('T1003', { position, value: key });
  if (reserved.has(key)) throw new Fault('D1013', { position, value: key });
  if (known) throw new Fault('D1009', { position, value: key });
  return key;
}

function fromItems(groups: Map<string, Gathered>, frame: Frame): Members {
  const result: Members = {};
  for (const [key, { pair, items }] of groups) {
    const value = pair.value(joinOwn(items), frame);
    if (value !== undefined) setMember(result, key, value);
  }
  return result;
}

function fromTuples(groups: Map<string, Gathered>, frame: Frame): Members {
  const result: Members = {};
  for (const [key, { pair, items }] of groups) {
    const tuple = joinTuples(items as readonly Tuple[]);
    const value = pair.value(tuple.item, new Frame(tuple.slots, frame, frame.run));
    if (value !== undefined) setMember(result, key, value);
  }
  return result;
}
