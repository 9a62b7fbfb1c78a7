import { emptySlots, Frame, type Code } from '../runtime/run.ts';
import type { BlockNode, ConditionNode } from '../syntax/syntax-tree.ts';
import { isTrue } from '../runtime/truth.ts';
import type { Compiler } from './compiler.ts';
import { boundNames, Scope } from './scope.ts';

/** `(a; b; c)`: the last one counts. Variables bound inside end with it; without any it needs no frame. */
export function compileBlock(node: BlockNode, outer: Scope, compiler: Compiler): Code {
  const names = boundNames(node.expressions);
  const scope = names.length > 0 ? new Scope(outer, names) : outer;
  const codes = node.expressions.map((expression) => {
    const code = compiler.node(expression, scope);
    if (expression.type === 'bind') scope.bindsForCertain(expression.lhs.value);
    return code;
  });
  const [only] = codes;
  const body: Code = codes.length === 1 ? only! : (input, frame) => lastOf(codes, input, frame);
  return names.length === 0 ? body : (input, frame) => body(input, new Frame(emptySlots(scope.size), frame, frame.run));
}

function lastOf(codes: readonly Code[], input: unknown, frame: Frame): unknown {
  let result: unknown;
  for (let i = 0; i < codes.length; i++) result = codes[i]!(input, frame);
  return result;
}

export function compileCondition(node: ConditionNode, scope: Scope, compiler: Compiler): Code {
  const condition = compiler.node(node.condition, scope);
  const then = compiler.node(node.then, scope);
  const otherwise: Code = node.else ? compiler.node(node.else, scope) : () => undefined;
  return (input, frame) => (isTrue(condition(input, frame)) ? then(input, frame) : otherwise(input, frame));
}
