import { reachOf } from './join.ts';
import { lengthOf, type Type } from './type.ts';

interface Length {
  readonly min: number;
  readonly max: number;
  /** A length that it may well come to: the longest where that is known. */
  readonly reach: number;
}

/** How long a value is as text, as `&` and `$string` write it. */
export function textLength(type: Type): Length {
  if (type.any || type.array || type.object || type.functions.length > 0) return { min: 0, max: Infinity, reach: 0 };
  const parts = [...partLengths(type)];
  if (parts.length === 0) return { min: 0, max: 0, reach: 0 };
  return {
    min: Math.min(...parts.map((each) => each.min)),
    max: Math.max(...parts.map((each) => each.max)),
    reach: Math.max(...parts.map((each) => each.reach)),
  };
}

function* partLengths(type: Type): Generator<Length> {
  if (type.missing) yield exactly(0);
  if (type.null) yield exactly(4);
  for (const each of type.booleans) yield exactly(each ? 4 : 5);
  if (type.string) yield { min: type.string.minLength, max: type.string.maxLength, reach: reachOf(type.string) };
  if (type.number) yield numberLength(type.number);
}

function exactly(length: number): Length {
  return { min: length, max: length, reach: length };
}

/** Whole numbers within safe bounds are written digit by digit; others may carry a fraction or an exponent. */
function numberLength(type: NonNullable<Type['number']>): Length {
  const bounded = Math.abs(type.min) <= Number.MAX_SAFE_INTEGER && Math.abs(type.max) <= Number.MAX_SAFE_INTEGER;
  if (!type.integer || !bounded) return { min: 1, max: Infinity, reach: 1 };
  const max = Math.max(lengthOf(String(type.min)), lengthOf(String(type.max)));
  return { min: 1, max, reach: max };
}
