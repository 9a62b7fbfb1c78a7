import { type Code } from '../runtime/run.ts';
import { mark, Mark, plainList } from '../runtime/sequence.ts';
import type { ArrayNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';

/** A list `[…]`: what items yield is joined, lists written inside stay lists. */
export function compileList(node: ArrayNode, scope: Scope, compiler: Compiler): Code {
  const isConstructed = node.consarray === true;
  const items = node.expressions.map((item) => ({
    code: compiler.node(item, scope),
    isList: 'value' in item && item.value === '[',
    isRange: item.type === 'binary' && item.value === '..' && !item.predicate && !item.group && !isConstructed,
  }));
  return (input, frame) => {
    const { budget } = frame.run;
    const list: unknown[] = [];
    for (const { code, isList, isRange } of items) {
      const value = code(input, frame);
      if (value === undefined) continue;
      if (isList || !Array.isArray(value)) {
        budget.elements(1);
        list.push(value);
      } else if (isRange && items.length === 1) {
        // Nobody else has the numbers of a range that stands here alone.
        return plainList(value);
      } else {
        budget.elements(value.length);
        for (let i = 0; i < value.length; i++) list.push(value[i]);
      }
    }
    return isConstructed ? mark(list, Mark.constructed) : list;
  };
}
