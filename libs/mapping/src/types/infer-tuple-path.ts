import { filtered } from './filter.ts';
import { join } from './join.ts';
import { keptSequence, one, sequence, streamOf, times, type Stream } from './sequences.ts';
import type { Node, Stage } from './syntax.ts';
import { infer, Scope, withInput, type Context } from './context.ts';
import { anyType, arrayType, never, numberType, type Type } from './type.ts';

/**
 * A path that remembers where it came from: `%` (the parent), `@$v` (a join) and `#$i` (a position). Carried on into
 * other paths or grouped, it is any value.
 */
export function inferTuplePath(node: Node, context: Context): Type {
  const [first] = node.steps ?? [];
  if (!first || node.tuple || node.group || first.consarray) return visited(node, context);
  const scope = new Scope(context.scope);
  let stream = firstStream(first, context);
  for (const step of node.steps ?? []) stream = tupleStep(step, stream, withInput(context, stream.items, scope));
  return node.keepSingletonArray ? keptSequence(stream) : sequence(stream);
}

/** Visits what it does not model, so that parents are known and findings inside are seen. */
function visited(node: Node, context: Context): Type {
  for (const step of node.steps ?? []) remember(step, anyType, context);
  return anyType;
}

function firstStream(first: Node, context: Context): Stream {
  const { input } = context;
  return first.type === 'variable' || (!input.any && !input.array) ? { items: input, ...one } : streamOf(input);
}

function tupleStep(step: Node, before: Stream, context: Context): Stream {
  if (step.type === 'sort') return sortStep(step, before, context);
  remember(step, before.items, context);
  const values = streamOf(infer(step, context));
  if (step.focus) context.scope.bind(step.focus, values.items);
  if (step.index) context.scope.bind(step.index, position);
  const after = times(before, step.focus ? { ...values, items: before.items } : values);
  return staged(step.stages ?? [], after, context);
}

const position = numberType({ integer: true, min: 0 });

function sortStep(step: Node, before: Stream, context: Context): Stream {
  for (const term of step.terms ?? []) infer(term.expression, context);
  if (step.index) context.scope.bind(step.index, position);
  return staged(step.stages ?? [], before, context);
}

/** Predicates of a tuple stream see the whole stream, so an index may pick from all of it. */
function staged(stages: readonly Stage[], stream: Stream, context: Context): Stream {
  return stages.reduce<Stream>((at, stage) => afterStage(stage, at, context), stream);
}

function afterStage(stage: Stage, stream: Stream, context: Context): Stream {
  if (stage.type === 'index') {
    context.scope.bind(stage.value ?? '', position);
    return stream;
  }
  const list = arrayType(stream.items, { min: stream.min, max: stream.max, plain: false });
  const kept = filtered(stage, list, withInput(context, stream.items));
  return { items: stream.items, min: Math.min(kept.min, stream.min), max: Math.max(kept.max, stream.max) };
}

function remember(step: Node, items: Type, context: Context): void {
  const label = step.ancestor?.label;
  const { ancestors } = context.inference;
  if (label !== undefined) ancestors.set(label, join(ancestors.get(label) ?? never, items));
}
