import type { FieldsMapping } from '@joinery/contracts';
import { pathKey, type FieldNode } from './field-tree.ts';
import { allLines } from './mapping-edits.ts';

/**
 * The required fields that nothing feeds. Inside an object that may be left out, a field is required only once
 * something else of that object is fed.
 */
export function neededKeys(targets: readonly FieldNode[], mapping: FieldsMapping): ReadonlySet<string> {
  const fed = [...allLines(mapping.fields)].map((line) => ({
    path: line.target,
    each: line.field.source.kind === 'each',
  }));
  const needed = new Set<string>();
  const visit = (nodes: readonly FieldNode[]): void => {
    for (const node of nodes) {
      const own = fed.find(({ path }) => pathKey(path) === node.key);
      const below = fed.some(
        ({ path }) => path.length > node.path.length && node.path.every((name, index) => path[index] === name),
      );
      if (own && !own.each) continue;
      if (!own && !below) {
        if (node.required) needed.add(node.key);
        continue;
      }
      visit(node.children);
    }
  };
  visit(targets);
  return needed;
}
