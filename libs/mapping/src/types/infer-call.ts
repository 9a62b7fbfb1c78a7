import { join } from './join.ts';
import { reportOperand } from './operands.ts';
import { parseSignature, takesContext, type Parameter } from './signature.ts';
import { leftOf, type Node } from './syntax.ts';
import { infer, Scope, type Call, type Context } from './context.ts';
import type { FunctionType } from './function-type.ts';
import { streamOf } from './sequences.ts';
import { anyType, arrayType, missing, never, type Type } from './type.ts';

type Lambda = Extract<FunctionType, { readonly kind: 'lambda' }>;

/** Calls inside calls that are followed; deeper ones may yield anything. */
const deepest = 5;

/** `$f(a, b)`. */
export function inferCall(node: Node, context: Context, piped?: { readonly type: Type; readonly node: Node }): Type {
  const args = (node.arguments ?? []).map((each) => infer(each, context));
  const nodes = node.arguments ?? [];
  const called = node.procedure ? inferProcedure(node.procedure, context) : anyType;
  const all = piped ? { args: [piped.type, ...args], nodes: [piped.node, ...nodes] } : { args, nodes };
  return callAny(called, { node, context, ...all });
}

/** `a ~> $f(b)`, `a ~> $f`, `$f ~> $g`. */
export function inferApply(node: Node, context: Context): Type {
  const { rhs } = node;
  const left = leftOf(node);
  if (!rhs) return anyType;
  const type = infer(left, context);
  if (rhs.type === 'function' && !rhs.predicate && !rhs.group)
    return observed(rhs, inferCall(rhs, context, { type, node: left }), context);
  const called = infer(rhs, context);
  if (type.any || type.functions.length > 0) return anyType;
  return callAny(called, { node, context, args: [type], nodes: [left] });
}

function observed(node: Node, type: Type, context: Context): Type {
  context.inference.observe(node, context, type);
  return type;
}

function inferProcedure(procedure: Node, context: Context): Type {
  reportUnknownFunction(procedure, context);
  return infer(procedure, context);
}

function reportUnknownFunction(procedure: Node, context: Context): void {
  const { inference } = context;
  const isPath = procedure.type === 'path' && procedure.steps?.length === 1;
  const name = String(isPath ? procedure.steps?.[0]?.value : procedure.value);
  if (!isPath && (procedure.type !== 'variable' || inference.bound.has(name))) return;
  if (!isPath && inference.functions.find(name)) return;
  const near = { name, known: inference.functions.names };
  inference.report({ code: 'mapping.unknown-function', severity: 'error', node: procedure, params: { name }, near });
}

/** A call as it is written, before the context is filled in. */
interface Written {
  readonly node: Node;
  readonly context: Context;
  readonly args: readonly Type[];
  readonly nodes: readonly (Node | undefined)[];
}

function callAny(called: Type, call: Written): Type {
  if (called.any || called.functions.length === 0) return anyType;
  return join(...called.functions.map((fn) => callFunction(fn, call)));
}

function callFunction(fn: FunctionType, call: Written): Type {
  switch (fn.kind) {
    case 'lambda':
      return lambdaBody(fn, call.args, call.context);
    case 'named':
      return callNamed(fn.name, call);
    default:
      return anyType;
  }
}

/** The body of a lambda with its parameters bound. A signature may change arguments, so they are then any value. */
export function lambdaBody(lambda: Lambda, args: readonly Type[], { inference }: Context): Type {
  const { node, context } = lambda;
  if (!node.body || inference.depth >= deepest) return anyType;
  const scope = new Scope(context.scope);
  for (const [index, parameter] of (node.arguments ?? []).entries())
    scope.bind(String(parameter.value), node.signature ? anyType : (args[index] ?? missing));
  inference.depth += 1;
  const type = infer(node.body, { ...context, scope });
  inference.depth -= 1;
  return type;
}

function callNamed(name: string, written: Written): Type {
  const { inference } = written.context;
  const typing = inference.functions.find(name);
  if (!typing) return anyType;
  const signature = parseSignature(typing.signature);
  const filled = takesContext(signature, written.args) ? withContext(written) : written;
  for (const [index, type] of filled.args.entries()) checkArgument(name, signature.parameters, index, type, filled);
  return typing.result({ name, ...filled });
}

function withContext(written: Written): Written {
  return { ...written, args: [written.context.input, ...written.args], nodes: [undefined, ...written.nodes] };
}

function checkArgument(name: string, parameters: readonly Parameter[], index: number, type: Type, call: Written): void {
  const last = parameters.at(-1);
  const parameter = parameters[index] ?? (last?.many ? last : undefined);
  if (!parameter || typeof name !== 'string') return;
  const node = call.nodes[index] ?? call.node;
  reportOperand({ node, type, accepts: parameter.accepts, what: `$${name}` }, call.context);
  if (parameter.items) checkItems({ node, type, accepts: parameter.items, what: `$${name}` }, call.context);
}

function checkItems(operand: Parameters<typeof reportOperand>[0], context: Context): void {
  const { type } = operand;
  const list = type.array?.items ?? never;
  const single = { ...type, array: undefined };
  reportOperand({ ...operand, type: join(single, list) }, context);
}

/** Calls a function value for each item of a list, as `$map` does. */
export function callForItem(fn: Type, args: readonly Type[], call: Call): Type {
  if (fn.any || fn.functions.length === 0) return anyType;
  return join(...fn.functions.map((each) => itemCall(each, args, call)));
}

const sequenceFunctions: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'each',
  'keys',
  'match',
  'append',
  'spread',
  'distinct',
  'lookup',
]);

/** The result of a tail call reaches `$map` before it is normalised: a sequence of one or none is still a list there. */
function withRawTail(lambda: Node, type: Type): Type {
  if (type.any || !lambda.body) return type;
  const callees = tailCallees(lambda.body);
  const isRaw =
    callees.some((name) => sequenceFunctions.has(name)) || (callees.length > 0 && type.array?.plain === false);
  return isRaw ? join(type, arrayType(streamOf(type).items, { plain: false })) : type;
}

function tailCallees(body: Node): readonly string[] {
  if (body.thunk) return [String(body.body?.procedure?.value)];
  if (body.type === 'condition') return [body.then, body.else].flatMap((each) => (each ? tailCallees(each) : []));
  const last = body.type === 'block' ? body.expressions?.at(-1) : undefined;
  return last ? tailCallees(last) : [];
}

/** A named function gets as many arguments as it has parameters: `$map(x, $round)` rounds to the item's position. */
function itemCall(fn: FunctionType, args: readonly Type[], call: Call): Type {
  if (fn.kind === 'lambda') return withRawTail(fn.node, lambdaBody(fn, args, call.context));
  const typing = fn.kind === 'named' ? call.context.inference.functions.find(fn.name) : undefined;
  if (!typing || fn.kind !== 'named') return anyType;
  const { parameters } = parseSignature(typing.signature);
  const [first = missing] = args;
  const result = typing.result({ ...call, name: fn.name, args: [first], nodes: [] });
  return parameters.length === 1
    ? result
    : join(result, typing.result({ ...call, name: fn.name, args: args.slice(0, parameters.length), nodes: [] }));
}
