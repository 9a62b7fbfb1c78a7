import type { Budget } from '../budget.ts';
import { isDeepEqual } from '../runtime/equality.ts';
import { Fault, throughOperator } from '../runtime/fault.ts';
import type { Code } from '../runtime/run.ts';
import { sequence } from '../runtime/sequence.ts';
import { textOf } from '../runtime/stringify.ts';
import { isNumeric, isTrue } from '../runtime/truth.ts';
import type { BinaryNode, NegationNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';

export function compileBinary(node: BinaryNode, scope: Scope, compiler: Compiler): Code {
  if (node.value === '&') return compileConcat(node, scope, compiler);
  const left = compiler.node(node.lhs, scope);
  const right = compiler.node(node.rhs, scope);
  switch (node.value) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compileArithmetic(node, left, right);
    case '=':
      return (input, frame) => areEqual(left(input, frame), right(input, frame), frame.run.budget);
    case '!=':
      return (input, frame) => areUnequal(left(input, frame), right(input, frame), frame.run.budget);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileComparison(node, left, right);
    case 'in':
      return (input, frame) => isIn(left(input, frame), right(input, frame), frame.run.budget);
    case '..':
      return (input, frame) => range(node, left(input, frame), right(input, frame), frame.run.budget);
    case 'and':
      return (input, frame) => isTrueAt(node, left(input, frame)) && rightOf(node, () => right(input, frame));
    case 'or':
      return (input, frame) => isTrueAt(node, left(input, frame)) || rightOf(node, () => right(input, frame));
  }
}

type Arithmetic = (left: number, right: number) => number;

const arithmetic: Readonly<Record<string, Arithmetic>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

function compileArithmetic(node: BinaryNode, left: Code, right: Code): Code {
  const calculate = arithmetic[node.value]!;
  return (input, frame) => {
    const first = left(input, frame);
    const second = right(input, frame);
    if (typeof first === 'number' && typeof second === 'number' && Number.isFinite(first) && Number.isFinite(second))
      return calculate(first, second);
    checkOperands(node, first, second);
    return undefined;
  };
}

/** Passes only when one of them is missing. */
export function checkOperands(node: BinaryNode, first: unknown, second: unknown): void {
  try {
    if (first !== undefined && !isNumeric(first)) throw new Fault('T2001', { value: first });
    if (second !== undefined && !isNumeric(second)) throw new Fault('T2002', { value: second });
  } catch (error) {
    throw throughOperator(error, node.position, node.value);
  }
}

function areEqual(left: unknown, right: unknown, budget: Budget): boolean {
  return left !== undefined && right !== undefined && isDeepEqual(left, right, budget);
}

function areUnequal(left: unknown, right: unknown, budget: Budget): boolean {
  return left !== undefined && right !== undefined && !isDeepEqual(left, right, budget);
}

type Comparable = string | number;
type Comparison = (left: Comparable, right: Comparable) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function compileComparison(node: BinaryNode, left: Code, right: Code): Code {
  const compare = comparisons[node.value]!;
  return (input, frame) => {
    const first = left(input, frame);
    const second = right(input, frame);
    const type = typeof first;
    if ((type === 'number' || type === 'string') && type === typeof second)
      return compare(first as Comparable, second as Comparable);
    return checkComparable(node, first, second);
  };
}

function isComparable(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

export function checkComparable(node: BinaryNode, first: unknown, second: unknown): undefined {
  const place = { position: node.position, token: node.value };
  const areBoth = (first === undefined || isComparable(first)) && (second === undefined || isComparable(second));
  if (!areBoth) throw new Fault('T2010', { ...place, value: isComparable(first) ? second : first });
  if (first === undefined || second === undefined) return undefined;
  throw new Fault('T2009', { ...place, value: first, inserts: { value2: second } });
}

function isIn(item: unknown, list: unknown, budget: Budget): boolean {
  if (item === undefined || list === undefined) return false;
  if (!Array.isArray(list)) return item === list;
  budget.step(1 + (list.length >> 3));
  return list.includes(item) && !Number.isNaN(item);
}

export function isTrueAt(node: BinaryNode, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  try {
    return isTrue(value);
  } catch (error) {
    throw throughOperator(error, node.position, node.value);
  }
}

/** The reference blames the operator for whatever goes wrong on its right. */
function rightOf(node: BinaryNode, right: () => unknown): boolean {
  try {
    return isTrue(right());
  } catch (error) {
    throw throughOperator(error, node.position, node.value);
  }
}

const longestRange = 1e7;

function range(node: BinaryNode, from: unknown, to: unknown, budget: Budget): unknown {
  const place = { position: node.position, token: node.value };
  if (from !== undefined && !Number.isInteger(from)) throw new Fault('T2003', { ...place, value: from });
  if (to !== undefined && !Number.isInteger(to)) throw new Fault('T2004', { ...place, value: to });
  if (from === undefined || to === undefined) return undefined;
  const [first, last] = [from as number, to as number];
  const size = last - first + 1;
  if (size <= 0) return undefined;
  if (size > longestRange) throw new Fault('D2014', { ...place, value: size });
  budget.elements(size);
  const numbers: number[] = [];
  for (let i = 0; i < size; i++) numbers.push(first + i);
  return sequence(numbers);
}

/** A chain of `&` at one go. Each operator pays for and answers for what it joins. */
function compileConcat(node: BinaryNode, scope: Scope, compiler: Compiler): Code {
  const first = compiler.node(node.lhs, scope);
  const second = compiler.node(node.rhs, scope);
  return (input, frame) => {
    const left = first(input, frame);
    const right = second(input, frame);
    const joined = concatText(node, left, frame.run.budget) + concatText(node, right, frame.run.budget);
    frame.run.budget.characters(joined.length);
    return joined;
  };
}

function concatText(node: BinaryNode, value: unknown, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  try {
    return textOf(value, budget);
  } catch (error) {
    throw throughOperator(error, node.position, node.value);
  }
}

export function compileNegation(node: NegationNode, scope: Scope, compiler: Compiler): Code {
  const operand = compiler.node(node.expression, scope);
  return (input, frame) => {
    const value = operand(input, frame);
    if (value === undefined) return undefined;
    if (isNumeric(value)) return -value;
    throw new Fault('D1002', { position: node.position, token: node.value, value });
  };
}
