import type { Code, Frame } from '../runtime/run.ts';
import { kept, type List } from '../runtime/sequence.ts';
import type { PathNode, SyntaxNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import { compileGroup } from './groups.ts';
import { compileNamePath, isNamePath } from './name-paths.ts';
import type { Scope } from './scope.ts';
import { beginning, compileStep } from './steps.ts';
import { isTuplePath } from './streams.ts';
import { compileTuplePath } from './tuple-paths.ts';

export function compilePath(node: PathNode, scope: Scope, compiler: Compiler): Code {
  if (isNamePath(node)) return compileNamePath(node, scope, compiler);
  if (isTuplePath(node.steps)) return compileTuplePath(node, scope, compiler);
  const collected = compileSteps(node, scope, compiler);
  const path: Code = node.keepSingletonArray ? (input, frame) => kept(collected(input, frame)) : collected;
  return node.group ? compileGroup(node.group, path, { scope, compiler }) : path;
}

/** Whether a step looks at one item after the other. */
function isReading(step: SyntaxNode | undefined): boolean {
  return step !== undefined && step.type !== 'sort';
}

function compileSteps(node: PathNode, scope: Scope, compiler: Compiler): (input: unknown, frame: Frame) => List {
  const last = node.steps.length - 1;
  const steps = node.steps.map((step, i) =>
    compileStep({ step, isFirst: i === 0, isLast: i === last, isRead: isReading(node.steps[i + 1]) }, scope, compiler),
  );
  const begin = beginning(node);
  return (input, frame) => {
    let items = begin(input);
    for (const step of steps) {
      items = step(items, frame);
      if (items.length === 0) break;
    }
    return items;
  };
}
