import type { Json, JsonObject, JsonSchema } from '../json.ts';
import type { Enumeration } from './enumerations.ts';

/** Fields of a canonical object are JSON Schema with a title in both languages under `x-title`. */
type Field = JsonSchema;

const field = (zh: string, en: string, schema: JsonObject): Field => ({ ...schema, 'x-title': { zh, en } });

export const text = (zh: string, en: string, maxLength = 500): Field => field(zh, en, { type: 'string', maxLength });
export const longText = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', maxLength: 200_000, 'x-multiline': true });
/** Id of another canonical record. */
export const reference = (zh: string, en: string, to: string): Field =>
  field(zh, en, { type: 'string', maxLength: 100, 'x-references': to });
export const whole = (zh: string, en: string, minimum = 0): Field => field(zh, en, { type: 'integer', minimum });
/** An amount as a decimal text, so that no digit is lost on the way: `"1299.00"`. */
export const decimal = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', pattern: '^-?\\d{1,15}(\\.\\d{1,6})?$', 'x-format': 'decimal' });
export const flag = (zh: string, en: string): Field => field(zh, en, { type: 'boolean' });
export const date = (zh: string, en: string): Field => field(zh, en, { type: 'string', format: 'date' });
/** RFC 3339 in UTC. */
export const instant = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', format: 'date-time', pattern: 'Z$' });
export const email = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', format: 'email', maxLength: 254, 'x-sensitive': true });
/** E.164: `+8613800000000`. */
export const phone = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', pattern: '^\\+[1-9]\\d{4,14}$', 'x-format': 'e164', 'x-sensitive': true });
/** A number as the network gave it, which may be short, withheld or internal. */
export const dialled = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', maxLength: 40, 'x-sensitive': true });
export const link = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', format: 'uri', maxLength: 2_000 });
/** ISO 4217: `CNY`. */
export const currency = (zh: string, en: string): Field =>
  field(zh, en, { type: 'string', pattern: '^[A-Z]{3}$', 'x-format': 'iso4217' });
export const oneOf = (zh: string, en: string, enumeration: Enumeration): Field =>
  field(zh, en, { type: 'string', enum: Object.keys(enumeration), 'x-labels': enumeration as unknown as JsonObject });
export const listOf = (zh: string, en: string, items: JsonSchema): Field =>
  field(zh, en, { type: 'array', items, maxItems: 1_000 });
export const group = (
  zh: string,
  en: string,
  properties: Readonly<Record<string, Field>>,
  required: readonly string[] = [],
): Field => field(zh, en, { type: 'object', properties, required });
/** The same field, masked before run data is stored. */
export const sensitive = (schema: Field): Field => ({ ...schema, 'x-sensitive': true });
export const anyText: JsonSchema = { type: 'string', maxLength: 500 };
export const defaultsTo = (schema: Field, value: Json): Field => ({ ...schema, default: value });
