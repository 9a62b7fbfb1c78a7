/** A node of the reference parser's syntax tree, as far as it is read here. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [key: string]: unknown;
}

/**
 * The static paths that an expression reads from its whole input, such as `['steps', 'fetch', 'name']`.
 * Paths that start inside a predicate or behind a dot have another context and are not listed.
 */
export function rootReads(tree: unknown): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  visit(tree, found);
  return found;
}

function visit(value: unknown, found: (readonly string[])[]): void {
  if (Array.isArray(value)) {
    for (const one of value) visit(one, found);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const node = value as Node;
  if (node.type === 'path' && node.steps) return visitPath(node.steps, found);
  if (node.type === 'name' && typeof node.value === 'string') {
    found.push([node.value]);
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (!contextChanging.has(key)) visit(child, found);
  }
}

/** Parts of a node whose expressions see another context than the node itself. */
const contextChanging = new Set(['predicate', 'stages', 'group', 'signature', 'thunk']);

function visitPath(steps: readonly Node[], found: (readonly string[])[]): void {
  const root = steps[0];
  if (!root) return;
  const names = staticNames(
    root.type === 'variable' && (root.value === '' || root.value === '$') ? steps.slice(1) : steps,
  );
  if (names.length > 0) found.push(names);
  else visit(root, found);
}

function staticNames(steps: readonly Node[]): readonly string[] {
  const names: string[] = [];
  for (const step of steps) {
    if (step.type !== 'name' || typeof step.value !== 'string') break;
    names.push(step.value);
  }
  return names;
}
