import { leftOf, type Node, type Stage } from './syntax.ts';

/**
 * Parts of a simple path, from its origin: `item:` for the context, `$x` for a variable; undefined where it is not
 * simple. A step that picks by what stays the same (`lines[0]`, `lines[kind = "a"]`) is a part with its predicates.
 */
export function simplePath(node: Node): readonly string[] | undefined {
  if (isPlainVariable(node)) return [originOf(node)];
  if (node.type !== 'path' || node.group || node.keepSingletonArray || node.keepArray) return undefined;
  const steps = node.steps ?? [];
  const prefix = simplePrefix(node);
  const [first] = steps;
  const names = first && isPlainVariable(first) ? steps.length : steps.length + 1;
  return first && prefix.length === names ? prefix : undefined;
}

/** The parts of a path up to the first step that is not simple. */
export function simplePrefix({ steps = [] }: Node): readonly string[] {
  const [first] = steps;
  const hasOrigin = first !== undefined && isPlainVariable(first);
  const parts = [hasOrigin ? originOf(first) : 'item:'];
  for (const step of hasOrigin ? steps.slice(1) : steps) {
    const part = partOf(step);
    if (part === undefined) break;
    parts.push(part);
  }
  return parts;
}

/** A variable and nothing behind it. */
export function isPlainVariable(node: Node): boolean {
  return node.type === 'variable' && !node.predicate && !node.stages && !node.group && !node.keepArray && !node.tuple;
}

function partOf(step: Node): string | undefined {
  if (step.type !== 'name' || step.focus || step.index || step.keepArray || step.group) return undefined;
  const picks = [...(step.stages ?? []), ...(step.predicate ?? [])].map(pickOf);
  return picks.includes(undefined) ? undefined : [String(step.value), ...picks].join(pickMark);
}

/** Begins a predicate in a part; no name has it. */
const pickMark = '\u0000';

/** A part without its predicates. */
export function withoutPicks(part: string): string {
  return part.split(pickMark, 1)[0] ?? part;
}

function pickOf({ type, expr }: Stage): string | undefined {
  return type === 'filter' && expr ? steadyText(expr) : undefined;
}

/** The text of an expression made of names and constants. */
function steadyText(node: Node): string | undefined {
  if (node.group || node.keepArray || node.predicate || node.stages) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return JSON.stringify(node.value);
    case 'name':
      return `\`${String(node.value)}\``;
    case 'path':
      return joined(node.steps ?? [], '.');
    case 'binary':
      return node.rhs && joined([leftOf(node), node.rhs], String(node.value));
    default:
      return undefined;
  }
}

function joined(nodes: readonly Node[], between: string): string | undefined {
  const texts = nodes.map(steadyText);
  return texts.includes(undefined) ? undefined : `(${texts.join(between)})`;
}

/** Where a path begins that begins with this variable. */
export function originOf(variable: Node): string {
  return variable.value === '' ? 'item:' : `$${String(variable.value)}`;
}

/** One key for one simple path. */
export function keyOf(parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('.', '\\.')).join('.');
}

/** The parts that a key was made of. */
export function partsOf(key: string): readonly string[] {
  return key.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
}

/** The key of a simple path, to find facts by. */
export function pathKey(node: Node): string | undefined {
  const parts = simplePath(node);
  return parts && keyOf(parts);
}

/** Whether two nodes were written alike. */
export function isSameText(a: Node, b: Node): boolean {
  return a.type === b.type && written(a) === written(b);
}

function written(node: Node): string {
  return JSON.stringify(node, (name, value: unknown) => (name === 'position' ? undefined : value));
}
