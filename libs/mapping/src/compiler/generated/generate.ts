import { collapse } from '../../runtime/sequence.ts';
import type { Code } from '../../runtime/run.ts';
import type { BlockNode, ConditionNode, SyntaxNode, VariableNode } from '../../syntax/syntax-tree.ts';
import type { Compiler } from '../compiler.ts';
import { isNamePath } from '../name-paths.ts';
import { boundNames, Scope } from '../scope.ts';
import { weightOf } from '../weight.ts';
import { placeOf } from '../place-of.ts';
import { collects } from '../results.ts';
import { emitBinary, isArithmetic } from './emit-binary.ts';
import { emitCall } from './emit-call.ts';
import { Emitter, mayGenerate, type Name } from './emitter.ts';
import { truthOf, type Place } from './place.ts';
import { emitNamePath } from './emit-path.ts';
import { emitObject, isLiteral } from './emit-object.ts';

/**
 * Makes one function of a node and what is inside it, as far as it is of the kinds that mappings are made of. What is
 * not, is called as a closure. Gives undefined where a closure does as well, or where the platform forbids it.
 */
export function generate(node: SyntaxNode, scope: Scope, compiler: Compiler, isResult: boolean): Code | undefined {
  if (!mayGenerate() || !isWorthwhile(node)) return undefined;
  const emitter = new Emitter();
  return emitter.build(emit(node, { emitter, compiler, scope, input: 'input', frame: 'frame', isResult, emit }));
}

function isWorthwhile(node: SyntaxNode): boolean {
  if (!isBare(node)) return false;
  if (node.type === 'path') return isNamePath(node) && !node.keepSingletonArray;
  const isKind =
    node.type === 'condition' ||
    node.type === 'block' ||
    (node.type === 'binary' && node.value !== '..') ||
    (node.type === 'unary' && node.value === '{' && isLiteral(node));
  return isKind && weightOf(node) >= 3 && weightOf(node) <= 2_000;
}

function isBare(node: SyntaxNode): boolean {
  return !node.predicate && !node.group && !node.keepArray;
}

/** Writes what evaluates a node; gives the name of what holds its value. */
function emit(node: SyntaxNode, place: Place): Name {
  return (isBare(node) ? emitKnown(node, place) : undefined) ?? emitClosure(node, place);
}

function emitKnown(node: SyntaxNode, place: Place): Name | undefined {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return place.emitter.constant(node.value);
    case 'path':
      return isNamePath(node) && !node.keepSingletonArray ? owned(node, emitNamePath(node, place), place) : undefined;
    case 'binary': {
      const calculated = emitBinary(node, place);
      return calculated && isArithmetic(node) ? owned(node, calculated, place) : calculated;
    }
    case 'condition':
      return emitCondition(node, place);
    case 'block':
      return emitBlock(node, place);
    case 'unary':
      return node.value === '{' && isLiteral(node) ? emitObject(node, place) : undefined;
    case 'function': {
      const called = emitCall(node, place);
      return called && owned(node, called, place);
    }
    case 'variable': {
      const read = emitVariable(node, place);
      return read && owned(node, read, place);
    }
    default:
      return undefined;
  }
}

function emitClosure(node: SyntaxNode, place: Place): Name {
  const { emitter, compiler, scope, input, frame, isResult } = place;
  const code = isResult ? compiler.resultClosure(node, scope) : compiler.closure(node, scope);
  return emitter.variable(`${emitter.constant(code)}(${input}, ${frame})`);
}

/** In the result: a part of somebody else's value becomes our own, and what is no JSON is refused or left out. */
function owned(node: SyntaxNode, value: Name, { emitter, frame, isResult }: Place): Name {
  if (!isResult) return value;
  const isPlain = `typeof ${value} === 'string' || ${value} === undefined || isFinite(${value})`;
  const position = emitter.constant(placeOf(node));
  const become = collects(node) ? 'adopt' : 'detach';
  emitter.line(`if (!(${isPlain})) ${value} = ${frame}.run.output.${become}(${value}, ${position});`);
  return value;
}

function emitCondition(node: ConditionNode, place: Place): Name {
  const { emitter } = place;
  const condition = emit(node.condition, { ...place, isResult: false });
  const result = emitter.variable();
  emitter.line(`if ${truthOf(condition)} {`);
  emitter.line(`${result} = ${emit(node.then, place)};`);
  if (node.else) {
    emitter.line('} else {');
    emitter.line(`${result} = ${emit(node.else, place)};`);
  }
  emitter.line('}');
  return result;
}

function emitBlock(node: BlockNode, outer: Place): Name | undefined {
  const last = node.expressions.at(-1);
  if (!last) return undefined;
  const place = insideBlock(node, outer);
  const { emitter, scope } = place;
  for (const expression of node.expressions.slice(0, -1)) {
    const isBind = expression.type === 'bind' && isBare(expression);
    const value = emit(isBind ? expression.rhs : expression, { ...place, isResult: false });
    if (!isBind) continue;
    emitter.line(`${place.frame}.slots[${scope.declare(expression.lhs.value)}] = ${value};`);
    scope.bindsForCertain(expression.lhs.value);
  }
  return emit(last, place);
}

/** A block that binds variables has a frame of its own. */
function insideBlock(node: BlockNode, outer: Place): Place {
  const names = boundNames(node.expressions);
  if (names.length === 0) return outer;
  const scope = new Scope(outer.scope, names);
  const frame = outer.emitter.variable(`new Frame(emptySlots(${scope.size}), ${outer.frame}, ${outer.frame}.run)`);
  return { ...outer, scope, frame };
}

/** A variable whose slot is known; any other is left to a closure. */
export function emitVariable(node: VariableNode, { emitter, scope, frame, input }: Place): Name | undefined {
  if (node.value === '')
    return emitter.variable(`isList(${input}) ? ${emitter.constant(collapseContext)}(${input}) : ${input}`);
  const [place] = scope.placesOf(node.value);
  if (!place?.isCertain) return undefined;
  return emitter.variable(`${frame}${'.parent'.repeat(place.up)}.slots[${place.slot}]`);
}

function collapseContext(input: unknown): unknown {
  return collapse(input);
}
