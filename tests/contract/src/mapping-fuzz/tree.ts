import jsonata from 'jsonata';

/** A node of the reference parser's tree, as far as quirks look at it. */
export interface TreeNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number | undefined;
  readonly tuple?: boolean;
  readonly thunk?: boolean;
  readonly stages?: readonly TreeNode[];
  readonly steps?: readonly TreeNode[];
  readonly arguments?: readonly TreeNode[];
  readonly expressions?: readonly TreeNode[];
  readonly procedure?: TreeNode;
  readonly pattern?: TreeNode;
  readonly body?: TreeNode;
  readonly lhs?: TreeNode;
  readonly rhs?: TreeNode;
  readonly group?: unknown;
}

export function treeOf(source: string): TreeNode | undefined {
  try {
    return jsonata(source).ast() as unknown as TreeNode;
  } catch {
    return undefined;
  }
}

/** A node and all inside it. */
export function nodesIn(node: TreeNode): readonly TreeNode[] {
  return [node, ...insideOf(node).flatMap(nodesIn)];
}

/** Whether a node or one inside it is such a one. */
export function contains(node: TreeNode, isSuch: (node: TreeNode) => boolean): boolean {
  return isSuch(node) || insideOf(node).some((inner) => contains(inner, isSuch));
}

function insideOf(node: object): readonly TreeNode[] {
  return Object.values(node).flatMap((member: unknown) => nodesOf(member));
}

function nodesOf(member: unknown): readonly TreeNode[] {
  if (Array.isArray(member)) return member.flatMap((item: unknown) => nodesOf(item));
  if (typeof member !== 'object' || member === null || member instanceof RegExp) return [];
  return 'type' in member ? [member as TreeNode] : insideOf(member);
}
