import { standardFunctionNames } from '@joinery/mapping';
import type { TreeNode } from './tree.ts';

const standardNames = new Set(standardFunctionNames);

/** Whether a node names a standard function. */
export function isBuiltIn(node: TreeNode | undefined): boolean {
  return node?.type === 'variable' && typeof node.value === 'string' && standardNames.has(node.value);
}
