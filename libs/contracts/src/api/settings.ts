import { z } from 'zod';
import { InstantSchema, pageOf } from './paging.ts';

const DaysSchema = z.number().int().min(1).max(3650);

export const TenantSettingsSchema = z.object({
  revision: z.number().int(),
  name: z.string(),
  timeZone: z.string(),
  /** Days that runs with their data, dead letters and the audit log are kept. */
  retention: z.object({ runDays: DaysSchema, deadLetterDays: DaysSchema, auditDays: DaysSchema }),
});
export type TenantSettings = z.infer<typeof TenantSettingsSchema>;

export const UpdateTenantSettingsSchema = z.strictObject({
  revision: z.number().int(),
  name: z.string().trim().min(1).max(100).optional(),
  timeZone: z.string().min(1).max(64).optional(),
  retention: z.strictObject({ runDays: DaysSchema, deadLetterDays: DaysSchema, auditDays: DaysSchema }).optional(),
});
export type UpdateTenantSettings = z.infer<typeof UpdateTenantSettingsSchema>;

/** A private address that this tenant's connections may reach although it is not public. */
export const EgressRuleSchema = z.object({
  id: z.uuid(),
  /** A host name, an address or a CIDR range. */
  target: z.string(),
  /** Null: every port. */
  port: z.number().int().nullable(),
  note: z.string(),
  createdAt: InstantSchema,
  createdBy: z.string(),
});
export type EgressRule = z.infer<typeof EgressRuleSchema>;
export const EgressRulePageSchema = pageOf(EgressRuleSchema);
export type EgressRulePage = z.infer<typeof EgressRulePageSchema>;

export const CreateEgressRuleSchema = z.strictObject({
  target: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.:_/-]{1,253}$/, 'a host name, an IP address or a CIDR range'),
  port: z.number().int().min(1).max(65_535).nullable().default(null),
  note: z.string().max(500).default(''),
});
export type CreateEgressRule = z.infer<typeof CreateEgressRuleSchema>;
