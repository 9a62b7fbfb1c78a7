import { pairsOf, type Node } from './syntax.ts';
import { childrenOf, visit } from './walk.ts';

/** A target field and the node that feeds it. */
export interface TargetNode {
  readonly target: readonly string[];
  readonly node: Node;
}

/** The fields that an expression's result is made of, outer ones first. Lists add nothing to the path. */
export function targetNodes(ast: Node): readonly TargetNode[] {
  return fieldsOf(ast, []);
}

function fieldsOf(node: Node, above: readonly string[]): readonly TargetNode[] {
  if (node.type === 'unary' && node.value === '{') return pairsOf(node).flatMap((pair) => fieldsOfPair(pair, above));
  if (node.type === 'path' && node.group) return node.group.lhs.flatMap((pair) => fieldsOfPair(pair, above));
  return resultParts(node).flatMap((part) => fieldsOf(part, above));
}

function fieldsOfPair([key, value]: readonly [Node, Node], above: readonly string[]): readonly TargetNode[] {
  if (key.type !== 'string') return [];
  const target = [...above, String(key.value)];
  return [{ target, node: value }, ...fieldsOf(value, target)];
}

const passing: ReadonlySet<string> = new Set([
  'asList',
  'asSingle',
  'ifMissing',
  'ifNull',
  'ifEmpty',
  'append',
  'distinct',
  'reverse',
  'sort',
  'merge',
  'filter',
]);

/** The parts of a node whose results are, or are in, the node's own result. */
function resultParts(node: Node): readonly Node[] {
  switch (node.type) {
    case 'block':
      return lastOf(node.expressions);
    case 'condition':
      return [node.then, node.else].filter((each) => each !== undefined);
    case 'path':
      return lastOf(node.steps?.filter((step) => step.type !== 'sort'));
    case 'bind':
      return node.rhs ? [node.rhs] : [];
    case 'unary':
      return node.value === '[' ? (node.expressions ?? []) : [];
    case 'function':
      return partsOfCall(node);
    case 'lambda':
      return node.body ? [node.body] : [];
    default:
      return [];
  }
}

function partsOfCall(node: Node): readonly Node[] {
  const name = String(node.procedure?.value);
  if (name === 'map' || name === 'each') return node.arguments?.slice(1, 2) ?? [];
  return passing.has(name) ? (node.arguments ?? []) : [];
}

function lastOf(nodes: readonly Node[] | undefined): readonly Node[] {
  const last = nodes?.at(-1);
  return last ? [last] : [];
}

/** For each node the innermost target field that it helps to feed; outer fields come first, so inner ones win. */
export function targetOfNodes(ast: Node): ReadonlyMap<Node, readonly string[]> {
  const owners = new Map<Node, readonly string[]>();
  for (const { target, node } of targetNodes(ast)) visit(node, (each) => owners.set(each, target));
  return owners;
}

/** Where a node is, as far as the parser says. */
export function positionOf(node: Node): number | undefined {
  if (node.position !== undefined) return node.position;
  for (const child of childrenOf(node)) {
    const position = positionOf(child);
    if (position !== undefined) return position;
  }
  return undefined;
}
