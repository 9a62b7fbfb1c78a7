import { join } from './join.ts';
import { factsOfItem, narrowItem } from './facts.ts';
import { many, streamOf, type Stream } from './sequences.ts';
import { leftOf, type Node, type Stage } from './syntax.ts';
import { infer, withInput, type Context } from './context.ts';
import { mayHold, mayNotHold } from './truth.ts';
import { isOnly, mayBe, someValue, type Type } from './type.ts';

/** What a predicate lets through: an index picks one, a condition some. */
export function filtered(stage: Stage, type: Type, context: Context): Stream {
  const predicate = stage.expr;
  const stream = streamOf(type);
  if (!predicate) return stream;
  if (predicate.type === 'number') return picked(predicate, type, stream);
  const test = infer(predicate, withInput(context, stream.items));
  return selected({ predicate, test, type }, context);
}

/** `[0]`: a list among the items is given back as it is, so the item may itself be a list. */
function picked(predicate: Node, type: Type, stream: Stream): Stream {
  const index = Math.floor(Number(predicate.value));
  const needed = index < 0 ? -index : index + 1;
  if (stream.max < needed) return { items: stream.items, max: 0, min: 0 };
  return pickedAt(type, stream, stream.min >= needed ? 1 : 0);
}

function pickedAt(type: Type, { items }: Stream, min: number): Stream {
  if (!items.array && !type.any) return { items, min, max: 1 };
  const inner = streamOf(items);
  return { items: join(items, inner.items), min: 0, max: Infinity };
}

/** `[name = "level"]` is written to find the one; `[status = "open"]` is not: many may be in the same state. */
function picksByValue(predicate: Node): boolean {
  if (predicate.type !== 'binary') return false;
  if (predicate.value === 'and')
    return picksByValue(leftOf(predicate)) || (predicate.rhs !== undefined && picksByValue(predicate.rhs));
  const member = leftOf(predicate);
  return (
    predicate.value === '=' &&
    predicate.rhs?.type !== 'value' &&
    member.type === 'path' &&
    !states.test(String(member.steps?.at(-1)?.value))
  );
}

const states = /stat(?:e|us)$|stage$|phase$|result$|priority$|状态|阶段|结果|优先级/i;

/** Whether the value is the same whatever the context: it is made of constants and variables. */
function isSteady(node: Node): boolean {
  switch (node.type) {
    case 'number':
      return true;
    case 'variable':
      return node.value !== '';
    case 'path':
      return node.steps?.[0]?.type === 'variable' && isSteady(node.steps[0]);
    case 'binary':
      return isSteady(leftOf(node)) && node.rhs !== undefined && isSteady(node.rhs);
    default:
      return false;
  }
}

/** Whether every index that may come is one of the list. */
function isInside(test: Type, { min }: Stream): boolean {
  const indexes = test.missing ? undefined : test.number?.values;
  return indexes?.every((index) => Math.floor(index) < min && Math.floor(index) >= -min) ?? false;
}

interface Selection {
  readonly predicate: Node;
  readonly test: Type;
  readonly type: Type;
}

function selected({ predicate, test, type }: Selection, context: Context): Stream {
  const stream = streamOf(type);
  if (isOnly(test, 'number') && isSteady(predicate)) return pickedAt(type, stream, isInside(test, stream) ? 1 : 0);
  const mayIndex = mayBe(test, 'number') || mayBe(test, 'array');
  // Indexes may pick nothing from nothing more than once.
  if (mayBe(test, 'array') && type.missing) return { items: someValue, ...many };
  if (mayIndex) return { items: stream.items, min: 0, max: mayBe(test, 'array') ? Infinity : stream.max };
  if (!mayHold(test)) return { items: stream.items, min: 0, max: 0 };
  const items = narrowItem(stream.items, factsOfItem(predicate, context));
  return mayNotHold(test) ? { items, min: 0, max: stream.max, seldom: picksByValue(predicate) } : { ...stream, items };
}
