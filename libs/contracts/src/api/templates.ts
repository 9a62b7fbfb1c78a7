import { z } from 'zod';
import { TemplateFaceSchema } from '../template.ts';
import { JsonObjectSchema } from './json-values.ts';
import { listOf, pageOf } from './paging.ts';

export const TemplateViewSchema = TemplateFaceSchema.extend({
  /** Simulators of all its systems run here, so that it can be tried without an account. */
  onSimulators: z.boolean(),
});
export type TemplateView = z.infer<typeof TemplateViewSchema>;
export const TemplatePageSchema = pageOf(TemplateViewSchema);
export type TemplatePage = z.infer<typeof TemplatePageSchema>;

export const UseTemplateSchema = z.strictObject({
  /** The connection for each role. */
  connections: z.record(z.string(), z.uuid()).default({}),
  choices: JsonObjectSchema.default({}),
  /** Added to the names of what is made, so that a template can be used more than once. */
  label: z.string().trim().min(1).max(40).optional(),
  /** Roles without a connection get one to the simulator that runs here. */
  onSimulators: z.boolean().default(false),
  /** Flows run at once; a sync's first version waits for its plan. Otherwise there are drafts to look at. */
  publish: z.boolean().default(false),
});
export type UseTemplate = z.infer<typeof UseTemplateSchema>;

export const TemplateUseSchema = z.object({
  template: z.string(),
  connections: z.record(z.string(), z.uuid()),
  parts: listOf(
    z.object({
      key: z.string(),
      kind: z.enum(['flow', 'sync']),
      /** Of the flow or sync. */
      id: z.uuid(),
      name: z.string(),
      /** Null while it is a draft. */
      version: z.number().int().nullable(),
    }),
  ),
});
export type TemplateUse = z.infer<typeof TemplateUseSchema>;
