import { Fault } from './fault.ts';
import { FunctionValue } from './function-value.ts';

/** A number that JSON can hold. Infinity is an error wherever a number is looked at, as in the reference. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  return true;
}

export function isListOf<T>(list: readonly unknown[], accepts: (item: unknown) => item is T): list is readonly T[] {
  for (let i = 0; i < list.length; i++) if (!accepts(list[i])) return false;
  return true;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Whether a value counts as true: not for missing, null, 0, '', NaN, functions and what is empty. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value.length > 0;
    case 'number':
      return isNumeric(value) && value !== 0;
    case 'object':
      return value !== null && isTrueObject(value);
    default:
      return false;
  }
}

function isTrueObject(value: object): boolean {
  if (Array.isArray(value)) return isTrueList(value);
  if (value instanceof FunctionValue) return false;
  return hasMembers(value);
}

function isTrueList(list: readonly unknown[]): boolean {
  // No early exit: an infinite number further on is an error in the reference too.
  let found = false;
  for (let i = 0; i < list.length; i++) if (isTrue(list[i])) found = true;
  return found;
}

export function hasMembers(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}
