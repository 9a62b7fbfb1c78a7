import type { Code } from '../runtime/run.ts';
import type { List } from '../runtime/sequence.ts';
import { joinAll } from '../runtime/tuple.ts';
import type { ObjectNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import { literalPairs, type LiteralPair } from './generated/emit-object.ts';
import { compileGroup } from './groups.ts';
import type { Scope } from './scope.ts';

/** An object `{…}`: a group of the context. With names that are written out it takes a short way. */
export function compileObject(node: ObjectNode, scope: Scope, compiler: Compiler): Code {
  const pairs = literalPairs(node);
  if (pairs) return compileLiteral(pairs, scope, compiler);
  const group = node.position === undefined ? { lhs: node.lhs } : { lhs: node.lhs, position: node.position };
  return compileGroup(group, (input) => input, { scope, compiler });
}

function compileLiteral(pairs: readonly LiteralPair[], scope: Scope, compiler: Compiler): Code {
  const names = pairs.map(([key]) => key.value);
  const values = pairs.map(([, value]) => compiler.node(value, scope));
  const count = names.length;
  return (input, frame) => {
    const context = Array.isArray(input) ? contextOf(input) : input;
    const result: Record<string, unknown> = {};
    frame.run.budget.elements(count + 2);
    for (let i = 0; i < count; i++) {
      const value = values[i]!(context, frame);
      if (value !== undefined) result[names[i]!] = value;
    }
    return result;
  };
}

function contextOf(items: List): unknown {
  return items.length === 1 ? items[0] : joinAll(items);
}
