import { emptySlots, Frame, type Code } from '../runtime/run.ts';
import { isTupleStream, kept, mark, Mark, sequence, type List } from '../runtime/sequence.ts';
import { Tuple } from '../runtime/tuple.ts';
import type { PathNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import { compileFilter } from './filters.ts';
import { compileGroup } from './groups.ts';
import { beginning, compileStep, type Step } from './steps.ts';
import { boundNames, Scope } from './scope.ts';
import { compileOrder } from './sorts.ts';
import { tupleNames } from './streams.ts';
import { weightOf } from './weight.ts';

/** What all steps of one tuple path have in common. */
interface Stream {
  readonly outer: Scope;
  readonly tuples: Scope;
  readonly names: readonly string[];
  readonly compiler: Compiler;
}

/** A path on which variables travel along (`@`, `#`) or to whose earlier contexts a later step looks back (`%`). */
export function compileTuplePath(node: PathNode, scope: Scope, compiler: Compiler): Code {
  const names = tupleNames(node.steps);
  const stream: Stream = { outer: scope, tuples: new Scope(scope, names), names, compiler };
  const collected = compileSteps(node, stream);
  if (node.group) return compileGroup(node.group, collected, { scope: stream.tuples, compiler, width: names.length });
  const result: Code = node.tuple ? collected : (input, frame) => itemsOf(collected(input, frame));
  return node.keepSingletonArray ? (input, frame) => kept(result(input, frame) as List) : result;
}

function itemsOf(found: List): List {
  return isTupleStream(found) ? sequence(found.map((tuple) => (tuple as Tuple).item)) : found;
}

/** Steps before the first that carries anything take items, those from there on take tuples. */
function compileSteps(node: PathNode, stream: Stream): (input: unknown, frame: Frame) => List {
  const { steps } = node;
  const found = steps.findIndex((step, i) => step.tuple === true && !(i === 0 && step.consarray));
  const first = found < 0 ? steps.length : found;
  const place = (i: number) => ({ step: steps[i]!, isFirst: i === 0, isRead: false, isLast: i === steps.length - 1 });
  const before = steps.slice(0, first).map((_, i) => compileStep(place(i), stream.outer, stream.compiler));
  const behind = steps.slice(first).map((step) => compileTupleStep(step, stream));
  const begin = beginning(node);
  return (input, frame) => {
    let items = begin(input);
    for (const step of before) {
      items = step(items, frame);
      if (items.length === 0) return items;
    }
    for (const step of behind) items = step(items, frame);
    return items;
  };
}

function compileTupleStep(step: SyntaxNode, stream: Stream): Step {
  const stages = compileStages(step, stream);
  const move = step.type === 'sort' ? compileTupleSort(step, stream) : compileMove(step, stream);
  return (items, frame) => stages(move(items, frame), frame);
}

function compileStages(step: SyntaxNode, { tuples, names, compiler }: Stream): Step {
  const stages = (step.stages ?? []).map<Step>((stage) => {
    if (stage.type === 'index') return (items) => numbered(items, names.indexOf(stage.value));
    const filter = compileFilter(stage, tuples, compiler);
    return (items, frame) => filter(items, frame) as List;
  });
  return (items, frame) => stages.reduce((list, stage) => stage(list, frame), items);
}

function numbered(items: List, slot: number): List {
  items.forEach((tuple, index) => ((tuple as Tuple).slots[slot] = index));
  return items;
}

function compileTupleSort(step: SyntaxNode & { readonly type: 'sort' }, stream: Stream): Step {
  const sortTuples = compileOrder(step, stream.tuples, stream.compiler);
  const sortItems = compileOrder(step, stream.outer, stream.compiler);
  const slot = step.index === undefined ? -1 : stream.names.indexOf(step.index);
  return (items, frame) => {
    if (isTupleStream(items)) return sortTuples(items, frame);
    const tuples = asTuples(sortItems(items, frame), stream, frame);
    return slot < 0 ? tuples : numbered(tuples, slot);
  };
}

function asTuples(items: List, { names }: Stream, frame: Frame): List {
  if (isTupleStream(items)) return items;
  frame.run.budget.elements(items.length * names.length);
  const tuples = Array.from(items, (item) => {
    const slots = emptySlots(names.length);
    slots[0] = item;
    return new Tuple(names, slots, frame, frame.run);
  });
  return mark(sequence(tuples), Mark.tuples);
}

/** One step further: a tuple for each thing that the step yields for each tuple. */
function compileMove(step: SyntaxNode, stream: Stream): Step {
  const code = compileInTuple(step, stream);
  const slotOf = (name: string | undefined) => (name === undefined ? -1 : stream.names.indexOf(name));
  const slots = { focus: slotOf(step.focus), index: slotOf(step.index), ancestor: slotOf(step.ancestor?.label) };
  const weight = weightOf(step);
  return (items, frame) => {
    const { budget } = frame.run;
    const moved: Tuple[] = [];
    for (const tuple of asTuples(items, stream, frame) as readonly Tuple[]) {
      budget.step(weight);
      const found = code(tuple.item, tuple);
      if (found === undefined) continue;
      const list: List = Array.isArray(found) ? found : [found];
      budget.elements(list.length * stream.names.length);
      for (let i = 0; i < list.length; i++)
        moved.push(isTupleStream(found) ? absorbed(tuple, list[i] as Tuple) : advanced(tuple, list[i], i, slots));
    }
    return mark(sequence(moved), Mark.tuples);
  };
}

/** The step in the scope of the tuples; what it binds itself is its own and does not travel. */
function compileInTuple(step: SyntaxNode, { tuples, compiler }: Stream): Code {
  const own = boundNames([{ ...step, stages: [] } as SyntaxNode]);
  if (own.length === 0) return compiler.node(step, tuples);
  const scope = new Scope(tuples, own);
  const code = compiler.node(step, scope);
  return (input, frame) => code(input, new Frame(emptySlots(scope.size), frame, frame.run));
}

function absorbed(tuple: Tuple, inner: Tuple): Tuple {
  const next = tuple.with(tuple.item);
  next.absorb(inner);
  return next;
}

interface Slots {
  readonly focus: number;
  readonly index: number;
  readonly ancestor: number;
}

function advanced(tuple: Tuple, item: unknown, place: number, slots: Slots): Tuple {
  const next = tuple.with(slots.focus < 0 ? item : tuple.item);
  if (slots.focus >= 0) next.slots[slots.focus] = item;
  if (slots.index >= 0) next.slots[slots.index] = place;
  if (slots.ancestor >= 0) next.slots[slots.ancestor] = tuple.item;
  return next;
}
