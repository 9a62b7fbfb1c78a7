import { leftOf, type Node } from './syntax.ts';
import { visit } from './walk.ts';

export interface Variables {
  /** Everything that is set anywhere: bindings, parameters, joins and positions. */
  readonly bound: ReadonlySet<string>;
  /** Set more than once in a block, or where it is not plain when: they are taken to hold anything. */
  readonly unstable: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
  /** The node that sets a variable. */
  readonly binds: ReadonlyMap<string, Node>;
}

/** Which variables an expression sets and reads. */
export function variablesOf(ast: Node): Variables {
  const found = {
    bound: new Set<string>(),
    unstable: new Set<string>(),
    read: new Set<string>(),
    binds: new Map<string, Node>(),
  };
  const targets = new Set<Node>();
  const plain = plainBinds(ast, found.unstable);
  visit(ast, (node) => {
    if (node.type === 'bind') {
      const name = String(leftOf(node).value);
      targets.add(leftOf(node));
      found.bound.add(name);
      found.binds.set(name, node);
      if (!plain.has(node)) found.unstable.add(name);
    }
    if (node.type === 'lambda')
      for (const each of node.arguments ?? []) {
        targets.add(each);
        found.bound.add(String(each.value));
      }
    for (const name of [node.focus, node.index, ...(node.stages ?? []).map((stage) => stage.value)])
      if (name) found.bound.add(name);
  });
  visit(ast, (node) => {
    if (node.type === 'variable' && !targets.has(node)) found.read.add(String(node.value));
  });
  return found;
}

/** Bindings that stand directly in a block, each name once per block; names set twice go to `unstable`. */
function plainBinds(ast: Node, unstable: Set<string>): ReadonlySet<Node> {
  const plain = new Set<Node>();
  visit(ast, (node) => {
    if (node.type !== 'block') return;
    const names = new Set<string>();
    for (const bind of (node.expressions ?? []).flatMap(chainedBinds)) {
      const name = String(leftOf(bind).value);
      if (names.has(name)) unstable.add(name);
      names.add(name);
      plain.add(bind);
    }
  });
  return plain;
}

/** `$a := $b := 1`. */
function chainedBinds(node: Node): readonly Node[] {
  return node.type === 'bind' && !node.predicate && node.rhs ? [node, ...chainedBinds(node.rhs)] : [];
}
