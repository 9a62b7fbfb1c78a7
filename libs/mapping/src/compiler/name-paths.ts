import { addStepResult, isPlainList, lookUp, memberReader, soleList } from '../runtime/look-up.ts';
import type { Code, Run } from '../runtime/run.ts';
import { collapse, kept, sequence, type List } from '../runtime/sequence.ts';
import type { PathNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';

/** Names only, from the context or from a variable: by far the most common path, so it takes a short way. */
export function isNamePath(node: PathNode): boolean {
  return node.group === undefined && node.steps.every((step, i) => isPlain(step) && isPartOfNamePath(step, i));
}

function isPartOfNamePath(step: SyntaxNode, index: number): boolean {
  return step.type === 'name' || (index === 0 && step.type === 'variable');
}

export function isPlain(step: SyntaxNode): boolean {
  return !step.stages && !step.predicate && !step.tuple && !step.group && (step.type === 'name' || !step.keepArray);
}

export function compileNamePath(node: PathNode, scope: Scope, compiler: Compiler): Code {
  const [first] = node.steps;
  const variable = first?.type === 'variable' ? compiler.node(first, scope) : undefined;
  const names = node.steps.slice(variable ? 1 : 0).map((step) => (step as { readonly value: string }).value);
  const walk: Code = variable ? walkFromVariable(variable, names) : walkFrom(names);
  return node.keepSingletonArray ? (input, frame) => keptList(walk(input, frame)) : walk;
}

function walkFromVariable(variable: Code, names: readonly string[]): Code {
  const walk = walkFrom(names);
  if (names.length === 0) return (input, frame) => asSequence(variable(input, frame));
  return (input, frame) => walk(variable(input, frame), frame);
}

/** A stored sequence is copied, so that marks put on the result do not reach back into the store. */
export function asSequence(value: unknown): unknown {
  return Array.isArray(value) && !isPlainList(value) ? sequence([...(value as List)]) : value;
}

function keptList(value: unknown): unknown {
  return value === undefined || Array.isArray(value) ? value && kept(value as List) : kept(sequence([value]));
}

function walkFrom(names: readonly string[]): Code {
  return (input, frame) => walkNames(input, names, 0, frame.run);
}

/** The members that names lead to, beginning with the name at `from`. */
export function walkNames(start: unknown, names: readonly string[], from: number, run: Run): unknown {
  let value = start;
  for (let i = from; i < names.length; i++) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return walkList(value, names, i, run);
    if (!Object.hasOwn(value, names[i]!)) return undefined;
    value = (value as Record<string, unknown>)[names[i]!];
  }
  return Array.isArray(value) ? asSequence(value) : value;
}

/** The general way, from the first list on. */
function walkList(list: List, names: readonly string[], from: number, run: Run): unknown {
  let items: List = list;
  for (let i = from; i < names.length; i++) {
    const isLast = i === names.length - 1;
    items = isLast ? nameStep(items, names[i]!, true, run) : nameStepToRead(items, names[i]!, run);
    if (items.length === 0) break;
  }
  return items;
}

/** One name further, for each item, where what follows only reads the items: a list that is there need not be copied. */
export function nameStepToRead(items: List, name: string, run: Run): List {
  const list = soleList(items, name, run.budget);
  return list && list.length > 0 ? list : nameStep(items, name, false, run);
}

/** One name further, for each item. */
export function nameStep(items: List, name: string, isLast: boolean, { budget }: Run): List {
  const list = isLast ? soleList(items, name, budget) : undefined;
  if (list) return list;
  const memberOf = memberReader(name);
  const results: unknown[] = [];
  let count = 0;
  let only: unknown;
  budget.elements(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const result = Array.isArray(item) ? collapse(lookUp(item, name, budget)) : memberOf(item);
    if (result === undefined) continue;
    if (count++ === 0) only = result;
    if (Array.isArray(result)) addStepResult(results, collapse(result), budget);
    else results.push(result);
  }
  return isLast && count === 1 && isPlainList(only) ? only : sequence(results);
}
