import type { BinaryNode, SyntaxNode } from '../../syntax/syntax-tree.ts';
import type { Name } from './emitter.ts';
import { truthOf, type Place } from './place.ts';

export function emitBinary(node: BinaryNode, outer: Place): Name | undefined {
  const place = { ...outer, isResult: false };
  switch (node.value) {
    case '&':
      return emitConcat(node, place);
    case 'and':
    case 'or':
      return emitLogic(node, place);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return emitArithmetic(node, place);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return emitComparison(node, place);
    case '=':
    case '!=':
      return emitEquality(node, place);
    case 'in':
    case '..':
      return undefined;
  }
}

/** What may come to a number that JSON cannot hold. */
export function isArithmetic({ value }: BinaryNode): boolean {
  return '+-*/%'.includes(value);
}

function emitConcat(node: BinaryNode, place: Place): Name {
  const { emitter, frame } = place;
  const joined = emitJoined(node, place);
  emitter.line(`${frame}.run.budget.characters(${joined}.length);`);
  return joined;
}

/** A chain of `&` is paid for once, at its end: what lies between are joints, not copies. */
function emitJoined(node: BinaryNode, place: Place): Name {
  const left = isConcat(node.lhs) ? emitJoined(node.lhs, place) : place.emit(node.lhs, place);
  const right = place.emit(node.rhs, place);
  return place.emitter.variable(`${textOf(node, left, place, node.lhs)} + ${textOf(node, right, place, node.rhs)}`);
}

function isConcat(node: SyntaxNode): node is BinaryNode {
  return node.type === 'binary' && node.value === '&' && !node.predicate && !node.group && !node.keepArray;
}

function textOf(node: BinaryNode, value: Name, { emitter, frame }: Place, operand: SyntaxNode): string {
  if (operand.type === 'string' || isConcat(operand)) return value;
  return `(typeof ${value} === 'string' ? ${value} : textAt(${emitter.constant(node)}, ${value}, ${frame}))`;
}

function emitArithmetic(node: BinaryNode, place: Place): Name {
  const { emitter } = place;
  const left = place.emit(node.lhs, place);
  const right = place.emit(node.rhs, place);
  const areNumbers = `typeof ${left} === 'number' && typeof ${right} === 'number' && isFinite(${left}) && isFinite(${right})`;
  const otherwise = `mismatch(${emitter.constant(node)}, ${left}, ${right})`;
  return emitter.variable(`${areNumbers} ? ${left} ${node.value} ${right} : ${otherwise}`);
}

function emitComparison(node: BinaryNode, place: Place): Name {
  const { emitter } = place;
  const left = place.emit(node.lhs, place);
  const right = place.emit(node.rhs, place);
  const are = (type: string) => `(typeof ${left} === '${type}' && typeof ${right} === '${type}')`;
  const otherwise = `checkComparable(${emitter.constant(node)}, ${left}, ${right})`;
  return emitter.variable(`${are('number')} || ${are('string')} ? ${left} ${node.value} ${right} : ${otherwise}`);
}

function emitEquality(node: BinaryNode, place: Place): Name {
  const { emitter, frame } = place;
  const left = place.emit(node.lhs, place);
  const right = place.emit(node.rhs, place);
  const areObjects = `typeof ${left} === 'object' && typeof ${right} === 'object'`;
  const same = `(${areObjects} ? areSame(${left}, ${right}, ${frame}) : ${left} === ${right})`;
  const isMissing = `${left} === undefined || ${right} === undefined`;
  return emitter.variable(`${isMissing} ? false : ${node.value === '=' ? same : `!${same}`}`);
}

function emitLogic(node: BinaryNode, place: Place): Name {
  const { emitter } = place;
  const left = place.emit(node.lhs, place);
  const site = emitter.constant(node);
  const result = emitter.variable(`${left} === true || (${left} !== false && isTrueAt(${site}, ${left}))`);
  emitter.line(`if (${node.value === 'and' ? result : `!${result}`}) try {`);
  const right = place.emit(node.rhs, place);
  emitter.line(`${result} = ${truthOf(right)};`);
  emitter.line(`} catch (error) { throw throughOperator(error, ${site}.position, ${site}.value); }`);
  return result;
}
