import { isNumeric, isTrue, isListOf } from '../runtime/truth.ts';
import { emptySlots, Frame, type Code } from '../runtime/run.ts';
import { isTupleStream, mark, Mark, sequence, type List } from '../runtime/sequence.ts';
import type { FilterStage, NumberNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

/** Filters what a node yields, item by item or by place. */
export type Filter = (value: unknown, frame: Frame) => unknown;

/** A predicate `[…]`. Where it stands behind a tuple stream, `scope` is that of the tuples, `width` its size. */
export function compileFilter(stage: FilterStage, scope: Scope, compiler: Compiler, width?: number): Filter {
  const { expr } = stage;
  if (expr.type === 'number' && !expr.predicate && !expr.group) return placeFilter(expr.value);
  const places = expr.predicate || expr.group ? undefined : writtenPlaces(expr);
  return places ? placesFilter(places) : compileTest(expr, compiler.node(expr, scope), width);
}

function placeFilter(place: number): Filter {
  const index = Math.floor(place);
  return (value) => {
    const list: List = Array.isArray(value) ? value : [value];
    const item = list[index < 0 ? list.length + index : index];
    if (Array.isArray(item)) return item;
    const found = sequence(item === undefined ? [] : [item]);
    return isTupleStream(value) ? mark(found, Mark.tuples) : found;
  };
}

/** Most places that are listed once instead of being asked for item by item. */
const mostPlaces = 10_000;

/** The places that `[[0..9]]` or `[[0, 2, -1]]` names, when they are all written out. */
function writtenPlaces(expr: SyntaxNode): readonly number[] | undefined {
  if (expr.type !== 'unary' || expr.value !== '[') return undefined;
  const places: number[] = [];
  for (const item of expr.expressions) {
    const written = placesOf(item);
    if (!written || item.predicate || item.group) return undefined;
    places.push(...written);
  }
  return places;
}

function placesOf(item: SyntaxNode): readonly number[] | undefined {
  if (item.type === 'number') return [Math.floor(item.value)];
  if (item.type !== 'binary' || item.value !== '..') return undefined;
  const { lhs, rhs } = item;
  if (!isWholeNumber(lhs) || !isWholeNumber(rhs) || rhs.value - lhs.value >= mostPlaces) return undefined;
  return Array.from({ length: Math.max(rhs.value - lhs.value + 1, 0) }, (_, i) => lhs.value + i);
}

function isWholeNumber(node: SyntaxNode): node is NumberNode {
  return node.type === 'number' && Number.isInteger(node.value) && !node.predicate && !node.group;
}

/** Items at these places, in their own order; one named twice is there twice. */
function placesFilter(places: readonly number[]): Filter {
  return (value, { run: { budget } }) => {
    const list: List = Array.isArray(value) ? value : [value];
    budget.step(places.length);
    const found = places
      .map((place) => (place < 0 ? list.length + place : place))
      .filter((place) => place >= 0 && place < list.length)
      .sort((a, b) => a - b);
    budget.elements(found.length);
    const items = sequence(found.map((place) => list[place]));
    return isTupleStream(value) ? mark(items, Mark.tuples) : items;
  };
}

function compileTest(expr: SyntaxNode, test: Code, width: number | undefined): Filter {
  const weight = weightOf(expr);
  return (value, frame) => {
    const list: List = Array.isArray(value) ? value : [value];
    const { budget } = frame.run;
    const isStream = isTupleStream(value);
    const place = width === undefined || isStream ? frame : new Frame(emptySlots(width), frame, frame.run);
    const kept: unknown[] = [];
    for (let i = 0; i < list.length; i++) {
      budget.step(weight);
      const item = list[i];
      const result = isStream ? testTuple(test, item as Frame, frame) : test(item, place);
      if (result === true) kept.push(item);
      else if (result !== false) for (let n = hits(result, i, list); n > 0; n--) kept.push(item);
    }
    budget.elements(kept.length);
    return isStream ? mark(sequence(kept), Mark.tuples) : sequence(kept);
  };
}

function testTuple(test: Code, tuple: Frame, frame: Frame): unknown {
  return test(tuple.slots[0], new Frame(tuple.slots, frame, frame.run));
}

/** How often an item is kept: a truth says once or not, numbers say at which places. */
function hits(result: unknown, index: number, list: List): number {
  if (isNumeric(result)) return isPlace(result, index, list) ? 1 : 0;
  if (!Array.isArray(result) || !isListOf(result, isNumeric)) return isTrue(result) ? 1 : 0;
  let times = 0;
  for (let i = 0; i < result.length; i++) if (isPlace(result[i] as number, index, list)) times++;
  return times;
}

function isPlace(place: number, index: number, list: List): boolean {
  const floor = Math.floor(place);
  return (floor < 0 ? list.length + floor : floor) === index;
}
