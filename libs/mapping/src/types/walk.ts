import type { Node } from './syntax.ts';

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: Node): readonly Node[] {
  const pairs = Array.isArray(node.lhs) ? (node.lhs as readonly (readonly [Node, Node])[]).flat() : [];
  const left = node.lhs && !Array.isArray(node.lhs) ? [node.lhs as Node] : [];
  return [
    ...(node.steps ?? []),
    ...(node.expressions ?? []),
    ...pairs,
    ...left,
    ...single(node.condition, node.then, node.else, node.rhs, node.expression, node.procedure),
    ...(node.arguments ?? []),
    ...single(node.body, node.pattern, node.update, node.delete),
    ...(node.terms ?? []).map((term) => term.expression),
    ...[...(node.stages ?? []), ...(node.predicate ?? [])].flatMap((stage) => single(stage.expr)),
    ...(node.group?.lhs ?? []).flat(),
  ];
}

function single(...nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((each) => each !== undefined);
}

/** Visits a node and everything below it, each once, outer ones first. */
export function visit(root: Node, see: (node: Node) => void): void {
  const seen = new Set<Node>();
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    see(node);
    waiting.push(...childrenOf(node).toReversed());
  }
}
