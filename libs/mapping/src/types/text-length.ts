import { reachOf } from './join.ts';
import { lengthOf, type NumberType, type TextLength, type Type } from './type.ts';

/** How long a value is as text, as `&` and `$string` write it. */
export function textLength(type: Type): TextLength {
  if (type.any || type.array || type.object || type.functions.length > 0) return { min: 0, max: Infinity, reach: 0 };
  const parts = [...partLengths(type)];
  if (parts.length === 0) return { min: 0, max: 0, reach: 0 };
  return {
    min: Math.min(...parts.map((each) => each.min)),
    max: Math.max(...parts.map((each) => each.max)),
    reach: Math.max(...parts.map((each) => each.reach)),
  };
}

function* partLengths(type: Type): Generator<TextLength> {
  if (type.missing) yield exactly(0);
  if (type.null) yield exactly(4);
  for (const each of type.booleans) yield exactly(each ? 4 : 5);
  if (type.string) yield { min: type.string.minLength, max: type.string.maxLength, reach: reachOf(type.string) };
  if (type.number) yield numberLength(type.number);
}

/** As many texts as a stream may hold. */
export function textsLength(
  each: TextLength,
  { min, max }: { readonly min: number; readonly max: number },
): TextLength {
  const longest = taken(max, each.max);
  return {
    min: taken(min, each.min),
    max: longest,
    reach: Number.isFinite(max) ? taken(max, each.reach) : taken(likely(min), each.reach),
  };
}

/** A list without a bound may well hold that many. */
function likely(least: number): number {
  return Math.max(least, 5);
}

/** Nothing stays nothing however often it is taken. */
function taken(count: number, length: number): number {
  return count === 0 || length === 0 ? 0 : count * length;
}

function exactly(length: number): TextLength {
  return { min: length, max: length, reach: length };
}

/** Whole numbers within safe bounds are written digit by digit; others may carry a fraction or an exponent. */
function numberLength(type: NumberType): TextLength {
  const bounded = Math.abs(type.min) <= Number.MAX_SAFE_INTEGER && Math.abs(type.max) <= Number.MAX_SAFE_INTEGER;
  if (!type.integer || !bounded) return { min: 1, max: Infinity, reach: 1 };
  const max = Math.max(lengthOf(String(type.min)), lengthOf(String(type.max)));
  return { min: 1, max, reach: max };
}

/** All texts that values of the type are as text, where they are few and known. */
export function knownTexts(type: Type): readonly string[] | undefined {
  if (type.any || type.array || type.object || type.functions.length > 0) return undefined;
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
