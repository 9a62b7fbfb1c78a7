import type { JsonSchema } from '@joinery/contracts';
import { inferOverSchema } from './infer-expression.ts';
import { parse } from './syntax.ts';
import { schemaFromType } from './to-schema.ts';
import { anyType, type Type } from './type.ts';

/**
 * The type of what an expression yields for inputs that a schema accepts. Sound: no result is outside of it. An
 * expression with a syntax error yields nothing, which is any type.
 */
export function inferType(expression: string, schema: JsonSchema): Type {
  const parsed = parse(expression);
  return parsed.ok ? inferOverSchema(parsed.ast, schema) : anyType;
}

/**
 * The schema of what an expression yields: what the next step of a flow may map from.
 *
 * @example
 * inferSchema('{"n": $count(items)}', { type: 'object', properties: { items: { type: 'array' } } })
 * // { type: 'object', properties: { n: { type: 'integer', minimum: 0 } }, required: ['n'], additionalProperties: false }
 */
export function inferSchema(expression: string, schema: JsonSchema): JsonSchema {
  return schemaFromType(inferType(expression, schema));
}
