import { isDeepEqual } from '../../runtime/equality.ts';
import { Fault, throughCall, throughOperator } from '../../runtime/fault.ts';
import type { Target } from '../../runtime/function-value.ts';
import { emptySlots, Frame } from '../../runtime/run.ts';
import { collapse, type List } from '../../runtime/sequence.ts';
import { textOf } from '../../runtime/stringify.ts';
import { isTrue } from '../../runtime/truth.ts';
import { joinAll } from '../../runtime/tuple.ts';
import type { BinaryNode } from '../../syntax/syntax-tree.ts';
import { asSequence, walkNames } from '../name-paths.ts';
import { checkComparable, checkOperands, isTrueAt } from '../operators.ts';

/** Where a built-in function is called. */
export interface Site {
  readonly target: Target;
  readonly position: number | undefined;
  readonly token: string;
}

function callAt({ target, position, token }: Site, args: List, input: unknown, { run }: Frame): unknown {
  try {
    const valid = target.signature ? target.signature.validate(args, input) : args;
    return collapse(target.call(valid, input, run));
  } catch (error) {
    throw throughCall(error, position, token);
  }
}

/** The rest of a path of names, where the short way ends: at lists, at what is missing, at strange objects. */
function walkOn(names: readonly string[], from: number, value: unknown, { run }: Frame): unknown {
  return value === undefined ? undefined : collapse(walkNames(value, names, from, run));
}

/** A list at the end of a path. */
function listAt(list: List): unknown {
  return collapse(asSequence(list));
}

function textAt(node: BinaryNode, value: unknown, { run }: Frame): string {
  if (value === undefined) return '';
  try {
    return textOf(value, run.budget);
  } catch (error) {
    throw throughOperator(error, node.position, node.value);
  }
}

function areSame(first: unknown, second: unknown, { run }: Frame): boolean {
  return first !== undefined && second !== undefined && isDeepEqual(first, second, run.budget);
}

function mismatch(node: BinaryNode, first: unknown, second: unknown): undefined {
  checkOperands(node, first, second);
  return undefined;
}

function contextOf(items: List): unknown {
  return items.length === 1 ? items[0] : joinAll(items);
}

/** What generated code may use by name. */
export const parts = {
  Frame,
  Fault,
  areSame,
  callAt,
  checkComparable,
  contextOf,
  emptySlots,
  isFinite: Number.isFinite,
  isList: Array.isArray,
  isTrue,
  isTrueAt,
  listAt,
  mismatch,
  objectPrototype: Object.prototype,
  textAt,
  throughOperator,
  walkOn,
} as const;
