import { FunctionValue } from '../runtime/function-value.ts';
import { emptySlots, Frame, unset, type Code } from '../runtime/run.ts';
import { Signature } from '../runtime/signature.ts';
import type { LambdaNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import { boundNames, Scope } from './scope.ts';

/** `function($a, $b) {…}`: closes over the context and the variables where it stands. */
export function compileLambda(node: LambdaNode, outer: Scope, compiler: Compiler): Code {
  const names = node.arguments.map((argument) => argument.value);
  const scope = new Scope(outer, [...names, ...boundNames([node.body])]);
  for (const name of names) scope.bindsForCertain(name);
  const body = compiler.node(node.body, scope);
  const bind = compileBinding(names, scope);
  const signature = node.signature && new Signature(node.signature.definition);
  return (input, frame) =>
    new FunctionValue({
      arity: names.length,
      parameters: names.length,
      signature,
      isLambda: true,
      call: (args, _input, run) => {
        run.budget.enter();
        const result = body(input, new Frame(bind(args), frame, run));
        run.budget.leave();
        return result;
      },
    });
}

/** Arguments into slots. A name given twice means its last argument. */
function compileBinding(names: readonly string[], scope: Scope): (args: readonly unknown[]) => unknown[] {
  const slots = names.map((name) => scope.declare(name));
  if (slots.some((slot, i) => slot !== i)) return (args) => spreadOver(slots, args, scope);
  const count = names.length;
  return (args) => {
    const values: unknown[] = [];
    for (let i = 0; i < count; i++) values.push(args[i]);
    while (values.length < scope.size) values.push(unset);
    return values;
  };
}

function spreadOver(slots: readonly number[], args: readonly unknown[], scope: Scope): unknown[] {
  const values = emptySlots(scope.size);
  slots.forEach((slot, i) => (values[slot] = args[i]));
  return values;
}
