import { z } from 'zod';
import { JsonValueSchema } from './json-values.ts';
import { InstantSchema, PageQuerySchema, pageOf } from './paging.ts';

/** Who did something. `system` is Joinery itself. */
export const ActorSchema = z.object({
  kind: z.enum(['user', 'token', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});
export type Actor = z.infer<typeof ActorSchema>;

/** One line of the hash-chained audit log. */
export const AuditEntrySchema = z.object({
  id: z.string(),
  at: InstantSchema,
  actor: ActorSchema,
  /** `flow.published`, `connection.created`, `run.revealed` … */
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  before: JsonValueSchema.optional(),
  after: JsonValueSchema.optional(),
  from: z.object({ address: z.string().nullable(), agent: z.string().nullable() }),
  /** SHA-256 over the entry and the hash before it. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntrySchema>;
export const AuditPageSchema = pageOf(AuditEntrySchema);
export type AuditPage = z.infer<typeof AuditPageSchema>;

export const AuditQuerySchema = PageQuerySchema.extend({
  actorId: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  objectKind: z.string().max(50).optional(),
  objectId: z.string().max(100).optional(),
  from: InstantSchema.optional(),
  to: InstantSchema.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuerySchema>;
