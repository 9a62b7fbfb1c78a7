import { z } from 'zod';
import type { Json, JsonObject, JsonSchema } from '../json.ts';

/** Any JSON value. */
export const JsonValueSchema = z.json() as unknown as z.ZodType<Json, Json>;
/** Any JSON object. */
export const JsonObjectSchema = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject, JsonObject>;
/** A JSON Schema as data: what a form is made from, what a mapping is checked against. */
export const JsonSchemaSchema = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonSchema, JsonSchema>;
