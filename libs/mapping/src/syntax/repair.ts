import { childrenOf } from './children.ts';
import type { ConditionNode, SyntaxNode } from './syntax-tree.ts';

/**
 * The parser copies the left side of `??` and `?:` through JSON, which turns a regex into an empty object. The copy and
 * the original have the same shape, so the regexes are put back from one into the other.
 */
export function repairCopies(tree: SyntaxNode): void {
  if (tree.type === 'condition') restore(copyIn(tree), tree.then);
  for (const child of childrenOf(tree)) repairCopies(child);
}

/** What is asked for in `a ? a : b`, as the parser writes `a ?: b`, or in `$exists(a) ? a : b`, for `a ?? b`. */
function copyIn({ condition }: ConditionNode): SyntaxNode {
  const isCoalescing = condition.type === 'function' && condition.position === undefined;
  return (isCoalescing ? condition.arguments[0] : undefined) ?? condition;
}

function restore(maybeCopy: SyntaxNode, maybeOriginal: SyntaxNode): void {
  const [copy, original] = [unwrapped(maybeCopy), unwrapped(maybeOriginal)];
  if (copy === original || copy.type !== original.type) return;
  if (copy.type === 'regex' && original.type === 'regex' && !(copy.value instanceof RegExp)) {
    (copy as { value: RegExp }).value = original.value;
    return;
  }
  const originals = childrenOf(original);
  childrenOf(copy).forEach((child, i) => {
    const other = originals[i];
    if (other) restore(child, other);
  });
}

/** A call in tail position is wrapped; the copy of it may stand where it is none. */
function unwrapped(node: SyntaxNode): SyntaxNode {
  return node.type === 'lambda' && node.thunk ? node.body : node;
}
