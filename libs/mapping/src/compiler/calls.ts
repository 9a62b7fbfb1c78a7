import { Fault } from '../runtime/fault.ts';
import { FunctionValue, isFunctionValue } from '../runtime/function-value.ts';
import { invoke, TailCall, type TailSite } from '../runtime/invoke.ts';
import type { Code, Frame } from '../runtime/run.ts';
import { collapse, type List } from '../runtime/sequence.ts';
import type { ApplyNode, CallNode, LambdaNode, PartialNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { compileName } from './variables.ts';

/** A call, with arguments put before its own by `~>`. */
type Call = (input: unknown, frame: Frame, before: List) => unknown;

const none: List = [];

export function compileCall(node: CallNode, scope: Scope, compiler: Compiler): Code {
  const call = compileCallBehind(node, scope, compiler);
  return (input, frame) => call(input, frame, none);
}

function compileCallBehind(node: CallNode, scope: Scope, compiler: Compiler): Call {
  const callee = compiler.node(node.procedure, scope);
  const args = node.arguments.map((arg) => compiler.node(arg, scope));
  const place = { position: node.position, token: nameOf(node.procedure) };
  const forgotten = compileForgotten(node.procedure, 'T1005', scope, compiler);
  return (input, frame, before) => {
    const called = callee(input, frame);
    if (called === undefined) forgotten(input, frame, node.position);
    const values = valuesOf(args, input, frame, before);
    return invoke(called, values, input, frame.run, place);
  };
}

function valuesOf(args: readonly Code[], input: unknown, frame: Frame, before: List): unknown[] {
  const values: unknown[] = [...before];
  for (let i = 0; i < args.length; i++) values.push(args[i]!(input, frame));
  return values;
}

/** What a call names: the variable, or the name where the `$` was forgotten. */
function nameOf(procedure: SyntaxNode): string | undefined {
  const named = procedure.type === 'path' ? procedure.steps[0] : procedure;
  if (!named || !('value' in named)) return undefined;
  return typeof named.value === 'object' ? undefined : String(named.value);
}

type Check = (input: unknown, frame: Frame, position: number | undefined) => void;

/** `name()` where `$name()` is meant: says so. */
function compileForgotten(procedure: SyntaxNode, code: string, scope: Scope, compiler: Compiler): Check {
  const token = nameOf(procedure);
  if (procedure.type !== 'path' || token === undefined) return () => {};
  const meant = compileName(token, scope, compiler);
  return (input, frame, position) => {
    if (meant(input, frame)) throw new Fault(code, { position, token });
  };
}

/** A call in tail position: handed to the caller to make. */
export function compileTailCall(node: LambdaNode, scope: Scope, compiler: Compiler): Code {
  const call = node.body as CallNode;
  const site: TailSite = {
    procedure: compiler.node(call.procedure, scope),
    args: call.arguments.map((arg) => compiler.node(arg, scope)),
    position: call.procedure.position,
    token: call.procedure.type === 'variable' ? call.procedure.value : undefined,
  };
  return (input, frame) => new TailCall(site, input, frame);
}

/** `f(?, x)`: a function of the arguments left open. */
export function compilePartial(node: PartialNode, scope: Scope, compiler: Compiler): Code {
  const args = node.arguments.map((arg) => (arg.type === 'operator' ? undefined : compiler.node(arg, scope)));
  const callee = compiler.node(node.procedure, scope);
  const forgotten = compileForgotten(node.procedure, 'T1007', scope, compiler);
  return (input, frame) => {
    const given = args.map((arg) => arg && { value: arg(input, frame) });
    const called = callee(input, frame);
    if (called === undefined) forgotten(input, frame, node.position);
    if (isFunctionValue(called)) return partly(called, given);
    throw new Fault('T1008', { position: node.position, token: nameOf(node.procedure) });
  };
}

type Given = { readonly value: unknown } | undefined;

/** Parameters that are neither given nor left open are missing; of a built-in function the last ones may be left out. */
function partly(called: FunctionValue, given: readonly Given[]): FunctionValue {
  const target = FunctionValue.targetOf(called);
  const { signature, parameters } = target;
  const count = target.isLambda ? parameters : Math.max(given.length, signature?.leastLength ?? parameters);
  const slots = Array.from({ length: count }, (_, i) => (i < given.length ? given[i] : { value: undefined }));
  const open = slots.filter((slot) => slot === undefined).length;
  return new FunctionValue({
    arity: open,
    parameters: open,
    signature: undefined,
    call: (args, input, run) => {
      let next = 0;
      const whole = slots.map((slot) => (slot ? slot.value : args[next++]));
      return target.call(target.isLambda ? whole : (signature?.validate(whole, input) ?? whole), input, run);
    },
  });
}

/** `value ~> function`. */
export function compileApply(node: ApplyNode, scope: Scope, compiler: Compiler): Code {
  const left = compiler.node(node.lhs, scope);
  if (node.rhs.type === 'function') {
    const call = compileCallBehind(node.rhs, scope, compiler);
    return (input, frame) => call(input, frame, [left(input, frame)]);
  }
  const right = compiler.node(node.rhs, scope);
  return (input, frame) => {
    const value = left(input, frame);
    const callee = right(input, frame);
    if (!isFunctionValue(callee)) throw new Fault('T2006', { position: node.position, value: callee });
    return isFunctionValue(value) ? chain(value, callee) : invoke(callee, [value], null, frame.run);
  };
}

function chain(first: FunctionValue, second: FunctionValue): FunctionValue {
  return new FunctionValue({
    arity: 1,
    parameters: 1,
    signature: undefined,
    isLambda: true,
    // The second call is one in tail position: its context is that of the caller.
    call: (args, input, run) => invoke(second, [collapse(invoke(first, [args[0]], null, run))], input, run),
  });
}
