import { z } from 'zod';
import { EffectDeclarationSchema, OperationSchema } from './operation.ts';
import { ChangeCursorSchema } from './trigger.ts';
import { LocalTextSchema, ManifestExpressionSchema, MarkedSchemaSchema } from './words.ts';

const WriteSchema = z.strictObject({ operation: OperationSchema, effect: EffectDeclarationSchema });
const ReadSchema = z.strictObject({ operation: OperationSchema });

/** Where the fields of an object are known from. */
export const ObjectSchemaSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('manifest'), schema: MarkedSchemaSchema }),
  /** Asked of the account, custom fields too; the operation's output is a JSON Schema, merged over `known`. */
  z.strictObject({ from: z.literal('account'), operation: OperationSchema, known: MarkedSchemaSchema.optional() }),
]);

/**
 * A kind of record that can be synchronised. The host gives each operation a fixed input:
 * list `{}` · get `{id}` · getBatch `{ids}` · changes `{}` with `state.cursor` · create `{record}` · update `{id, record, version?}` ·
 * upsert `{key, record}` · disable, delete `{id, version?}` · the batch forms `{records: [the same …]}`.
 * Reads give records, `getBatch` those that exist; writes give `{id, record?, version?}`.
 * Deletions give ids, or records by which `id` finds them.
 */
export const RecordObjectSchema = z.strictObject({
  title: LocalTextSchema,
  description: LocalTextSchema.optional(),
  /** Name of the canonical object it corresponds to, if any. */
  canonical: z.string().max(100).optional(),
  fields: ObjectSchemaSourceSchema,
  /** Expressions over `{record}`. */
  id: ManifestExpressionSchema,
  /** Changes with every write; compared before one. */
  version: ManifestExpressionSchema.optional(),
  /** Holds for a record that counts as deleted. */
  deleted: ManifestExpressionSchema.optional(),
  /** The field an upsert matches on, when not the id. */
  key: z.string().max(200).optional(),
  /** `complete`: what it does not list does not exist any more. */
  list: z.strictObject({ operation: OperationSchema, complete: z.boolean() }).optional(),
  get: ReadSchema.optional(),
  getBatch: ReadSchema.optional(),
  changes: z
    .strictObject({
      operation: OperationSchema,
      cursor: ChangeCursorSchema,
      order: z.enum(['ascending', 'descending', 'none']).default('ascending'),
      /** Whether a deleted record is among the changes (then `deleted` holds for it). */
      deletes: z.enum(['shown', 'not-shown']),
    })
    .optional(),
  /** Deleted ids only, where the vendor lists them apart. */
  deletions: z.strictObject({ operation: OperationSchema, cursor: ChangeCursorSchema }).optional(),
  create: WriteSchema.optional(),
  update: WriteSchema.optional(),
  upsert: WriteSchema.optional(),
  disable: WriteSchema.optional(),
  delete: WriteSchema.optional(),
  createBatch: WriteSchema.optional(),
  updateBatch: WriteSchema.optional(),
  upsertBatch: WriteSchema.optional(),
  deleteBatch: WriteSchema.optional(),
});
export type RecordObject = z.infer<typeof RecordObjectSchema>;

export const objectReads = ['list', 'get', 'getBatch', 'changes', 'deletions'] as const;
export type ObjectRead = (typeof objectReads)[number];
export const objectWrites = [
  'create',
  'update',
  'upsert',
  'disable',
  'delete',
  'createBatch',
  'updateBatch',
  'upsertBatch',
  'deleteBatch',
] as const;
export type ObjectWrite = (typeof objectWrites)[number];
