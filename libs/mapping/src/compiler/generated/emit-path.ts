import type { PathNode, SyntaxNode } from '../../syntax/syntax-tree.ts';
import type { Name } from './emitter.ts';
import type { Place } from './place.ts';

/** `a.b.c`: plain reads while there are plain objects on the way; the general way from where there are not. */
export function emitNamePath(node: PathNode, place: Place): Name {
  const { emitter, frame } = place;
  const [first] = node.steps;
  const start = first?.type === 'variable' ? first : undefined;
  const names = node.steps.slice(start ? 1 : 0).map(nameOf);
  const value = emitter.variable(start ? place.emit(start, { ...place, isResult: false }) : place.input);
  const end = emitter.label();
  const all = emitter.constant(names);
  emitter.line(`${end}: {`);
  names.forEach((name, index) => {
    const leave = `{ ${value} = walkOn(${all}, ${index}, ${value}, ${frame}); break ${end}; }`;
    // What every object inherits must be looked for as its own; that is left to the general way.
    if (name in Object.prototype) return emitter.line(leave);
    emitter.line(`if (!${isPlainObject(value)}) ${leave}`);
    return emitter.line(`${value} = ${value}[${emitter.constant(name)}];`);
  });
  emitter.line(`if (typeof ${value} === 'object' && isList(${value})) ${value} = listAt(${value});`);
  emitter.line('}');
  return value;
}

/** An object that inherits from nothing but `Object.prototype`: lists, functions and strange objects do. */
function isPlainObject(value: Name): string {
  return `(typeof ${value} === 'object' && ${value} !== null && ${value}.__proto__ === objectPrototype)`;
}

function nameOf(step: SyntaxNode): string {
  return (step as { readonly value: string }).value;
}
