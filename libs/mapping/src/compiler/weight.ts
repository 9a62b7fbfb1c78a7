import { childrenOf } from '../syntax/children.ts';
import type { SyntaxNode } from '../syntax/syntax-tree.ts';

const weights = new WeakMap<SyntaxNode, number>();

/** Nodes that one evaluation of this node may visit: what a turn of a loop over it costs. */
export function weightOf(node: SyntaxNode): number {
  const known = weights.get(node);
  if (known !== undefined) return known;
  const weight = childrenOf(node).reduce((sum, child) => sum + weightOf(child), 1);
  weights.set(node, weight);
  return weight;
}
