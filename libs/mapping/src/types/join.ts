import {
  anyType,
  missing,
  never,
  optional,
  someValue,
  type ArrayType,
  type NumberType,
  type ObjectType,
  type StringType,
  type TextLength,
  type Type,
} from './type.ts';

/** More known values than this become ranges. */
const mostValues = 64;
/** More distinct lambdas than this become an unknown function. */
const mostFunctions = 4;

/** The smallest type we can write that holds the values of all. */
export function join(...types: readonly Type[]): Type {
  return types.reduce(joinTwo, never);
}

function joinTwo(a: Type, b: Type): Type {
  if (a === never || a === b) return b;
  if (b === never) return a;
  const origins = joinOrigins(a.origins, b.origins);
  if (a.any || b.any) return { ...(a.missing || b.missing ? anyType : someValue), origins };
  return {
    origins,
    any: false,
    missing: a.missing || b.missing,
    whenEmpty: (!a.missing || a.whenEmpty === true) && (!b.missing || b.whenEmpty === true),
    null: a.null || b.null,
    booleans: [...new Set([...a.booleans, ...b.booleans])],
    number: joinNumbers(a.number, b.number),
    string: joinStrings(a.string, b.string),
    array: joinArrays(a.array, b.array),
    object: joinObjects(a.object, b.object),
    functions: joinFunctions(a, b),
  };
}

/** More origins than this are not told apart. */
const mostOrigins = 200;

/** The origins of both, each once. */
export function joinOrigins(a: Type['origins'], b: Type['origins']): Type['origins'] {
  if (!a || !b || a === b) return a ?? b;
  const known = new Set(a.map((path) => path.join('\u0000')));
  const added = b.filter((path) => !known.has(path.join('\u0000')));
  return added.length === 0 || a.length > mostOrigins ? a : [...a, ...added];
}

function joinFunctions(a: Type, b: Type): Type['functions'] {
  const functions = [...new Set([...a.functions, ...b.functions])];
  return functions.length > mostFunctions ? [{ kind: 'unknown' }] : functions;
}

function joinValues<T>(a?: readonly T[], b?: readonly T[]): readonly T[] | undefined {
  if (!a || !b) return undefined;
  const values = [...new Set([...a, ...b])];
  return values.length > mostValues ? undefined : values;
}

function joinNumbers(a?: NumberType, b?: NumberType): NumberType | undefined {
  if (!a || !b) return a ?? b;
  return {
    integer: a.integer && b.integer,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    values: joinValues(a.values, b.values),
    step: a.step === b.step ? a.step : undefined,
  };
}

function joinStrings(a?: StringType, b?: StringType): StringType | undefined {
  if (!a || !b) return a ?? b;
  return {
    values: joinValues(a.values, b.values),
    minLength: Math.min(a.minLength, b.minLength),
    maxLength: Math.max(a.maxLength, b.maxLength),
    reach: Math.max(reachOf(a), reachOf(b)),
    format: a.format === b.format ? a.format : undefined,
    digits: a.digits && b.digits,
    sample: a.sample === b.sample ? a.sample : undefined,
  };
}

/** A length that a text may well come to: its longest where that is known. */
export function reachOf({ maxLength, minLength, reach = minLength }: StringType): number {
  return Number.isFinite(maxLength) ? maxLength : reach;
}

function joinArrays(a?: ArrayType, b?: ArrayType): ArrayType | undefined {
  if (!a || !b) return a ?? b;
  return {
    items: join(a.items, b.items),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    plain: a.plain && b.plain,
    cons: a.cons || b.cons,
    seldom: a.seldom && b.seldom,
    texts: a.texts && b.texts && joinLengths(a.texts, b.texts),
    wrapper: a.wrapper || b.wrapper,
  };
}

function joinLengths(a: TextLength, b: TextLength): TextLength {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), reach: Math.max(a.reach, b.reach) };
}

const openness = ['none', 'unexpected', 'expected'] as const;

function joinObjects(a?: ObjectType, b?: ObjectType): ObjectType | undefined {
  if (!a || !b) return a ?? b;
  const names = new Set([...a.members.keys(), ...b.members.keys()]);
  const members = new Map([...names].map((name) => [name, join(memberOf(a, name), memberOf(b, name))]));
  const undeclared = openness[Math.max(openness.indexOf(a.undeclared), openness.indexOf(b.undeclared))] ?? 'expected';
  const rest = a.rest && b.rest ? join(a.rest, b.rest) : (a.rest ?? b.rest);
  return { members, rest, undeclared, variants: joinVariants(a, b) };
}

/** More alternatives than this are not told apart. */
const mostVariants = 12;

function joinVariants(a: ObjectType, b: ObjectType): readonly ObjectType[] | undefined {
  const variants = [...new Set([...(a.variants ?? [a]), ...(b.variants ?? [b])])];
  return variants.length > mostVariants ? undefined : variants;
}

/** What looking up a member gives. */
export function memberOf(object: ObjectType, name: string): Type {
  return object.members.get(name) ?? (object.rest ? optional(object.rest) : missing);
}
