import type { Json, JsonSchema } from '@joinery/contracts';
import { localText, type LocalText } from '../i18n/language.tsx';
import type { UiLanguage } from '../i18n/messages.ts';

/** Reads a member of a schema that was written by others: only what is its own, only if it is of the kind. */
export function schemaMember(schema: JsonSchema, name: string): Json | undefined {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}

/** The name a person knows a field by. */
export function titleOf(schema: JsonSchema, fallback: string, language: UiLanguage): string {
  const marked = localMark(schema, 'x-title');
  if (marked) return localText(marked, language);
  const title = schemaMember(schema, 'title');
  return typeof title === 'string' && title !== '' ? title : fallback;
}

export function helpOf(schema: JsonSchema, language: UiLanguage): string | undefined {
  const marked = localMark(schema, 'x-help');
  if (marked) return localText(marked, language);
  const text = schemaMember(schema, 'description');
  return typeof text === 'string' ? text : undefined;
}

function localMark(schema: JsonSchema, name: string): LocalText | undefined {
  const value = schemaMember(schema, name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { zh, en } = value as { zh?: unknown; en?: unknown };
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined;
}

export function propertiesOf(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  const properties = schemaMember(schema, 'properties');
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  return Object.entries(properties).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]));
}

export function requiredOf(schema: JsonSchema): ReadonlySet<string> {
  const required = schemaMember(schema, 'required');
  return new Set(Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []);
}

export function itemsOf(schema: JsonSchema): JsonSchema | undefined {
  const items = schemaMember(schema, 'items');
  return isSchema(items) ? items : undefined;
}

function isSchema(value: Json | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The type a field has besides null. */
export function typeOf(schema: JsonSchema): string | undefined {
  const type = schemaMember(schema, 'type');
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return type.find((one): one is string => typeof one === 'string' && one !== 'null');
  if (schemaMember(schema, 'properties') !== undefined) return 'object';
  return undefined;
}

export interface Choice {
  readonly value: string | number | boolean;
  readonly label: string;
}

/** The values of an enumeration: `enum`, or `oneOf`/`anyOf` of constants with titles. */
export function choicesOf(schema: JsonSchema, language: UiLanguage): readonly Choice[] {
  const listed = schemaMember(schema, 'enum');
  if (Array.isArray(listed))
    return listed.filter(isScalar).map((value) => ({ value, label: enumLabel(schema, value, language) }));
  const alternatives = schemaMember(schema, 'oneOf') ?? schemaMember(schema, 'anyOf');
  if (!Array.isArray(alternatives)) return [];
  return alternatives.filter(isSchema).flatMap((one) => {
    const value = schemaMember(one, 'const');
    return isScalar(value) ? [{ value, label: titleOf(one, String(value), language) }] : [];
  });
}

function enumLabel(schema: JsonSchema, value: string | number | boolean, language: UiLanguage): string {
  const titles = schemaMember(schema, 'x-labels');
  if (!isSchema(titles)) return String(value);
  const title = schemaMember(titles, String(value));
  return isSchema(title) ? titleOf({ 'x-title': title }, String(value), language) : String(value);
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
