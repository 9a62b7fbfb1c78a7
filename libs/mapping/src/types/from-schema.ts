import type { JsonSchema } from '@joinery/contracts';
import { dateFormatHint } from './date-format.ts';
import { join } from './join.ts';
import { meet } from './meet.ts';
import { patternLengths } from '../runtime/pattern-length.ts';
import {
  arrayType,
  boolean,
  lengthOf,
  never,
  nullType,
  numberType,
  numberValue,
  optional,
  someValue,
  stringType,
  stringValue,
  type ObjectType,
  type Type,
} from './type.ts';

type Schema = Readonly<Record<string, unknown>>;

/** How deep nested schemas are followed; what lies below is any value. */
const deepest = 24;

interface Reading {
  readonly root: unknown;
  readonly depth: number;
  /** References being followed, so that a recursive schema ends. */
  readonly following: readonly string[];
}

/**
 * The type of the values a JSON Schema accepts. Keywords that we do not read only make the type wider, never narrower.
 */
export function typeFromSchema(schema: JsonSchema | boolean): Type {
  return read(schema, { root: schema, depth: 0, following: [] });
}

function read(schema: unknown, at: Reading): Type {
  if (schema === false) return never;
  if (!isSchema(schema) || at.depth > deepest) return someValue;
  const deeper = { ...at, depth: at.depth + 1 };
  const own = withDoc(readOwn(schema, deeper), schema);
  return readCombined(schema, deeper).reduce(meet, own);
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

function withDoc(type: Type, { title, description }: Schema): Type {
  if (typeof title !== 'string' && typeof description !== 'string') return type;
  const doc = { title: text(title), description: text(description) };
  return { ...type, doc };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function readOwn(schema: Schema, at: Reading): Type {
  if ('const' in schema) return typeOfValue(schema['const']);
  if (Array.isArray(schema['enum'])) return narrowedByType(join(...schema['enum'].map(typeOfValue)), schema);
  const types = typeNames(schema);
  if (!types) return schema['nullable'] === true ? join(someValue, nullType) : someValue;
  return join(...types.map((name) => readKind(name, schema, at)));
}

/** An enumeration counts only as far as `type` agrees. */
function narrowedByType(values: Type, schema: Schema): Type {
  const types = typeNames(schema);
  return types
    ? meet(values, join(...types.map((name) => readKind(name, {}, { root: {}, depth: 0, following: [] }))))
    : values;
}

function typeNames(schema: Schema): readonly string[] | undefined {
  const declared = schema['type'] ?? impliedType(schema);
  if (declared === undefined) return undefined;
  const names = (Array.isArray(declared) ? declared : [declared]).map(String);
  return schema['nullable'] === true ? [...names, 'null'] : names;
}

/** A schema that only lists properties is meant as an object; read so, as its authors do. */
function impliedType(schema: Schema): string | undefined {
  if (isSchema(schema['properties']) || Array.isArray(schema['required'])) return 'object';
  return schema['items'] === undefined ? undefined : 'array';
}

function readKind(name: string, schema: Schema, at: Reading): Type {
  switch (name) {
    case 'null':
      return nullType;
    case 'boolean':
      return boolean;
    case 'integer':
      return readNumber(schema, true);
    case 'number':
      return readNumber(schema, false);
    case 'string':
      return readString(schema);
    case 'array':
      return readArray(schema, at);
    case 'object':
      return { ...never, object: readObject(schema, at) };
    default:
      return someValue;
  }
}

function readNumber(schema: Schema, integer: boolean): Type {
  const step = number(schema['multipleOf']);
  const [low, high] = schema['format'] === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity];
  return numberType({
    integer: integer || (step !== undefined && Number.isInteger(step)),
    min: Math.max(low, number(schema['minimum']) ?? number(schema['exclusiveMinimum']) ?? -Infinity),
    max: Math.min(high, number(schema['maximum']) ?? number(schema['exclusiveMaximum']) ?? Infinity),
    step,
  });
}

function readString(schema: Schema): Type {
  const pattern = patternLengths(text(schema['pattern']) ?? '');
  return stringType({
    minLength: Math.max(number(schema['minLength']) ?? 0, pattern.min),
    maxLength: Math.min(number(schema['maxLength']) ?? Infinity, pattern.max),
    format: text(schema['format']) ?? dateFormatHint(schema),
    digits: /^\^?\\d|^\^?\[0-9\]/.test(text(schema['pattern']) ?? ''),
  });
}

function readArray(schema: Schema, at: Reading): Type {
  const prefix = [schema['prefixItems'], schema['items']].find(Array.isArray) as readonly unknown[] | undefined;
  const rest = Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items'];
  const members = [...(prefix ?? []), rest ?? true].map((item) => read(item, at));
  return arrayType(join(...members), {
    min: number(schema['minItems']) ?? 0,
    max: number(schema['maxItems']) ?? Infinity,
  });
}

function readObject(schema: Schema, at: Reading): ObjectType {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const declared = Object.entries(properties).map(([name, value]) => {
    const type = read(value, at);
    return [name, required.has(name) ? type : optional(type)] as const;
  });
  const undeclared = undeclaredMembers(schema, at);
  const demanded = [...required].filter((name) => !Object.hasOwn(properties, String(name)));
  const members = new Map([...declared, ...demanded.map((name) => [String(name), undeclared.rest ?? never] as const)]);
  return { members, ...undeclared };
}

function undeclaredMembers(schema: Schema, at: Reading): Pick<ObjectType, 'rest' | 'undeclared'> {
  const additional = schema['additionalProperties'];
  const patterns = isSchema(schema['patternProperties']) ? Object.values(schema['patternProperties']) : [];
  if (additional === false && patterns.length === 0) return { undeclared: 'none' };
  if (additional === undefined && patterns.length === 0)
    return { rest: someValue, undeclared: schema['properties'] === undefined ? 'expected' : 'unexpected' };
  const others = additional === false ? [] : [read(additional ?? true, at)];
  return { rest: join(...patterns.map((each) => read(each, at)), ...others), undeclared: 'expected' };
}

function readCombined(schema: Schema, at: Reading): readonly Type[] {
  const { $ref, allOf, anyOf, oneOf } = schema;
  return [
    ...(typeof $ref === 'string' ? [follow($ref, at)] : []),
    ...(Array.isArray(allOf) ? allOf.map((each) => read(each, at)) : []),
    ...(Array.isArray(anyOf) ? [join(...anyOf.map((each) => read(each, at)))] : []),
    ...(Array.isArray(oneOf) ? [join(...oneOf.map((each) => read(each, at)))] : []),
  ];
}

function follow(reference: string, at: Reading): Type {
  if (at.following.includes(reference)) return someValue;
  const found = pointedAt(at.root, reference);
  return found === undefined ? someValue : read(found, { ...at, following: [...at.following, reference] });
}

function pointedAt(root: unknown, reference: string): unknown {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  const names = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<unknown>((at, name) => (isContainer(at) && Object.hasOwn(at, name) ? at[name] : undefined), root);
}

function isContainer(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The type that holds exactly this JSON value. */
export function typeOfValue(value: unknown): Type {
  if (value === undefined) return { ...never, missing: true };
  if (value === null) return nullType;
  if (typeof value === 'boolean') return { ...never, booleans: [value] };
  if (typeof value === 'number') return numberValue(value);
  if (typeof value === 'string') return lengthOf(value) > 4_096 ? stringType() : stringValue(value);
  if (Array.isArray(value)) {
    return arrayType(join(...value.map(typeOfValue)), { min: value.length, max: value.length });
  }
  const members = new Map(Object.entries(value as Schema).map(([name, each]) => [name, typeOfValue(each)]));
  return { ...never, object: { members, undeclared: 'none' } };
}
