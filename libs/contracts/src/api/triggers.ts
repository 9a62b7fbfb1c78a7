import { z } from 'zod';
import { ConnectorRefSchema, triggerKinds } from '../flow-document.ts';
import { ConnectionIdSchema, FlowIdSchema, TriggerIdSchema } from '../ids.ts';
import { FailureViewSchema } from './failure-view.ts';
import { JsonValueSchema } from './json-values.ts';
import { InstantSchema, PageQuerySchema, pageOf } from './paging.ts';

/** `late`: silent for longer than its heartbeat; `failing`: its registration or its last poll failed. */
export const triggerStates = ['active', 'paused', 'late', 'failing'] as const;
export const TriggerStateSchema = z.enum(triggerStates);

export const TriggerViewSchema = z.object({
  id: TriggerIdSchema,
  flow: z.object({ id: FlowIdSchema, name: z.string(), version: z.number().int() }),
  kind: z.enum(triggerKinds),
  delivery: z.enum(['webhook', 'polling']).nullable(),
  connector: ConnectorRefSchema.nullable(),
  connectionId: ConnectionIdSchema.nullable(),
  name: z.string().nullable(),
  state: TriggerStateSchema,
  /** Where the vendor is to send its events. */
  hookUrl: z.string().nullable(),
  heartbeatMs: z.number().int().nullable(),
  lastEventAt: InstantSchema.nullable(),
  nextAt: InstantSchema.nullable(),
  verifiedAt: InstantSchema.nullable(),
  failure: FailureViewSchema.nullable(),
});
export type TriggerView = z.infer<typeof TriggerViewSchema>;
export const TriggerPageSchema = pageOf(TriggerViewSchema);
export type TriggerPage = z.infer<typeof TriggerPageSchema>;

export const TriggerQuerySchema = PageQuerySchema.extend({
  flowId: FlowIdSchema.optional(),
  state: TriggerStateSchema.optional(),
});
export type TriggerQuery = z.infer<typeof TriggerQuerySchema>;

/** Makes a run as if the trigger had seen this event. */
export const FireTriggerSchema = z.strictObject({ event: JsonValueSchema });
export type FireTrigger = z.infer<typeof FireTriggerSchema>;
