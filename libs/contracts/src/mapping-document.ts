import { z } from 'zod';
import type { Json } from './json.ts';

/** Any JSON value. */
const json: z.ZodType<Json> = z.json();

/** A scalar of a value table: what an enumeration may consist of. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One line of a value table: what the source says and what the target says for it. */
export const ValueTableEntrySchema = z.strictObject({ from: scalar, to: scalar }).readonly();

/**
 * What a value table gives for a value without a line: end with an error that names the value, leave the field out,
 * keep the value as it is, or give a fixed value.
 */
export const UnmatchedPolicySchema = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('fail') }),
  z.strictObject({ policy: z.literal('omit') }),
  z.strictObject({ policy: z.literal('keep') }),
  z.strictObject({ policy: z.literal('value'), value: scalar }),
]);

/** A value table (值对照表): used from `from` to `to`, or backwards where every `to` occurs once. */
export const ValueTableSchema = z.strictObject({
  entries: z.array(ValueTableEntrySchema).max(2_000).readonly(),
  unmatched: UnmatchedPolicySchema,
});

/** Member names and list indexes (from 0) that lead to a value: `['items', 0, 'sku']`. Negative counts from the end. */
export const SourcePathSchema = z
  .array(z.union([z.string(), z.int()]))
  .max(32)
  .readonly()
  .refine((path) => typeof path[0] !== 'number', 'A path begins with a name');

/** Member names that lead to a target field, relative to the list item inside `each`: `['customer', 'name']`. */
export const TargetPathSchema = z.array(z.string()).min(1).max(32).readonly();

/**
 * Where a source path starts: at the current item (outside of `each` that is the input), at the whole input,
 * or at the item of the surrounding `each`.
 */
export const PathOriginSchema = z.enum(['item', 'root', 'outer']);

const sourcePathReference = { path: SourcePathSchema, from: PathOriginSchema.optional() };

/**
 * An explicit change of type. Missing stays missing and null stays null; what cannot be converted fails with the
 * value named. Dates name their zone (IANA) and, where the text is not ISO 8601, their picture (`yyyy-MM-dd HH:mm`).
 */
export const CoercionSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('string') }),
  z.strictObject({ to: z.literal('number') }),
  z.strictObject({ to: z.literal('integer') }),
  z.strictObject({ to: z.literal('boolean') }),
  z.strictObject({ to: z.literal('date'), zone: z.string().min(1), format: z.string().min(1).optional() }),
  z.strictObject({ to: z.literal('date-time'), zone: z.string().min(1), format: z.string().min(1).optional() }),
  z.strictObject({ to: z.literal('local-date-time'), zone: z.string().min(1), format: z.string().min(1) }),
  z.strictObject({
    to: z.literal('epoch-milliseconds'),
    zone: z.string().min(1),
    format: z.string().min(1).optional(),
  }),
  z.strictObject({ to: z.literal('list') }),
  z.strictObject({ to: z.literal('single') }),
]);

/** What stands in where the source is missing, missing or null, or empty (missing, null, `""`, `[]`, `{}`). */
export const FallbackSchema = z.strictObject({ when: z.enum(['missing', 'null', 'empty']), value: json });

/**
 * What a list field does with its source. `list`: missing and null stay so, one element stays a list.
 * `list-or-empty`: missing gives `[]`. `list-or-missing`: empty gives nothing. `as-found`: one element gives one object.
 */
export const EachShapeSchema = z.enum(['list', 'list-or-empty', 'list-or-missing', 'as-found']);

const PathSourceSchema = z.strictObject({ kind: z.literal('path'), ...sourcePathReference });
const ConstantSourceSchema = z.strictObject({ kind: z.literal('constant'), value: json });
const ExpressionSourceSchema = z.strictObject({
  kind: z.literal('expression'),
  expression: z.string().min(1).max(20_000),
});
const TableSourceSchema = z.strictObject({
  kind: z.literal('table'),
  ...sourcePathReference,
  /** Name of a table of the document. */
  table: z.string(),
  direction: z.enum(['forward', 'backward']).optional(),
});
/** A target list (or object) made from a source list (or object), with its own fields relative to each item. */
export interface EachSource {
  readonly kind: 'each';
  readonly path: SourcePath;
  readonly from?: PathOrigin | undefined;
  readonly shape: EachShape;
  readonly fields: readonly MappingField[];
}

const EachSourceSchema = z.strictObject({
  kind: z.literal('each'),
  ...sourcePathReference,
  shape: EachShapeSchema,
  fields: z.array(z.lazy((): z.ZodType<MappingField> => MappingFieldSchema)).readonly(),
});

export const FieldSourceSchema = z.discriminatedUnion('kind', [
  PathSourceSchema,
  ConstantSourceSchema,
  ExpressionSourceSchema,
  TableSourceSchema,
  EachSourceSchema,
]);

/** Where the value of a target field comes from. */
export type FieldSource =
  | z.infer<typeof PathSourceSchema>
  | z.infer<typeof ConstantSourceSchema>
  | z.infer<typeof ExpressionSourceSchema>
  | z.infer<typeof TableSourceSchema>
  | EachSource;

/** One line of a mapping: a target field and what feeds it. Applied in this order: source, fallback, coercion. */
export interface MappingField {
  readonly target: TargetPath;
  readonly source: FieldSource;
  readonly coercion?: Coercion | undefined;
  readonly fallback?: Fallback | undefined;
  /** A remark for people; kept as a comment in the expression. */
  readonly note?: string | undefined;
}

export const MappingFieldSchema: z.ZodType<MappingField> = z.strictObject({
  target: TargetPathSchema,
  source: FieldSourceSchema,
  coercion: CoercionSchema.optional(),
  fallback: FallbackSchema.optional(),
  note: z.string().max(2_000).optional(),
});

/** Names of value tables become variables of the expression, so they look like them. */
const TableNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);

/**
 * A field mapping (字段映射) as it is stored: the lines that the mapper draws, or one expression written by hand.
 * `@joinery/mapping` compiles both to one JSONata expression (`toExpression`) and recovers the lines from it
 * (`fromExpression`).
 *
 * @example
 * MappingSourceSchema.parse({
 *   kind: 'fields',
 *   fields: [{ target: ['customer', 'name'], source: { kind: 'path', path: ['account', 'Name'] } }],
 * })
 */
export const MappingSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('expression'), expression: z.string().max(100_000) }),
  z.strictObject({
    kind: z.literal('fields'),
    fields: z.array(MappingFieldSchema).max(2_000).readonly(),
    tables: z.record(TableNameSchema, ValueTableSchema).optional(),
  }),
]);

export type ValueTableEntry = z.infer<typeof ValueTableEntrySchema>;
export type UnmatchedPolicy = z.infer<typeof UnmatchedPolicySchema>;
export type ValueTable = z.infer<typeof ValueTableSchema>;
export type SourcePath = z.infer<typeof SourcePathSchema>;
export type TargetPath = z.infer<typeof TargetPathSchema>;
export type PathOrigin = z.infer<typeof PathOriginSchema>;
export type Coercion = z.infer<typeof CoercionSchema>;
export type Fallback = z.infer<typeof FallbackSchema>;
export type EachShape = z.infer<typeof EachShapeSchema>;
export type MappingSource = z.infer<typeof MappingSourceSchema>;
/** The drawn kind of a mapping. */
export type FieldsMapping = Extract<MappingSource, { readonly kind: 'fields' }>;
