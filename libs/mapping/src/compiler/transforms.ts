import { cloneJson, setMember } from '../runtime/clone.ts';
import { Fault } from '../runtime/fault.ts';
import { FunctionValue, isFunctionValue, isRecord } from '../runtime/function-value.ts';
import { invoke } from '../runtime/invoke.ts';
import type { Code, Frame, Run } from '../runtime/run.ts';
import { Signature } from '../runtime/signature.ts';
import type { List } from '../runtime/sequence.ts';
import { isListOf, isText } from '../runtime/truth.ts';
import type { TransformNode } from '../syntax/syntax-tree.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';
import { compileName } from './variables.ts';

const signature = new Signature('<(oa):o>');

interface Transform {
  readonly node: TransformNode;
  readonly clone: Code;
  readonly pattern: Code;
  readonly update: Code;
  readonly deletion: Code | undefined;
}

/** `|where|update, delete|`: a function that copies its argument and changes the copy. */
export function compileTransform(node: TransformNode, scope: Scope, compiler: Compiler): Code {
  const transform: Transform = {
    node,
    clone: compileName('clone', scope, compiler),
    pattern: compiler.node(node.pattern, scope),
    update: compiler.node(node.update, scope),
    deletion: node.delete && compiler.node(node.delete, scope),
  };
  return (input, frame) =>
    new FunctionValue({
      arity: 1,
      parameters: 1,
      signature,
      call: ([value]) => (value === undefined ? undefined : changedCopy(transform, value, input, frame)),
    });
}

function changedCopy(transform: Transform, value: unknown, input: unknown, frame: Frame): unknown {
  const { run } = frame;
  const owned = new Set<unknown>();
  const copy = cloneJson(cloned(transform, value, input, frame), run.budget, (made) => owned.add(made));
  const matches = transform.pattern(copy, frame);
  if (matches === undefined) return copy;
  for (const match of Array.isArray(matches) ? (matches as List) : [matches]) {
    run.budget.step();
    change(transform, { match, isOwned: owned.has(match) }, frame);
  }
  return copy;
}

/** The expression may have its own `$clone`. What that gives is copied once more: nobody's value is changed in place. */
function cloned(transform: Transform, value: unknown, input: unknown, frame: Frame): unknown {
  const clone = transform.clone(input, frame);
  if (!isFunctionValue(clone)) throw new Fault('T2013', { position: transform.node.position });
  return FunctionValue.targetOf(clone).isLambda ? invoke(clone, [value], null, frame.run) : value;
}

interface Match {
  readonly match: unknown;
  /** Part of the copy. A pattern may also reach values that are not, and these stay as they are. */
  readonly isOwned: boolean;
}

function change(transform: Transform, { match, isOwned }: Match, frame: Frame): void {
  const update = transform.update(match, frame);
  if (update !== undefined) merge(transform, { match, isOwned }, update, frame.run);
  const deletions = transform.deletion?.(match, frame);
  if (deletions === undefined) return;
  const names: List = Array.isArray(deletions) ? deletions : [deletions];
  if (!isListOf(names, isText))
    throw new Fault('T2012', { position: transform.node.delete?.position, value: deletions });
  if (isOwned) for (const name of names) delete (match as Record<string, unknown>)[name];
}

function merge(transform: Transform, { match, isOwned }: Match, update: unknown, run: Run): void {
  if (!isRecord(update)) throw new Fault('T2011', { position: transform.node.update.position, value: update });
  for (const key of Object.keys(update)) {
    run.budget.elements(1);
    if (isOwned) setMember(match as Record<string, unknown>, key, update[key]);
  }
}
