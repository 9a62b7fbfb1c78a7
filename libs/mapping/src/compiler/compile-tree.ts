import { ExpressionError } from '../expression-error.ts';
import { messageOf } from '../messages.ts';
import { lookUp } from '../runtime/look-up.ts';
import { regexFunction } from '../runtime/matcher.ts';
import { Regex } from '../runtime/regex.ts';
import { emptySlots, Frame, type Code, type Run } from '../runtime/run.ts';
import { collapse, isTupleStream, isSequence, mark, Mark } from '../runtime/sequence.ts';
import type { FunctionValue } from '../runtime/function-value.ts';
import type { RegexNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import { compileBlock, compileCondition } from './blocks.ts';
import { compileApply, compileCall, compilePartial, compileTailCall } from './calls.ts';
import type { Compiler } from './compiler.ts';
import { compileFilter } from './filters.ts';
import { generate } from './generated/generate.ts';
import { compileGroup } from './groups.ts';
import { compileLambda } from './lambdas.ts';
import { compileList } from './lists.ts';
import { compileObject } from './objects.ts';
import { compileBinary, compileNegation } from './operators.ts';
import { compilePath } from './paths.ts';
import { boundNames, Scope } from './scope.ts';
import { streamNames } from './streams.ts';
import { compileResult } from './results.ts';
import { compileTransform } from './transforms.ts';
import { compileBind, compileName, compileVariable } from './variables.ts';
import { descendants, wildcard } from './wildcards.ts';

/** A compiled expression: evaluates a context within a run. */
export type Program = (input: unknown, run: Run) => unknown;

/** Functions by name that the expression may call without binding them. */
export type BuiltIns = (name: string) => FunctionValue | undefined;

export function compileTree(tree: SyntaxNode, builtIn: BuiltIns): Program {
  const compiler: Compiler = {
    builtIn,
    raw: (node, scope) => compileBare(node, scope, compiler),
    closure: (node, scope) => compileNode(node, scope, compiler),
    node: (node, scope) => generate(node, scope, compiler, false) ?? compileNode(node, scope, compiler),
    result: (node, scope) => generate(node, scope, compiler, true) ?? compileResult(node, scope, compiler),
    resultClosure: (node, scope) => compileResult(node, scope, compiler),
  };
  const scope = new Scope(undefined, boundNames([tree]));
  const code = compiler.result(tree, scope);
  return (input, run) => code(input, new Frame(emptySlots(scope.size), undefined, run));
}

/** A node with its predicates and group, down to what it yields: an empty sequence is missing, one item is itself. */
function compileNode(node: SyntaxNode, scope: Scope, compiler: Compiler): Code {
  const code = compileBehind(node, compiler.raw(node, scope), scope, compiler);
  if (node.keepArray) return (input, frame) => keepList(code(input, frame));
  return yieldsSequence(node) ? (input, frame) => collapse(code(input, frame)) : code;
}

function keepList(value: unknown): unknown {
  if (isSequence(value) && !isTupleStream(value)) mark(value, Mark.keep);
  return collapse(value);
}

function compileBehind(node: SyntaxNode, bare: Code, outer: Scope, compiler: Compiler): Code {
  if (!node.predicate && (!node.group || node.type === 'path')) return bare;
  const names = streamNames(node);
  const scope = names ? new Scope(outer, names) : outer;
  const filters = (node.predicate ?? []).map((stage) => compileFilter(stage, scope, compiler, names?.length));
  const filtered = filters.reduce<Code>((code, filter) => (input, frame) => filter(code(input, frame), frame), bare);
  if (!node.group || node.type === 'path') return filtered;
  return compileGroup(node.group, filtered, { scope, compiler, ...(names && { width: names.length }) });
}

function yieldsSequence(node: SyntaxNode): boolean {
  if (node.predicate) return true;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
    case 'regex':
    case 'unary':
    case 'lambda':
    case 'partial':
    case 'transform':
      return false;
    case 'binary':
      return node.value === '..';
    default:
      return true;
  }
}

function compileBare(node: SyntaxNode, scope: Scope, compiler: Compiler): Code {
  switch (node.type) {
    case 'path':
      return compilePath(node, scope, compiler);
    case 'binary':
      return compileBinary(node, scope, compiler);
    case 'unary':
      if (node.value === '[') return compileList(node, scope, compiler);
      return node.value === '{' ? compileObject(node, scope, compiler) : compileNegation(node, scope, compiler);
    case 'name':
      return (input, frame) => lookUp(input, node.value, frame.run.budget);
    case 'string':
    case 'number':
    case 'value':
      return compileConstant(node.value);
    case 'wildcard':
      return wildcard;
    case 'descendant':
      return descendants;
    case 'parent':
      return compileName(node.slot.label, scope, compiler);
    case 'condition':
      return compileCondition(node, scope, compiler);
    case 'block':
      return compileBlock(node, scope, compiler);
    case 'bind':
      return compileBind(node, scope, compiler);
    case 'regex':
      return compileRegex(node);
    case 'function':
      return compileCall(node, scope, compiler);
    case 'variable':
      return compileVariable(node, scope, compiler);
    case 'lambda':
      return node.thunk ? compileTailCall(node, scope, compiler) : compileLambda(node, scope, compiler);
    case 'partial':
      return compilePartial(node, scope, compiler);
    case 'apply':
      return compileApply(node, scope, compiler);
    case 'transform':
      return compileTransform(node, scope, compiler);
    case 'sort':
    case 'operator':
      return compileConstant(undefined);
  }
}

function compileConstant(value: unknown): Code {
  return () => value;
}

function compileRegex(node: RegexNode): Code {
  if (!(node.value instanceof RegExp)) throw malformed(node.position);
  const regex = new Regex(node.value, node.position);
  return () => regexFunction(regex, node.position);
}

/** A regex that the parser's copying has lost for good. */
function malformed(position: number | undefined): ExpressionError {
  return new ExpressionError({ code: 'JM0005', kind: 'syntax', message: messageOf('JM0005', {}), position });
}
