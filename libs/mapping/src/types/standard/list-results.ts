import type { Call } from '../context.ts';
import { callForItem } from '../infer-call.ts';
import { factsOfFunction, narrowItem } from '../facts.ts';
import { join } from '../join.ts';
import { sequence, streamOf } from '../sequences.ts';
import {
  anyType,
  arrayType,
  holdsValues,
  missing,
  missingAs,
  never,
  numberType,
  present,
  someValue,
  withoutArray,
  type Type,
} from '../type.ts';
import { always, first, type Result } from './result.ts';

const index = numberType({ integer: true, min: 0 });

function mapped(call: Call): Type {
  const stream = streamOf(first(call));
  const result = callForItem(
    call.args[1] ?? missing,
    [present(stream.items), index, arrayType(stream.items, { plain: false })],
    call,
  );
  const usual = result.missing && !result.whenEmpty ? 0 : (stream.usual ?? stream.min);
  return sequence({ items: result, min: result.missing ? 0 : stream.min, max: stream.max, usual });
}

function kept(call: Call): Type {
  const stream = streamOf(first(call));
  const fn = call.args[1] ?? missing;
  callForItem(fn, [present(stream.items), index, arrayType(stream.items, { plain: false })], call);
  return sequence({ ...stream, items: narrowItem(stream.items, factsOfFunction(fn)), min: 0, usual: 0 });
}

function single(call: Call): Type {
  const { items } = streamOf(first(call));
  if (call.args[1]) callForItem(call.args[1], [present(items), index, arrayType(items, { plain: false })], call);
  return missingAs(items, first(call));
}

function reduced(call: Call): Type {
  const stream = streamOf(first(call));
  callForItem(call.args[1] ?? missing, [anyType, present(stream.items), index, arrayType(stream.items)], call);
  return anyType;
}

/** Few elements are given back as they came, more as a new list. */
function reordered(call: Call): Type {
  const type = first(call);
  if (type.any) return anyType;
  const stream = streamOf(type);
  const list = arrayType(stream.items, {
    min: stream.min,
    max: stream.max,
    plain: type.array?.plain ?? true,
    cons: type.array?.cons,
  });
  return missingAs(join(list, type.array?.plain === false ? sequence(stream) : never), type);
}

function sortedBy(call: Call): Type {
  const { items } = streamOf(first(call));
  if (call.args[1]) callForItem(call.args[1], [present(items), present(items)], call);
  return reordered(call);
}

function distinct(call: Call): Type {
  const type = first(call);
  if (type.any || !type.array) return type;
  const stream = streamOf({ ...never, array: type.array });
  const list = { ...never, array: { ...type.array, min: Math.min(1, type.array.min), texts: undefined } };
  return join(
    withoutArray(type),
    list,
    type.array.plain ? never : sequence({ ...stream, min: Math.min(1, stream.min) }),
  );
}

/** Both sides make a plain list; one side alone is given back as it is. */
function appended(call: Call): Type {
  const [a = missing, b = missing] = call.args;
  if (a.any || b.any) return anyType;
  const [left, right] = [streamOf(present(a)), streamOf(present(b))];
  const both = { items: join(left.items, right.items), min: left.min + right.min, max: left.max + right.max };
  const isBoth = holdsValues(a) && holdsValues(b);
  return join(a.missing ? b : never, b.missing ? a : never, isBoth ? arrayType(both.items, both) : never);
}

export const listResults: Readonly<Record<string, Result>> = {
  map: mapped,
  filter: kept,
  single,
  reduce: reduced,
  append: appended,
  reverse: reordered,
  shuffle: reordered,
  sort: sortedBy,
  distinct,
  zip: always(arrayType(arrayType(someValue))),
};
