import { inferGroup } from './infer-group.ts';
import { inferTuplePath } from './infer-tuple-path.ts';
import { join } from './join.ts';
import { filtered } from './filter.ts';
import { knownInput, narrow, narrowItem } from './facts.ts';
import { flattened, keptSequence, one, sequence, streamOf, times, type Stream } from './sequences.ts';
import type { Node } from './syntax.ts';
import { infer, withInput, type Context, type Fact, type Facts } from './context.ts';
import { isPlainVariable, keyOf, partsOf, simplePrefix, withoutPicks } from './path-key.ts';
import { anyType, arrayType, missing, never, present, withoutArray, type Type } from './type.ts';

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
  const here = { ...context, input: knownInput(context) };
  return walk({ node, steps, known: prefixFacts(node, context) }, firstStep(first, here));
}

interface Walk {
  readonly node: Node;
  readonly steps: readonly Node[];
  /** What is known of what a step gives; `whole`: before its predicates pick from it. */
  readonly known: KnownAlong;
}

function walk({ node, steps, known }: Walk, start: At): Type {
  let at = start;
  for (const [index, step] of steps.entries()) {
    const whole = at.stream.max === 1 ? known(index, 'whole') : unknownValue;
    const values = step.type === 'sort' ? undefined : stepValues(step, at.context, whole);
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

function stepValues(step: Node, context: Context, whole: KnownValue): Type {
  const own = step.stages ? narrowed(infer(step, context), whole) : infer(step, context);
  return (step.stages ?? []).reduce((type, stage) => sequence(filtered(stage, type, context)), own);
}

/** `[a, b].c`: the constructor is not mapped over the context, and an empty one stays an empty list. */
function inferFromConstructor(node: Node, first: Node, rest: readonly Node[], context: Context): Type {
  const list = infer(first, context);
  if (rest.length === 0) return list;
  if (!list.array || list.any || first.predicate || first.stages || first.group || node.keepSingletonArray)
    return anyType;
  const mapped = walk({ node, steps: rest, known: () => unknownValue }, next(streamOf(list), context));
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

/** What is known of a value, and of what is in it. */
interface KnownValue {
  readonly fact: Fact | undefined;
  readonly inside: readonly (readonly [readonly string[], Fact])[];
}

type KnownAlong = (index: number, extent?: 'whole') => KnownValue;

const unknownValue: KnownValue = { fact: undefined, inside: [] };

/** What is known of the values along the simple beginning of a path, by step. */
function prefixFacts(node: Node, { facts }: Context): KnownAlong {
  if (facts.size === 0) return () => unknownValue;
  const parts = simplePrefix(node);
  const first = node.steps?.[0];
  const offset = first && isPlainVariable(first) ? 1 : 2;
  return (index, extent) => {
    const length = index + offset;
    const prefix = parts.slice(0, length);
    const last = prefix.at(-1);
    if (last === undefined || length > parts.length) return unknownValue;
    return knownAt(keyOf(extent === 'whole' ? [...prefix.slice(0, -1), withoutPicks(last)] : prefix), length, facts);
  };
}

function knownAt(key: string, length: number, facts: Facts): KnownValue {
  const inside = [...facts]
    .filter(([other]) => other.startsWith(`${key}.`))
    .map(([other, fact]) => [['item:', ...partsOf(other).slice(length)], fact] as const);
  return { fact: facts.get(key), inside };
}

function narrowed(type: Type, { fact, inside }: KnownValue): Type {
  const own = fact ? narrow(type, fact) : type;
  // Of a list it is not told whose member is known.
  return own.array || own.any || inside.length === 0 ? own : narrowHolder(own, inside);
}

/** A member that is there says that its holder is. */
function narrowHolder(type: Type, inside: KnownValue['inside']): Type {
  const isThere = inside.some(([, fact]) => fact.present);
  return narrowItem(isThere ? present(type) : type, inside);
}

function narrowedStream(stream: Stream, known: KnownValue): Stream {
  const isThere = known.fact?.present === true || known.inside.some(([, fact]) => fact.present);
  const min = isThere ? Math.max(stream.min, Math.min(1, stream.max)) : stream.min;
  return stream.max === 1 ? { items: narrowed(stream.items, known), min, max: 1 } : { ...stream, min };
}
