import { z } from 'zod';
import { OperationSchema } from './operation.ts';
import {
  SampleSchema,
  LocalTextSchema,
  ManifestExpressionSchema,
  MarkedSchemaSchema,
  PeriodMsSchema,
  WordSchema,
} from './words.ts';

/**
 * What tells new from old.
 * `time`: the value of each record's time; equal times and clocks that are `lagMs` apart lose nothing, because the
 * host asks again from `lagMs` before and remembers the keys it has seen there. `sequence`: a number that only grows.
 * `opaque`: the vendor's own bookmark, taken from the last answer.
 * Requests see it as `state.cursor`: a time in its `format` (missing at the very first look), a number, or the bookmark.
 */
export const ChangeCursorSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('time'),
    /** Over `{item}`. */
    value: ManifestExpressionSchema,
    format: z.enum(['iso', 'iso-seconds', 'date-time', 'epoch-seconds', 'epoch-milliseconds']),
    lagMs: PeriodMsSchema.default(60_000),
    /** Zone of `date-time` texts without one; an expression over `{connection}` giving an offset such as `+08:00`. */
    offset: ManifestExpressionSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('sequence'), value: ManifestExpressionSchema }),
  /** Over the answer `{status, headers, body}`; missing keeps the one before. */
  z.strictObject({ kind: z.literal('opaque'), next: ManifestExpressionSchema }),
]);
export type ChangeCursor = z.infer<typeof ChangeCursorSchema>;

const triggerCommon = {
  title: LocalTextSchema,
  description: LocalTextSchema.optional(),
  /** The trigger's own form; expressions see its values as `settings`. */
  settings: MarkedSchemaSchema.optional(),
  output: MarkedSchemaSchema,
  /** A whole event as the flow sees it, for design time; fits `output`. */
  sample: SampleSchema,
};

export const WebhookTriggerSchema = z.strictObject({
  kind: z.literal('webhook'),
  ...triggerCommon,
  /** Name of one of the manifest's webhook schemes. */
  scheme: WordSchema,
  /** An address for each trigger, or one for all triggers of a connection (the vendor allows a single one). */
  address: z.enum(['trigger', 'connection']).default('trigger'),
  /** Expressions over `{event, body, headers, query, settings, connection}`; `event` is one of `events`, or the body. */
  events: ManifestExpressionSchema.optional(),
  /** Whether this trigger wants the event. */
  accepts: ManifestExpressionSchema.optional(),
  /** The event as the flow sees it; without it `event`. */
  shape: ManifestExpressionSchema.optional(),
  /** The default dedupe key of flows. */
  dedupeKey: ManifestExpressionSchema.optional(),
  /** What a `wait` step for this event is found by: the number of an approval, say. */
  correlationKey: ManifestExpressionSchema.optional(),
  /**
   * `register` sees `input: {callbackUrl, secret, settings}`; its output is kept and given to `verify` and
   * `unregister` as `input.registration` beside them. `verify` fails with `not-found` when the vendor has forgotten.
   */
  register: OperationSchema.optional(),
  verify: OperationSchema.optional(),
  unregister: OperationSchema.optional(),
  /** What a person does by hand where the vendor has no such requests; `{callbackUrl}` is replaced. */
  setup: LocalTextSchema.optional(),
});
export type WebhookTrigger = z.infer<typeof WebhookTriggerSchema>;

export const PollingTriggerSchema = z.strictObject({
  kind: z.literal('polling'),
  ...triggerCommon,
  /** Requests see `input` = the trigger's settings and `state.cursor`. */
  operation: OperationSchema,
  cursor: ChangeCursorSchema,
  /** Over `{item}`: the same for the same occurrence. */
  dedupeKey: ManifestExpressionSchema,
  correlationKey: ManifestExpressionSchema.optional(),
  /** Where the first look begins. */
  from: z.enum(['now', 'beginning']).default('now'),
  everyMs: PeriodMsSchema.default(60_000),
});
export type PollingTrigger = z.infer<typeof PollingTriggerSchema>;

export const ConnectorTriggerSchema = z.discriminatedUnion('kind', [WebhookTriggerSchema, PollingTriggerSchema]);
export type ConnectorTrigger = z.infer<typeof ConnectorTriggerSchema>;
