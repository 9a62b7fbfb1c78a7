import { addStepResult, isPlainList } from '../runtime/look-up.ts';
import type { Code, Frame } from '../runtime/run.ts';
import { isSequence, sequence, type List } from '../runtime/sequence.ts';
import type { FilterStage, PathNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import { compileFilter } from './filters.ts';
import type { Scope } from './scope.ts';
import { isPlain, nameStep, nameStepToRead } from './name-paths.ts';
import { compileSort } from './sorts.ts';
import { weightOf } from './weight.ts';
import { wildcardStep } from './wildcards.ts';

/** Takes the items that a path has come to, gives those one step further. */
export type Step = (items: List, frame: Frame) => List;

/** Where a path begins: at each item of a list, but a variable is read once whatever the context is. */
export function beginning(node: PathNode): (input: unknown) => List {
  if (node.steps[0]?.type === 'variable') return (input) => [input];
  // A list written as first step has the whole as its context: a sequence, which for one item is the item.
  if (node.steps[0]?.consarray) return (input) => (Array.isArray(input) ? input : sequence([input]));
  return (input) => (Array.isArray(input) ? input : [input]);
}

export interface StepPlace {
  readonly step: SyntaxNode;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The next step reads the items one by one: it does not hand on the list, as sorting nothing does. */
  readonly isRead: boolean;
}

export function compileStep({ step, isFirst, isLast, isRead }: StepPlace, scope: Scope, compiler: Compiler): Step {
  if (isFirst && step.consarray) return wholeStep(compiler.node(step, scope));
  if (step.type === 'sort') return compileSort(step, scope, compiler);
  if (step.type === 'name' && isPlain(step))
    return isRead
      ? (items, frame) => nameStepToRead(items, step.value, frame.run)
      : (items, frame) => nameStep(items, step.value, isLast, frame.run);
  if (step.type === 'wildcard' && isPlain(step)) return wildcardStep(isLast);
  const filters = (step.stages ?? []).map((stage) => compileFilter(stage as FilterStage, scope, compiler));
  const filtered = filters.reduce<Code>(
    (code, filter) => (input, frame) => filter(code(input, frame), frame),
    compiler.node(step, scope),
  );
  const each = eachStep(filtered, weightOf(step), isLast);
  return filters.length > 0 ? singleStep(filtered, each, isLast) : each;
}

/** Of one item only: what a filter has kept is a list of our own already. */
function singleStep(code: Code, each: Step, isLast: boolean): Step {
  return (items, frame) => {
    if (items.length !== 1) return each(items, frame);
    const kept = code(items[0], frame);
    if (isSequence(kept)) return kept;
    return isLast && isPlainList(kept) ? kept : sequence(flatten(kept, frame));
  };
}

function flatten(result: unknown, { run }: Frame): unknown[] {
  const results: unknown[] = [];
  if (result !== undefined) addStepResult(results, result, run.budget);
  return results;
}

/**
 * A list written as first step is the list of items; it is not made once per item of the context. When a predicate has
 * left no list of it, the reference goes on with what has a length: the characters of a text, or nothing.
 */
export function wholeStep(code: Code): Step {
  return (items, frame) => {
    const list = code(items, frame);
    if (Array.isArray(list)) return list;
    return sequence(typeof list === 'string' ? list.split('') : []);
  };
}

export function eachStep(code: Code, weight: number, isLast: boolean): Step {
  return (items, frame) => {
    const { budget } = frame.run;
    const results: unknown[] = [];
    let count = 0;
    let only: unknown;
    for (let i = 0; i < items.length; i++) {
      budget.step(weight);
      const result = code(items[i], frame);
      if (result === undefined) continue;
      if (count++ === 0) only = result;
      addStepResult(results, result, budget);
    }
    return isLast && count === 1 && isPlainList(only) ? only : sequence(results);
  };
}
