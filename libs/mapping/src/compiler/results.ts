import type { Code } from '../runtime/run.ts';
import { collapse, type List } from '../runtime/sequence.ts';
import type { PathNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { beginning, compileStep, eachStep } from './steps.ts';
import { placeOf } from './place-of.ts';
import { weightOf } from './weight.ts';

/** A node in the place of the result: what it yields is plain JSON that nobody else holds a part of. */
export function compileResult(node: SyntaxNode, scope: Scope, compiler: Compiler): Code {
  if (node.type === 'path' && makesObjects(node)) return compileObjects(node, scope, compiler);
  const code = compiler.closure(node, scope);
  const position = placeOf(node);
  if (collects(node)) return (input, frame) => frame.run.output.adopt(code(input, frame), position);
  return (input, frame) => frame.run.output.detach(code(input, frame), position);
}

/** A path that ends in a name or in `*`: the sequence that it yields is a new one. */
export function collects(node: SyntaxNode): boolean {
  return node.type === 'path' && !node.group && !node.predicate && collecting.has(node.steps.at(-1)?.type);
}

const collecting: ReadonlySet<unknown> = new Set(['name', 'wildcard']);

/** A path that ends in an object for each item: these are made for the result and need no copy. */
function makesObjects(node: PathNode): boolean {
  const last = node.steps.at(-1)!;
  const isBare = !node.group && !node.predicate && !node.keepArray && !node.keepSingletonArray;
  const isObject = last.type === 'unary' && last.value === '{';
  return isBare && isObject && !last.stages && !last.predicate && !last.group && !node.steps.some((step) => step.tuple);
}

function compileObjects(node: PathNode, scope: Scope, compiler: Compiler): Code {
  const last = node.steps.at(-1)!;
  const steps = node.steps
    .slice(0, -1)
    .map((step, i) =>
      compileStep(
        { step, isFirst: i === 0, isLast: false, isRead: node.steps[i + 1]!.type !== 'sort' },
        scope,
        compiler,
      ),
    );
  const make = eachStep(compiler.result(last, scope), weightOf(last), true);
  const begin = beginning(node);
  const position = placeOf(node);
  return (input, frame) => {
    let items: List = begin(input);
    for (const step of steps) {
      items = step(items, frame);
      if (items.length === 0) return frame.run.output.detach(collapse(items), position);
    }
    const objects = collapse(make(items, frame));
    return Array.isArray(objects) ? [...(objects as List)] : objects;
  };
}
