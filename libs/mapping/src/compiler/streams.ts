import type { SyntaxNode } from '../syntax/syntax-tree.ts';

/** Slot 0 of a tuple: the item itself. No variable can be called so. */
export const itemName = '@';

export function isTuplePath(steps: readonly SyntaxNode[]): boolean {
  return steps.some((step) => step.tuple === true);
}

/** Names that the tuples of a path carry: what its steps bind, and what streams nested in its steps carry. */
export function tupleNames(steps: readonly SyntaxNode[]): readonly string[] {
  const names = steps.flatMap((step) => [...ownNames(step), ...(streamNames(step) ?? [])]);
  return [...new Set([itemName, ...names])];
}

function ownNames(step: SyntaxNode): readonly string[] {
  const indexes = (step.stages ?? []).flatMap((stage) => (stage.type === 'index' ? [stage.value] : []));
  return [step.focus, step.index, step.ancestor?.label, ...indexes].filter((name) => name !== undefined);
}

/** The names of the tuples that a node hands on as a stream, or undefined when it yields plain values. */
export function streamNames(node: SyntaxNode): readonly string[] | undefined {
  if (node.type === 'path') return node.tuple && isTuplePath(node.steps) ? tupleNames(node.steps) : undefined;
  if (node.type !== 'block') return undefined;
  const last = node.expressions.at(-1);
  return last && streamNames(last);
}
