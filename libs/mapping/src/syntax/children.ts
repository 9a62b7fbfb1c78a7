import type { SyntaxNode } from './syntax-tree.ts';

/** Every node directly below this one, in the order in which it is evaluated. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const behind = [
    ...(node.predicate ?? []).map((stage) => stage.expr),
    ...(node.stages ?? []).flatMap((stage) => (stage.type === 'filter' ? [stage.expr] : [])),
    ...(node.group?.lhs.flat() ?? []),
  ];
  return [...operandsOf(node), ...behind];
}

function operandsOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'path':
      return node.steps;
    case 'binary':
    case 'apply':
      return [node.lhs, node.rhs];
    case 'bind':
      return [node.rhs];
    case 'unary':
      if (node.value === '[') return node.expressions;
      return node.value === '{' ? node.lhs.flat() : [node.expression];
    case 'condition':
      return node.else ? [node.condition, node.then, node.else] : [node.condition, node.then];
    case 'block':
      return node.expressions;
    case 'function':
    case 'partial':
      return [node.procedure, ...node.arguments];
    case 'lambda':
      return [node.body];
    case 'transform':
      return node.delete ? [node.pattern, node.update, node.delete] : [node.pattern, node.update];
    case 'sort':
      return node.terms.map((term) => term.expression);
    case 'name':
    case 'string':
    case 'number':
    case 'value':
    case 'regex':
    case 'wildcard':
    case 'descendant':
    case 'parent':
    case 'variable':
    case 'operator':
      return [];
  }
}
