import { z } from 'zod';
import { AlertIdSchema, ConnectionIdSchema, FlowIdSchema, RunIdSchema, TriggerIdSchema } from '../ids.ts';
import { BilingualSchema, InstantSchema, PageQuerySchema, pageOf } from './paging.ts';
import { AuthorSchema } from './flows.ts';

export const alertKinds = [
  'run-failed',
  'attempt-held',
  'trigger-silent',
  'trigger-failing',
  'connection-failing',
  'backlog',
  'sync-attention',
] as const;
export const AlertKindSchema = z.enum(alertKinds);
export type AlertKind = z.infer<typeof AlertKindSchema>;

export const alertSeverities = ['error', 'warning'] as const;
export const AlertSeveritySchema = z.enum(alertSeverities);
export type AlertSeverity = z.infer<typeof AlertSeveritySchema>;

/** `error`: something that should work does not. `warning`: it goes on, or waits, and somebody should look. */
export const severityOfAlert: Readonly<Record<AlertKind, AlertSeverity>> = {
  'run-failed': 'error',
  'attempt-held': 'warning',
  'trigger-silent': 'warning',
  'trigger-failing': 'error',
  'connection-failing': 'error',
  backlog: 'warning',
  'sync-attention': 'warning',
};

export const AlertStateSchema = z.enum(['open', 'acknowledged', 'resolved']);

export const AlertSchema = z.object({
  id: AlertIdSchema,
  kind: AlertKindSchema,
  severity: AlertSeveritySchema,
  state: AlertStateSchema,
  code: z.string(),
  message: BilingualSchema,
  flow: z.object({ id: FlowIdSchema, name: z.string() }).nullable(),
  runId: RunIdSchema.nullable(),
  triggerId: TriggerIdSchema.nullable(),
  connectionId: ConnectionIdSchema.nullable(),
  /** Repeats of the same trouble are merged into one alert. */
  count: z.number().int(),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
  acknowledgedAt: InstantSchema.nullable(),
  acknowledgedBy: AuthorSchema.nullable(),
});
export type Alert = z.infer<typeof AlertSchema>;
export const AlertPageSchema = pageOf(AlertSchema);
export type AlertPage = z.infer<typeof AlertPageSchema>;

export const AlertQuerySchema = PageQuerySchema.extend({
  state: AlertStateSchema.optional(),
  kind: AlertKindSchema.optional(),
  flowId: FlowIdSchema.optional(),
});
export type AlertQuery = z.infer<typeof AlertQuerySchema>;
