import { allFields, type FieldNode } from './field-tree.ts';
import type { ConnectRequest } from './mapping-edits.ts';

/** What a line from this field to that one means: a value, a list for a list, or a value inside joined lists. */
export function requestFor(
  source: FieldNode,
  target: FieldNode,
  roots: readonly FieldNode[],
  targets: readonly FieldNode[],
): ConnectRequest {
  const asList = target.isList && target.children.length > 0 && source.isList;
  const around = joinedLists(source, target, roots, targets);
  return { source: source.path, target: target.path, asList, ...(around ? { around } : {}) };
}

function joinedLists(
  source: FieldNode,
  target: FieldNode,
  roots: readonly FieldNode[],
  targets: readonly FieldNode[],
): ConnectRequest['around'] {
  const targetList = listAbove(target, targets);
  const sourceList = listAbove(source, roots);
  return targetList && sourceList ? { target: targetList.path, source: sourceList.path } : undefined;
}

function listAbove(node: FieldNode, roots: readonly FieldNode[]): FieldNode | undefined {
  const above = [...allFields(roots)].filter(
    (one) =>
      one.isList && one.path.length < node.path.length && one.path.every((name, index) => node.path[index] === name),
  );
  return above.at(-1);
}
