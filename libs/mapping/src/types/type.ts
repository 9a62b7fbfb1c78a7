import type { FunctionType } from './function-type.ts';

/**
 * What an expression may yield: a union with at most one part of each kind. `missing` (no value at all) is a part like
 * the others, which is how missing, null and empty stay three things.
 */
export interface Type {
  /** Any value at all may come, functions included; the parts below then say nothing. */
  readonly any: boolean;
  readonly missing: boolean;
  readonly null: boolean;
  readonly booleans: readonly boolean[];
  readonly number?: NumberType | undefined;
  readonly string?: StringType | undefined;
  readonly array?: ArrayType | undefined;
  readonly object?: ObjectType | undefined;
  readonly functions: readonly FunctionType[];
  /** It is only missing where a list that is there has nothing in it, or where it is not known whether it is. */
  readonly whenEmpty?: boolean | undefined;
  /** Where in the source the value may come from: paths of names, `*` for any. An annotation that lineage reads. */
  readonly origins?: readonly (readonly string[])[] | undefined;
  /** What the schema tells people about it; lost where types are joined. */
  readonly doc?: TypeDoc | undefined;
}

export interface TypeDoc {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

export interface NumberType {
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** The only values there are, where they are few and known. */
  readonly values?: readonly number[] | undefined;
  /** The step of a decimal (`multipleOf`), an annotation. */
  readonly step?: number | undefined;
}

/** How long a text is, in code points. */
export interface TextLength {
  readonly min: number;
  readonly max: number;
  /** A length that it may well come to: the longest where that is known. */
  readonly reach: number;
}

export interface StringType {
  readonly values?: readonly string[] | undefined;
  /** In code points. */
  readonly minLength: number;
  readonly maxLength: number;
  /** A length that it may well come to, where the longest is not known; an annotation. */
  readonly reach?: number | undefined;
  /** `format` of JSON Schema; an annotation, not a promise. */
  readonly format?: string | undefined;
  /** Digits only, as the schema's pattern says; an annotation. */
  readonly digits?: boolean | undefined;
  /** A text written as all of them are, for what is told by their form; an annotation. */
  readonly sample?: string | undefined;
}

export interface ArrayType {
  /** Never missing. */
  readonly items: Type;
  readonly min: number;
  readonly max: number;
  /** False where it may be a sequence, which a single value leaves. */
  readonly plain: boolean;
  /** It may be the array constructor of a path, which is not flattened. */
  readonly cons?: boolean | undefined;
  /** More than one would surprise: it was picked by the value of a member. */
  readonly seldom?: boolean | undefined;
  /** How long the texts of all items are together, where the constructor tells. */
  readonly texts?: TextLength | undefined;
  /** The evaluator's wrapping of an input that is a list. */
  readonly wrapper?: boolean | undefined;
}

export interface ObjectType {
  readonly members: ReadonlyMap<string, Type>;
  /** What members beside the known ones hold; undefined where there are none. */
  readonly rest?: Type | undefined;
  /** The objects this was joined from, each value being of one of them: what one member is tells of the others. */
  readonly variants?: readonly ObjectType[] | undefined;
  /** Whether a member beside the known ones is a surprise: `unexpected` where the schema left it open by silence. */
  readonly undeclared: 'none' | 'unexpected' | 'expected';
}

/** No value can come: the bottom, and the start of every join. */
export const never: Type = { any: false, missing: false, null: false, booleans: [], functions: [] };
export const missing: Type = { ...never, missing: true };
export const nullType: Type = { ...never, null: true };
export const boolean: Type = { ...never, booleans: [true, false] };
/** Any value but missing. */
export const someValue: Type = { ...never, any: true };
/** The top: any value or none. */
export const anyType: Type = { ...never, any: true, missing: true };

const anyNumber: NumberType = { integer: false, min: -Infinity, max: Infinity };
const anyString: StringType = { minLength: 0, maxLength: Infinity };

export function numberType(part: Partial<NumberType> = {}): Type {
  return { ...never, number: { ...anyNumber, ...part } };
}

export function stringType(part: Partial<StringType> = {}): Type {
  return { ...never, string: { ...anyString, ...part } };
}

export function arrayType(items: Type, part: Partial<ArrayType> = {}): Type {
  return { ...never, array: { items: present(items), min: 0, max: Infinity, plain: true, ...part } };
}

export function objectType(members: ReadonlyMap<string, Type>, rest?: Type): Type {
  return { ...never, object: { members, rest, undeclared: rest ? 'expected' : 'none' } };
}

export function functionType(fn: FunctionType): Type {
  return { ...never, functions: [fn] };
}

/** Code points, as JSON Schema counts length. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The type that holds this one string. */
export function stringValue(value: string): Type {
  const length = lengthOf(value);
  return stringType({ values: [value], minLength: length, maxLength: length });
}

/** The type that holds this one number. */
export function numberValue(value: number): Type {
  return numberType({ integer: Number.isInteger(value), min: value, max: value, values: [value] });
}

/** The same without missing. */
export function present(type: Type): Type {
  return type.missing ? { ...type, missing: false, whenEmpty: false } : type;
}

/** The same with missing. */
export function optional(type: Type): Type {
  return type.missing && !type.whenEmpty ? type : { ...type, missing: true, whenEmpty: false };
}

/** The same, missing where and as far as another type is. */
export function missingAs(type: Type, other: Type): Type {
  if (!other.missing) return type;
  const whenEmpty = other.whenEmpty === true || other.any;
  return type.missing && !type.whenEmpty ? type : { ...type, missing: true, whenEmpty };
}

/** The same without its list part. */
export function withoutArray(type: Type): Type {
  return type.array ? { ...type, array: undefined } : type;
}

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function';

/** The kinds a type may hold, missing aside; empty for `any`. */
export function kindsOf(type: Type): readonly Kind[] {
  if (type.any) return [];
  const kinds: Kind[] = [];
  if (type.null) kinds.push('null');
  if (type.booleans.length > 0) kinds.push('boolean');
  if (type.number) kinds.push('number');
  if (type.string) kinds.push('string');
  if (type.array) kinds.push('array');
  if (type.object) kinds.push('object');
  if (type.functions.length > 0) kinds.push('function');
  return kinds;
}

/** Whether any value can come at all, missing aside. */
export function holdsValues(type: Type): boolean {
  return type.any || kindsOf(type).length > 0;
}

/** Whether a value of the kind may come. */
export function mayBe(type: Type, kind: Kind): boolean {
  return type.any || kindsOf(type).includes(kind);
}

/** Whether nothing but values of these kinds (or missing) can come. */
export function isOnly(type: Type, ...kinds: readonly Kind[]): boolean {
  return !type.any && kindsOf(type).every((kind) => kinds.includes(kind));
}
