import { z } from 'zod';
import type { Json } from '../json.ts';

/** A text for people in both languages of the product. */
export const LocalTextSchema = z.strictObject({ zh: z.string().min(1).max(4000), en: z.string().min(1).max(4000) });
export type LocalText = z.infer<typeof LocalTextSchema>;

/** A lower-case word with dashes: `send-message`. */
export const WordSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a lower-case word with dashes');

/**
 * A JSONata expression of a manifest. What it sees is said where it stands; everywhere it may call `$parseJson(text)`,
 * the value behind a JSON text. The mark is how tools find them.
 */
export const ManifestExpressionSchema = z.string().min(1).max(20_000).meta({ 'x-holds': 'expression' });

/**
 * Text with expressions in braces, each value percent-encoded where the text is a path:
 * `/im/v1/messages/{input.messageId}`. A value that is missing is a failure, never an empty segment.
 */
export const TemplateSchema = z.string().min(1).max(4000).meta({ 'x-holds': 'template' });

const json: z.ZodType<Json> = z.json();
export const SampleSchema = json;

/**
 * JSON Schema (draft 2020-12 or 07) with our marks on properties:
 * `x-title`, `x-help` ({zh, en}) · `x-secret: true` (goes to the vault, never shown again; connection fields only) ·
 * `x-sensitive: true` (masked before run data is stored) · `x-options: <name>` (drop-down of {@link DynamicOptions}) ·
 * `x-schema: <name>` (shape taken from the live account) · `x-multiline: true` · `x-placeholder`.
 */
export const MarkedSchemaSchema = z.record(z.string(), json);

/** Where in an outgoing request a value is put. */
export const PlacementSchema = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('header'), name: z.string().min(1).max(200) }),
  z.strictObject({ in: z.literal('query'), name: z.string().min(1).max(200) }),
  /** Member names from the top of a JSON or form body; objects on the way are made. */
  z.strictObject({ in: z.literal('body'), path: z.array(z.string().min(1).max(200)).min(1).max(10) }),
]);
export type Placement = z.infer<typeof PlacementSchema>;

/** Where in an incoming request a value stands. */
export const SourceSchema = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('header'), name: z.string().min(1).max(200) }),
  z.strictObject({ in: z.literal('query'), name: z.string().min(1).max(200) }),
  /** Member names from the top of the parsed body. */
  z.strictObject({ in: z.literal('body'), path: z.array(z.string().min(1).max(200)).min(1).max(10) }),
]);
export type Source = z.infer<typeof SourceSchema>;

export const PeriodMsSchema = z
  .number()
  .int()
  .min(0)
  .max(366 * 24 * 3600 * 1000);
