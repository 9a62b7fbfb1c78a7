import { memberOf } from './join.ts';
import { present, type ArrayType, type NumberType, type ObjectType, type StringType, type Type } from './type.ts';

/** Values of both, approximated from above: what `allOf` means. */
export function meet(a: Type, b: Type): Type {
  if (a.any) return { ...b, missing: a.missing && b.missing, doc: b.doc ?? a.doc };
  if (b.any) return { ...a, missing: a.missing && b.missing, doc: a.doc ?? b.doc };
  return {
    any: false,
    missing: a.missing && b.missing,
    null: a.null && b.null,
    booleans: a.booleans.filter((each) => b.booleans.includes(each)),
    number: a.number && b.number && meetNumbers(a.number, b.number),
    string: a.string && b.string && meetStrings(a.string, b.string),
    array: a.array && b.array && meetArrays(a.array, b.array),
    object: a.object && b.object && meetObjects(a.object, b.object),
    functions: a.functions,
    doc: a.doc ?? b.doc,
  };
}

function meetValues<T>(a?: readonly T[], b?: readonly T[]): readonly T[] | undefined {
  if (!a || !b) return a ?? b;
  return a.filter((value) => b.includes(value));
}

function meetNumbers(a: NumberType, b: NumberType): NumberType {
  return {
    integer: a.integer || b.integer,
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    values: meetValues(a.values, b.values),
    step: a.step ?? b.step,
  };
}

function meetStrings(a: StringType, b: StringType): StringType {
  return {
    values: meetValues(a.values, b.values),
    minLength: Math.max(a.minLength, b.minLength),
    maxLength: Math.min(a.maxLength, b.maxLength),
    format: a.format ?? b.format,
    digits: a.digits || b.digits,
  };
}

function meetArrays(a: ArrayType, b: ArrayType): ArrayType {
  return {
    items: meet(a.items, b.items),
    min: Math.max(a.min, b.min),
    max: Math.min(a.max, b.max),
    plain: a.plain || b.plain,
  };
}

function meetObjects(a: ObjectType, b: ObjectType): ObjectType {
  const names = new Set([...a.members.keys(), ...b.members.keys()]);
  const members = new Map([...names].map((name) => [name, meet(memberOf(a, name), memberOf(b, name))]));
  const rest = a.rest && b.rest && present(meet(a.rest, b.rest));
  const variants = (b.variants ?? a.variants)?.map((each) => meetObjects(b.variants ? a : b, each));
  return { members, rest, undeclared: rest ? narrower(a, b) : 'none', variants };
}

function narrower(a: ObjectType, b: ObjectType): ObjectType['undeclared'] {
  return a.undeclared === 'expected' && b.undeclared === 'expected' ? 'expected' : 'unexpected';
}
