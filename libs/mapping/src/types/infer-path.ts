import { inferGroup } from './infer-group.ts';
import { inferTuplePath } from './infer-tuple-path.ts';
import { join } from './join.ts';
import { filtered } from './filter.ts';
import { narrow } from './facts.ts';
import { flattened, keptSequence, one, sequence, streamOf, times, type Stream } from './sequences.ts';
import type { Node } from './syntax.ts';
import { infer, withInput, type Context, type Fact } from './context.ts';
import { keyOf, simplePath } from './path-key.ts';
import { anyType, arrayType, missing, never, withoutArray, type Type } from './type.ts';

/** What a path yields: each step maps every value of the one before, and results are flattened in between. */
export function inferPath(node: Node, context: Context): Type {
  const steps = node.steps ?? [];
  if (node.tuple || steps.some((step) => step.tuple)) return inferTuplePath(node, context);
  const type = inferSteps(node, steps, context);
  return node.group ? inferGroup(node.group, type, context) : type;
}

function inferSteps(node: Node, steps: readonly Node[], context: Context): Type {
  const [first, ...rest] = steps;
  if (!first) return anyType;
  if (first.consarray) return inferFromConstructor(node, first, rest, context);
  return walk({ node, steps, known: prefixFacts(node, context) }, firstStep(first, context));
}

interface Walk {
  readonly node: Node;
  readonly steps: readonly Node[];
  readonly known: (index: number) => Fact | undefined;
}

function walk({ node, steps, known }: Walk, start: At): Type {
  let at = start;
  for (const [index, step] of steps.entries()) {
    const values = step.type === 'sort' ? undefined : stepValues(step, at.context);
    const isLast = index === steps.length - 1;
    if (isLast) return narrowed(lastResult(step, at, values, node.keepSingletonArray === true), known(index));
    const stream = values ? times(at.stream, flattened(values)) : sorted(step, at);
    at = next(narrowedStream(stream, known(index)), at.context);
  }
  return anyType;
}

interface At {
  readonly stream: Stream;
  readonly context: Context;
}

/** A variable is taken as a whole; anything else is looked for in each item of the context. */
function firstStep(step: Node, context: Context): At {
  const { input } = context;
  const whole = step.type === 'variable' || (!input.any && !input.array);
  if (whole) return { stream: { items: input, ...one }, context };
  return next(streamOf(input), context);
}

function next(stream: Stream, context: Context): At {
  return { stream, context: withInput(context, stream.items) };
}

function stepValues(step: Node, context: Context): Type {
  const own = infer(step, context);
  return (step.stages ?? []).reduce((type, stage) => sequence(filtered(stage, type, context)), own);
}

/** `[a, b].c`: the constructor is not mapped over the context, and an empty one stays an empty list. */
function inferFromConstructor(node: Node, first: Node, rest: readonly Node[], context: Context): Type {
  const list = infer(first, context);
  if (rest.length === 0) return list;
  if (!list.array || list.any || first.predicate || first.stages || first.group || node.keepSingletonArray)
    return anyType;
  const mapped = walk({ node, steps: rest, known: () => undefined }, next(streamOf(list), context));
  return list.array.min === 0 ? join(mapped, arrayType(never, { max: 0 })) : mapped;
}

function sorted(step: Node, at: At): Stream {
  const context = withInput(at.context, at.stream.items);
  for (const term of step.terms ?? []) infer(term.expression, context);
  return (step.stages ?? []).reduce((stream, stage) => filtered(stage, asList(stream), context), at.stream);
}

function asList(stream: Stream): Type {
  return arrayType(stream.items, { min: stream.min, max: stream.max, plain: false });
}

/** A single list at the end is given back as it is, even with one item or none. */
function lastResult(step: Node, at: At, values: Type | undefined, keep: boolean): Type {
  const close = keep ? keptSequence : sequence;
  if (!values) return close(sorted(step, at));
  if (values.any)
    return keep
      ? join(missing, keptSequence(streamOf(values)), arrayType(values))
      : { ...anyType, origins: values.origins };
  const asIs = values.array && at.stream.max > 0 ? { ...never, array: values.array } : never;
  const isSingle = at.stream.min === 1 && at.stream.max === 1;
  const mapped =
    isSingle && (!values.array || values.array.plain) ? times(at.stream, streamOf(withoutArray(values))) : undefined;
  if (mapped) return join(holdsNothing(values) ? never : close(mapped), asIs);
  return join(close(times(at.stream, flattened(values))), asIs);
}

/** Only a list comes, so there is no single value to speak of. */
function holdsNothing(values: Type): boolean {
  const rest = withoutArray(values);
  return values.array !== undefined && !rest.missing && streamOf(rest).max === 0;
}

/** Facts about the prefixes of a simple path, by step. */
function prefixFacts(node: Node, context: Context): (index: number) => Fact | undefined {
  const parts =
    context.facts.size > 0 ? simplePath({ type: 'path', ...(node.steps ? { steps: node.steps } : {}) }) : undefined;
  const offset = parts && parts.length > (node.steps?.length ?? 0) ? 2 : 1;
  return (index) => (parts ? context.facts.get(keyOf(parts.slice(0, index + offset))) : undefined);
}

function narrowed(type: Type, fact: Fact | undefined): Type {
  return fact ? narrow(type, fact) : type;
}

function narrowedStream(stream: Stream, fact: Fact | undefined): Stream {
  if (!fact?.present) return stream;
  const min = Math.max(stream.min, Math.min(1, stream.max));
  return stream.max === 1 ? { items: narrow(stream.items, fact), min, max: 1 } : { ...stream, min };
}
