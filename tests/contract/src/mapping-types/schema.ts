import type { JsonSchema } from '@joinery/contracts';

/** An object schema; names that end with `?` are optional. */
export function object(properties: Readonly<Record<string, JsonSchema>>, open: boolean = false): JsonSchema {
  const entries = Object.entries(properties);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    required: entries.filter(([name]) => !name.endsWith('?')).map(([name]) => name),
    ...(open ? {} : { additionalProperties: false }),
  };
}

export const text = (maxLength?: number): JsonSchema =>
  maxLength === undefined ? { type: 'string' } : { type: 'string', maxLength };
export const choice = (...values: string[]): JsonSchema => ({ type: 'string', enum: values });
export const nullable = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  type: [schema['type'] ?? 'string', 'null'],
  ...(Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as string[]), null] } : {}),
});
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const integer: JsonSchema = { type: 'integer' };
export const number: JsonSchema = { type: 'number' };
export const boolean: JsonSchema = { type: 'boolean' };
export const moment: JsonSchema = { type: 'string', format: 'date-time' };
export const day: JsonSchema = { type: 'string', format: 'date' };
export const localMoment: JsonSchema = { type: 'string', format: 'local-date-time' };
