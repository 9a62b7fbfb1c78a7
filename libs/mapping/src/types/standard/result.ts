import type { Call } from '../context.ts';
import { isOnly, missing, missingAs, type Type } from '../type.ts';

/** What a call yields, from the types of its arguments. */
export type Result = (call: Call) => Type;

export const first = (call: Call): Type => call.args[0] ?? missing;

/** The result is missing where the first argument is. */
export function unlessMissing(result: Result): Result {
  return (call) => missingAs(result(call), first(call));
}

export const always =
  (type: Type): Result =>
  () =>
    type;

export function literalNumber(call: Call, index: number): number | undefined {
  const type = call.args[index];
  return type?.number?.values?.length === 1 && !type.missing && isOnly(type, 'number')
    ? type.number.values[0]
    : undefined;
}

export function literalText(call: Call, index: number): string | undefined {
  const type = call.args[index];
  return type?.string?.values?.length === 1 && !type.missing ? type.string.values[0] : undefined;
}
