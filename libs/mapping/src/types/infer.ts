import { join } from './join.ts';
import { typeOfValue } from './from-schema.ts';
import { inferApply, inferCall, lambdaBody } from './infer-call.ts';
import { inferBinary, inferMinus } from './infer-operators.ts';
import { inferPath } from './infer-path.ts';
import { inferGroup } from './infer-group.ts';
import { factsWhen, applyFact, narrow } from './facts.ts';
import { filtered } from './filter.ts';
import { keptSequence, lookup, many, sequence, streamOf, type Stream } from './sequences.ts';
import { leftOf, pairsOf, type Node } from './syntax.ts';
import { mayHold, mayNotHold } from './truth.ts';
import { infer, Scope, variableType, type Context } from './context.ts';
import { isSameText, originOf } from './path-key.ts';
import { textLength, textsLength } from './text-length.ts';
import {
  anyType,
  arrayType,
  functionType,
  missing,
  never,
  present,
  someValue,
  withoutArray,
  type TextLength,
  type Type,
} from './type.ts';

/** Nodes inside nodes that are followed, so that a long sum does not use up the stack. */
const deepestNesting = 600;

/** The type of what a node yields in its context. Sound: no result falls outside of it. */
export function visitNode(node: Node, context: Context): Type {
  const { inference } = context;
  if (inference.fuel <= 0 || inference.nesting >= deepestNesting) return anyType;
  inference.fuel -= 1;
  inference.nesting += 1;
  const type = afterStages(node, inferNode(node, context), context);
  inference.nesting -= 1;
  inference.observe(node, context, type);
  return type;
}

/** What the evaluator does behind every node: predicates, group-by, keeping a list a list. */
function afterStages(node: Node, own: Type, context: Context): Type {
  const kept = node.type !== 'path' && node.predicate;
  const picked = kept ? kept.reduce((type, stage) => sequence(filtered(stage, type, context)), own) : own;
  const grouped = node.type !== 'path' && node.group ? inferGroup(node.group, picked, context) : picked;
  return node.keepArray && !neverSequence.has(node.type) ? orKept(grouped, node, context) : grouped;
}

/** Nodes whose results `[]` does not change: paths have seen to it themselves, the others are no sequences. */
const neverSequence: ReadonlySet<string> = new Set(['path', 'unary', 'string', 'number', 'value', 'regex', 'lambda']);

/** Functions whose result is always a sequence. */
const sequenceFunctions: ReadonlySet<string> = new Set(['map', 'filter', 'each', 'keys']);

/** `[]` behind something that is, or may be, a sequence. */
function orKept(type: Type, node: Node, context: Context): Type {
  if (type.any) return type;
  const name = node.procedure?.type === 'variable' ? String(node.procedure.value) : '';
  const isSequence =
    node.type === 'function' &&
    !node.predicate &&
    !node.group &&
    sequenceFunctions.has(name) &&
    !context.scope.find(name);
  const kept = keptSequence(streamOf(type));
  return isSequence ? kept : join(type, kept);
}

function inferNode(node: Node, context: Context): Type {
  switch (node.type) {
    case 'path':
      return inferPath(node, context);
    case 'binary':
      return inferBinary(node, context);
    case 'unary':
      return inferUnary(node, context);
    case 'name':
      return inferName(node, context);
    case 'string':
    case 'number':
    case 'value':
      return typeOfValue(node.value);
    case 'wildcard':
      return inferWildcard(context.input);
    case 'parent':
      return context.inference.ancestors.get(node.slot?.label ?? '') ?? anyType;
    case 'condition':
      return inferCondition(node, context);
    case 'block':
      return inferBlock(node, context);
    case 'bind':
      return inferBind(node, context);
    case 'regex':
      return functionType({ kind: 'regex' });
    case 'function':
      return inferCall(node, context);
    case 'variable':
      return inferVariable(node, context);
    case 'lambda':
      return inferLambda(node, context);
    case 'partial':
      return inferPartial(node, context);
    case 'apply':
      return inferApply(node, context);
    case 'transform':
      return functionType({ kind: 'unknown' });
    default:
      return anyType;
  }
}

function inferUnary(node: Node, context: Context): Type {
  if (node.value === '-') return inferMinus(node, context);
  if (node.value === '[') return inferList(node, context);
  return inferGroup({ lhs: pairsOf(node) }, context.input, context);
}

/** An array constructor: nested constructors stay lists, everything else gives up its items. */
function inferList(node: Node, context: Context): Type {
  const parts = (node.expressions ?? []).map((item) => listPart(item, context));
  const items = join(...parts.map((part) => part.items));
  const [min, max] = [total(parts, (part) => part.min), total(parts, (part) => part.max)];
  return arrayType(items, { min, max, plain: node.consarray !== true, cons: node.consarray, texts: textsOf(parts) });
}

function textsOf(parts: readonly Stream[]): TextLength {
  const lengths = parts.map((part) => textsLength(textLength(part.items), part));
  const sum = (of: keyof TextLength) => lengths.reduce((total, each) => total + each[of], 0);
  return { min: sum('min'), max: sum('max'), reach: sum('reach') };
}

function listPart(item: Node, context: Context): Stream {
  const type = infer(item, context);
  const isConstructor = item.type === 'unary' && item.value === '[';
  return isConstructor ? { items: present(type), min: type.missing ? 0 : 1, max: 1 } : streamOf(type);
}

function total(parts: readonly Stream[], of: (part: Stream) => number): number {
  return parts.reduce((sum, part) => sum + of(part), 0);
}

function inferName(node: Node, context: Context): Type {
  const input = context.input;
  const stream = streamOf(input);
  const name = String(node.value);
  reportUnknownMember(node, input, stream.items, context);
  return lookup(input, name);
}

function reportUnknownMember(node: Node, input: Type, items: Type, context: Context): void {
  if (input.any || items.any) return;
  const objects = items.object ?? (items.array ? streamOf(items).items.object : undefined);
  const name = String(node.value);
  if (!objects) return reportMemberOfScalar(node, items, context);
  if (objects.members.has(name) || objects.undeclared === 'expected') return;
  const severity = objects.undeclared === 'none' ? 'error' : 'warning';
  const known = [...objects.members.keys()];
  context.inference.report({ code: 'mapping.path-unknown', severity, node, params: { name }, near: { name, known } });
}

function reportMemberOfScalar(node: Node, items: Type, context: Context): void {
  const isScalar = items.booleans.length > 0 || items.number || items.string;
  if (!isScalar) return;
  const name = String(node.value);
  context.inference.report({ code: 'mapping.path-unknown', severity: 'error', node, params: { name } });
}

function inferWildcard(input: Type): Type {
  const source = input.array?.wrapper ? join(withoutArray(input), input.array.items) : input;
  if (source.any) return { ...anyType, origins: source.origins?.map((path) => [...path, '*']) };
  if (!source.object && !source.array) return missing;
  const members = [
    ...(source.object?.members.values() ?? []),
    source.object?.rest ?? never,
    source.array?.items ?? never,
  ];
  const found = join(...members.map((member) => deepItems(member)));
  const items = { ...found, origins: source.origins?.map((path) => [...path, '*']) };
  // Appending a list makes a plain list of the sequence, so one value may stay in it.
  const isListed = members.some((member) => member.any || member.array);
  return join(sequence({ items, ...many }), isListed ? arrayType(items, { plain: false }) : never);
}

function deepItems(type: Type, depth = 0): Type {
  if (!type.array) return withoutArray({ ...type, missing: false });
  return depth > 8
    ? someValue
    : join(withoutArray({ ...type, missing: false }), deepItems(type.array.items, depth + 1));
}

function inferCondition(node: Node, context: Context): Type {
  const { condition, then: yes, else: no } = node;
  if (!condition || !yes) return anyType;
  if (yes.type === 'value' && yes.value === null) context.inference.guards.add(condition);
  const test = infer(condition, context);
  const held = mayHold(test) ? infer(yes, { ...context, facts: factsWhen(condition, true, context) }) : never;
  const whenTrue = asAsked(condition, yes, held);
  const otherwise = { ...context, facts: factsWhen(condition, false, context) };
  const whenFalse = mayNotHold(test) ? (no ? infer(no, otherwise) : missing) : never;
  return join(whenTrue, whenFalse);
}

/** `a ?? b` and `a ?: b` give what they asked for. */
function asAsked(condition: Node, yes: Node, type: Type): Type {
  const isExists = condition.type === 'function' && condition.procedure?.value === 'exists';
  const asked = isExists ? condition.arguments?.[0] : condition;
  if (!asked || !isSameText(asked, yes)) return type;
  return narrow(type, isExists ? { present: true } : { present: true, nonNull: true, truthy: true });
}

function inferBlock(node: Node, context: Context): Type {
  const inner = { ...context, scope: new Scope(context.scope) };
  return (node.expressions ?? []).reduce<Type>((_, each) => infer(each, inner), missing);
}

function inferBind(node: Node, context: Context): Type {
  const value = node.rhs ? infer(node.rhs, context) : missing;
  context.scope.bind(String(leftOf(node).value), value);
  return value;
}

function inferVariable(node: Node, context: Context): Type {
  const name = String(node.value);
  if (name === '')
    return context.input.array?.wrapper ? unwrapped(context.input) : applyFact(originOf(node), context.input, context);
  const own = variableType(name, context);
  if (!own.missing || own.any || context.scope.find(name)) return applyFact(originOf(node), own, context);
  const isFunction = context.inference.functions.find(name) !== undefined;
  return isFunction ? functionType({ kind: 'named', name }) : own;
}

function unwrapped(input: Type): Type {
  return join(withoutArray(input), input.array?.items ?? never);
}

/** The body is visited once for its findings; calls visit it again with what they pass. A thunk is a tail call. */
function inferLambda(node: Node, context: Context): Type {
  if (node.thunk) return node.body ? infer(node.body, context) : anyType;
  const lambda = { kind: 'lambda', node, context } as const;
  lambdaBody(
    lambda,
    (node.arguments ?? []).map(() => anyType),
    context,
  );
  return functionType(lambda);
}

function inferPartial(node: Node, context: Context): Type {
  for (const argument of node.arguments ?? []) if (argument.type !== 'operator') infer(argument, context);
  return functionType({ kind: 'unknown' });
}
