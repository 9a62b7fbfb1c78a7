import type { Node } from './syntax.ts';

/** Parts of a simple path, from its origin: `item:` for the context, `$x` for a variable; undefined where it is not simple. */
export function simplePath(node: Node): readonly string[] | undefined {
  if (isPlainVariable(node)) return [originOf(node)];
  if (node.type !== 'path' || node.group || node.keepSingletonArray || node.keepArray) return undefined;
  const [first, ...rest] = node.steps ?? [];
  if (!first) return undefined;
  const origin = isPlainVariable(first) ? [originOf(first)] : ['item:'];
  const names = isPlainVariable(first) ? rest : [first, ...rest];
  return names.every(isPlainName) ? [...origin, ...names.map((step) => String(step.value))] : undefined;
}

function isPlainVariable(node: Node): boolean {
  return node.type === 'variable' && !node.predicate && !node.stages && !node.group && !node.keepArray && !node.tuple;
}

function isPlainName(node: Node): boolean {
  return node.type === 'name' && !node.stages && !node.predicate && !node.focus && !node.index && !node.keepArray;
}

function originOf(variable: Node): string {
  return variable.value === '' ? 'item:' : `$${String(variable.value)}`;
}

/** One key for one simple path. */
export function keyOf(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('.', '\\.')).join('.');
}

/** The key of a simple path, to find facts by. */
export function pathKey(node: Node): string | undefined {
  const parts = simplePath(node);
  return parts && keyOf(parts);
}
