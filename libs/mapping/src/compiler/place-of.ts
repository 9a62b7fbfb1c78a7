import type { SyntaxNode } from '../syntax/syntax-tree.ts';

/** Where a node stands in the source, as far as the parser tells: a path has no place but that of its first step. */
export function placeOf(node: SyntaxNode): number | undefined {
  return node.position ?? (node.type === 'path' ? node.steps[0]?.position : undefined);
}
