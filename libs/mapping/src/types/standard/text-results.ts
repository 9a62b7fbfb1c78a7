import type { Call } from '../context.ts';
import { join } from '../join.ts';
import { many, sequence, streamOf } from '../sequences.ts';
import { textLength } from '../text-length.ts';
import {
  arrayType,
  boolean,
  never,
  numberType,
  objectType,
  present,
  someValue,
  stringType,
  stringValue,
  type NumberType,
  type Type,
} from '../type.ts';
import { always, first, literalNumber, unlessMissing, type Result } from './result.ts';

const text = unlessMissing(always(stringType()));

/** Text made from known texts one by one, where that is exact; otherwise what `other` says. */
function eachText(change: (value: string) => string, other: Result): Result {
  return unlessMissing((call) => {
    const values = first(call).string?.values;
    return values ? join(...values.map((value) => stringValue(change(value)))) : other(call);
  });
}

function noLonger(call: Call): Type {
  return stringType({ maxLength: first(call).any ? Infinity : (first(call).string?.maxLength ?? Infinity) });
}

function substring(call: Call): Type {
  const length = literalNumber(call, 2) ?? Infinity;
  const own = first(call).string?.maxLength ?? Infinity;
  return stringType({ maxLength: Math.max(0, Math.min(Math.floor(length), own)) });
}

function padded(call: Call): Type {
  const width = Math.abs(literalNumber(call, 1) ?? Infinity);
  const own = first(call).string;
  return stringType({ maxLength: Math.max(width, own?.maxLength ?? Infinity), minLength: own?.minLength ?? 0 });
}

/** As long as all of the list and what stands in between. */
function joined(call: Call): Type {
  const { items, min, max } = streamOf(first(call));
  const [each, between] = [textLength(items), textLength(call.args[1] ?? never)];
  const total = (of: 'min' | 'max' | 'reach', count: number) =>
    count === 0 ? 0 : taken(count, each[of]) + taken(count - 1, between[of]);
  const reach = total('reach', Number.isFinite(max) ? max : min);
  return stringType({ minLength: total('min', min), maxLength: total('max', max), reach });
}

/** Nothing stays nothing however often it is taken. */
function taken(count: number, length: number): number {
  return count === 0 || length === 0 ? 0 : count * length;
}

function stringOf(call: Call): Type {
  const type = present(first(call));
  const values = type.any || type.array || type.object || type.functions.length > 0 ? undefined : knownTexts(type);
  if (values) return join(...values.map(stringValue));
  const { min, max, reach } = textLength(type);
  const format =
    type.string && !type.number && type.booleans.length === 0 && !type.null ? type.string.format : undefined;
  return stringType({ minLength: min, maxLength: max, reach, format });
}

function knownTexts(type: Type): readonly string[] | undefined {
  if ((type.string && !type.string.values) || (type.number && !safeIntegers(type.number))) return undefined;
  return [
    ...(type.string?.values ?? []),
    ...(type.number?.values ?? []).map(String),
    ...type.booleans.map(String),
    ...(type.null ? ['null'] : []),
  ];
}

function safeIntegers(type: NumberType): boolean {
  return type.values?.every((value) => Number.isSafeInteger(value)) ?? false;
}

const match = objectType(
  new Map([
    ['match', stringType()],
    ['index', numberType({ integer: true, min: 0 })],
    ['groups', someValue],
  ]),
  someValue,
);

export const textResults: Readonly<Record<string, Result>> = {
  string: unlessMissing(stringOf),
  substring: unlessMissing(substring),
  substringBefore: unlessMissing(noLonger),
  substringAfter: unlessMissing(noLonger),
  lowercase: eachText((value) => value.toLowerCase(), always(stringType())),
  uppercase: eachText((value) => value.toUpperCase(), always(stringType())),
  trim: unlessMissing(noLonger),
  length: unlessMissing((call) =>
    numberType({
      integer: true,
      min: first(call).string?.minLength ?? 0,
      max: first(call).string?.maxLength ?? Infinity,
    }),
  ),
  pad: unlessMissing(padded),
  match: (call) => sequence({ items: call.args[1]?.any ? someValue : match, ...many }),
  contains: unlessMissing(always(boolean)),
  replace: text,
  split: unlessMissing(always(arrayType(stringType()))),
  join: unlessMissing(joined),
  base64encode: text,
  base64decode: text,
  encodeUrlComponent: text,
  encodeUrl: text,
  decodeUrlComponent: text,
  decodeUrl: text,
};
