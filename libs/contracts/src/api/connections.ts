import { z } from 'zod';
import { ConnectorRefSchema } from '../flow-document.ts';
import { ConnectionIdSchema, FlowIdSchema } from '../ids.ts';
import { FailureViewSchema } from './failure-view.ts';
import { JsonObjectSchema } from './json-values.ts';
import { BilingualSchema, InstantSchema, PageQuerySchema, listOf, pageOf } from './paging.ts';

const ConnectionNameSchema = z.string().trim().min(1).max(100);
/** Values of the form's secret fields. They go in and never come out. */
const SecretsSchema = z.record(z.string().max(100), z.string().max(20_000));

export const ConnectionHealthSchema = z.enum(['unknown', 'healthy', 'failing']);

export const ConnectionSchema = z.object({
  id: ConnectionIdSchema,
  name: z.string(),
  connector: ConnectorRefSchema,
  /** The open fields of the form. */
  fields: JsonObjectSchema,
  /** The secret fields of the form: only whether each is set. */
  secrets: z.record(z.string(), z.enum(['set', 'not-set'])),
  health: ConnectionHealthSchema,
  checkedAt: InstantSchema.nullable(),
  failure: FailureViewSchema.nullable(),
  usedBy: listOf(z.object({ flowId: FlowIdSchema, name: z.string() })),
  revision: z.number().int(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
});
export type Connection = z.infer<typeof ConnectionSchema>;
export const ConnectionPageSchema = pageOf(ConnectionSchema);
export type ConnectionPage = z.infer<typeof ConnectionPageSchema>;

export const ConnectionQuerySchema = PageQuerySchema.extend({ connector: z.string().max(64).optional() });
export type ConnectionQuery = z.infer<typeof ConnectionQuerySchema>;

export const CreateConnectionSchema = z.strictObject({
  name: ConnectionNameSchema,
  connector: ConnectorRefSchema,
  fields: JsonObjectSchema.default({}),
  secrets: SecretsSchema.default({}),
});
export type CreateConnection = z.infer<typeof CreateConnectionSchema>;

/** Absent is unchanged; a secret of null is removed. */
export const UpdateConnectionSchema = z.strictObject({
  revision: z.number().int(),
  name: ConnectionNameSchema.optional(),
  connector: ConnectorRefSchema.optional(),
  fields: JsonObjectSchema.optional(),
  secrets: z.record(z.string().max(100), z.string().max(20_000).nullable()).optional(),
});
export type UpdateConnection = z.infer<typeof UpdateConnectionSchema>;

/** Tests a form before it is saved; `connectionId` lends the secrets that are already stored. */
export const TestConnectionSchema = CreateConnectionSchema.omit({ name: true }).extend({
  connectionId: ConnectionIdSchema.optional(),
});
export type TestConnection = z.infer<typeof TestConnectionSchema>;

export const ConnectionTestSchema = z.object({
  ok: z.boolean(),
  durationMs: z.number(),
  /** What was reached, or what is wrong, in one sentence. */
  message: BilingualSchema,
  failure: FailureViewSchema.optional(),
});
export type ConnectionTest = z.infer<typeof ConnectionTestSchema>;

/** Where the person's browser goes to allow the connection (OAuth); it comes back to the console by itself. */
export const AuthorizationSchema = z.object({ url: z.string() });
export type Authorization = z.infer<typeof AuthorizationSchema>;

/** What a vendor sends the browser back with; vendors add members of their own. */
export const AuthorizationAnswerSchema = z.looseObject({
  state: z.string().max(500),
  code: z.string().max(4_000).optional(),
  error: z.string().max(500).optional(),
  error_description: z.string().max(2_000).optional(),
});
