import { memberOf } from './join.ts';
import { lengthOf, type ArrayType, type NumberType, type ObjectType, type StringType, type Type } from './type.ts';

/** Whether a value (undefined is missing) is a member of a type: what soundness is tested with. */
export function typeAllows(type: Type, value: unknown): boolean {
  if (value === undefined) return type.missing;
  if (type.any) return true;
  if (value === null) return type.null;
  if (typeof value === 'boolean') return type.booleans.includes(value);
  if (typeof value === 'number') return type.number !== undefined && allowsNumber(type.number, value);
  if (typeof value === 'string') return type.string !== undefined && allowsString(type.string, value);
  if (typeof value === 'function') return type.functions.length > 0;
  if (Array.isArray(value)) return type.array !== undefined && allowsArray(type.array, value);
  return type.object !== undefined && allowsObject(type.object, value as Readonly<Record<string, unknown>>);
}

function allowsNumber(type: NumberType, value: number): boolean {
  if (type.values && !type.values.includes(value)) return false;
  return value >= type.min && value <= type.max && (!type.integer || Number.isInteger(value));
}

function allowsString(type: StringType, value: string): boolean {
  if (type.values && !type.values.includes(value)) return false;
  const length = lengthOf(value);
  return length >= type.minLength && length <= type.maxLength;
}

function allowsArray(type: ArrayType, value: readonly unknown[]): boolean {
  if (value.length < type.min || value.length > type.max) return false;
  return value.every((item) => typeAllows(type.items, item));
}

function allowsObject(type: ObjectType, value: Readonly<Record<string, unknown>>): boolean {
  const names = new Set([...type.members.keys(), ...Object.keys(value)]);
  return [...names].every((name) =>
    typeAllows(memberOf(type, name), Object.hasOwn(value, name) ? value[name] : undefined),
  );
}
