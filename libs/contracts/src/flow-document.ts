import { z } from 'zod';
import { MappingSourceSchema } from './mapping-document.ts';

/**
 * A flow version is one canonical JSON document: a trigger, steps with stable ids, edges, settings.
 * Expressions see {@link https://docs.jsonata.org JSONata} over one value:
 * `{ trigger, steps: {<id>: output}, errors: {<id>: failure}, waits: {<id>: {token, url}}, item, index, flow: {id, name, version}, run: {id, startedAt} }`.
 */

/** Also a JSONata name, so that `steps.<id>` reads well. */
export const StepIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'a step id is a lower-case word of at most 64 characters');
export type StepId = z.infer<typeof StepIdSchema>;

/** A JSONata expression; its depth is checked where it is compiled. */
export const ExpressionSchema = z.string().min(1).max(20_000);

const LabelSchema = z.string().max(200);
const MillisecondsSchema = z
  .number()
  .int()
  .min(0)
  .max(366 * 24 * 3600 * 1000);
const NameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
/** Exact, never a range. */
export const VersionSchema = z.string().regex(/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/);

export const ConnectorRefSchema = z.strictObject({ name: NameSchema, version: VersionSchema });
export type ConnectorRef = z.infer<typeof ConnectorRefSchema>;

/** How often and how patiently a failed attempt is repeated; `auth`, `invalid`, `permanent` failures are not repeated. */
export const RetryPolicySchema = z.strictObject({
  attempts: z.number().int().min(1).max(20),
  backoffMs: MillisecondsSchema,
  factor: z.number().min(1).max(10).default(2),
  maxBackoffMs: MillisecondsSchema.default(300_000),
});
export type RetryPolicy = z.infer<typeof RetryPolicySchema>;

const stepCommon = {
  id: StepIdSchema,
  label: LabelSchema,
  note: z.string().max(2000).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
};

const effectCommon = {
  retry: RetryPolicySchema.optional(),
  timeoutMs: MillisecondsSchema.optional(),
  /** What to do with an attempt of an unsafe action whose outcome is not known: repeat it, or hold it for a person. */
  onAmbiguous: z.enum(['retry', 'hold']).default('hold'),
};

const actionFields = {
  connector: ConnectorRefSchema,
  connectionId: z.uuid().nullable(),
  action: NameSchema,
  input: MappingSourceSchema,
};

export const ActionStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('action'),
  ...actionFields,
  ...effectCommon,
});
export const MapStepSchema = z.strictObject({ ...stepCommon, kind: z.literal('map'), mapping: MappingSourceSchema });
export const BranchStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('branch'),
  /** The first case that holds is taken, by the port of its name; none: port `else`. */
  cases: z
    .array(
      z.strictObject({ port: z.string().regex(/^case_[a-z0-9_]{1,40}$/), label: LabelSchema, when: ExpressionSchema }),
    )
    .min(1)
    .max(50),
});
export const FilterStepSchema = z.strictObject({ ...stepCommon, kind: z.literal('filter'), when: ExpressionSchema });
export const EachStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('each'),
  /** A list from an expression, or the pages of a paginated action, one page in memory at a time. */
  items: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('expression'), expression: ExpressionSchema }),
    z.strictObject({ from: z.literal('pages'), ...actionFields }),
  ]),
  /** 1: the body sees `item`; more: it sees `item` as a list of up to so many. */
  batchSize: z.number().int().min(1).max(1000).default(1),
  concurrency: z.number().int().min(1).max(50).default(1),
  onError: z.enum(['stop', 'collect']).default('stop'),
  /** What each item contributes to the output's `results`, at most 10,000 of them; without it only counts are kept. */
  collect: ExpressionSchema.optional(),
  body: z.lazy(() => GraphSchema),
});
export const WaitStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('wait'),
  for: z.discriminatedUnion('kind', [
    /** Until a moment (expression yielding RFC 3339 or epoch ms). */
    z.strictObject({ kind: z.literal('time'), until: ExpressionSchema }),
    z.strictObject({ kind: z.literal('delay'), delayMs: MillisecondsSchema }),
    /** Until somebody posts to `waits.<id>.url`. */
    z.strictObject({ kind: z.literal('callback'), deadlineMs: MillisecondsSchema }),
    /** Until a trigger event of a connection arrives whose correlation key is this one (an approval's verdict, say). */
    z.strictObject({
      kind: z.literal('event'),
      connector: ConnectorRefSchema,
      connectionId: z.uuid().nullable(),
      trigger: NameSchema,
      key: ExpressionSchema,
      deadlineMs: MillisecondsSchema,
    }),
    /** Until a person decides in the console. */
    z.strictObject({ kind: z.literal('approval'), question: ExpressionSchema, deadlineMs: MillisecondsSchema }),
  ]),
});
export const FlowStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('flow'),
  flowId: z.uuid(),
  input: MappingSourceSchema,
  ...effectCommon,
});
export const ReplyStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('reply'),
  status: z.number().int().min(200).max(599).default(200),
  body: MappingSourceSchema,
});
export const EndStepSchema = z.strictObject({
  ...stepCommon,
  kind: z.literal('end'),
  result: z.enum(['succeeded', 'failed']),
  reason: ExpressionSchema.optional(),
  output: MappingSourceSchema.optional(),
});

export const stepKinds = ['action', 'map', 'branch', 'filter', 'each', 'wait', 'flow', 'reply', 'end'] as const;
export type StepKind = (typeof stepKinds)[number];

export const StepSchema = z.discriminatedUnion('kind', [
  ActionStepSchema,
  MapStepSchema,
  BranchStepSchema,
  FilterStepSchema,
  EachStepSchema,
  WaitStepSchema,
  FlowStepSchema,
  ReplyStepSchema,
  EndStepSchema,
]);

/** `from` is a step id, or `trigger` at the top level, or `item` inside a loop body. */
export const EdgeSchema = z.strictObject({
  from: z.string().min(1).max(64),
  /** `out`, `error`, a branch's `case_…` or `else`. */
  port: z.string().min(1).max(64).default('out'),
  to: StepIdSchema,
});
export type Edge = z.infer<typeof EdgeSchema>;

export interface Graph {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}
export const GraphSchema: z.ZodType<Graph> = z.strictObject({
  steps: z.array(StepSchema).max(1000),
  edges: z.array(EdgeSchema).max(5000),
}) as unknown as z.ZodType<Graph>;

export type ActionStep = z.infer<typeof ActionStepSchema>;
export type MapStep = z.infer<typeof MapStepSchema>;
export type BranchStep = z.infer<typeof BranchStepSchema>;
export type FilterStep = z.infer<typeof FilterStepSchema>;
export type EachStep = z.infer<typeof EachStepSchema>;
export type WaitStep = z.infer<typeof WaitStepSchema>;
export type FlowStep = z.infer<typeof FlowStepSchema>;
export type ReplyStep = z.infer<typeof ReplyStepSchema>;
export type EndStep = z.infer<typeof EndStepSchema>;
export type Step =
  ActionStep | MapStep | BranchStep | FilterStep | EachStep | WaitStep | FlowStep | ReplyStep | EndStep;

const noteCommon = {
  note: z.string().max(2000).optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }).optional(),
};

/** A connector's trigger; its manifest says whether it comes by webhook or is polled. */
export const EventTriggerSchema = z.strictObject({
  kind: z.literal('event'),
  ...noteCommon,
  connector: ConnectorRefSchema,
  connectionId: z.uuid().nullable(),
  trigger: NameSchema,
  /** The trigger's own form, checked against its schema in the manifest. */
  settings: z.record(z.string(), z.json()).default({}),
  /** `accepted` answers 202 at once; `reply` keeps the caller waiting for a reply step, up to `replyTimeoutMs`. */
  respond: z.enum(['accepted', 'reply']).default('accepted'),
  replyTimeoutMs: z.number().int().min(100).max(60_000).default(15_000),
  pollEveryMs: z
    .number()
    .int()
    .min(1000)
    .max(24 * 3600 * 1000)
    .optional(),
});
export const ScheduleTriggerSchema = z.strictObject({
  kind: z.literal('schedule'),
  ...noteCommon,
  /** Five or six fields; six begin with seconds. */
  cron: z.string().min(1).max(200),
  /** IANA name. */
  zone: z.string().min(1).max(64),
  /** What happens to ticks that fell into a time without workers: none, one for all, or each (at most 100). */
  missed: z.enum(['skip', 'once', 'all']).default('once'),
});
export const ManualTriggerSchema = z.strictObject({
  kind: z.literal('manual'),
  ...noteCommon,
  inputSchema: z.record(z.string(), z.json()).optional(),
});
/** Called by another flow's `flow` step. */
export const FlowTriggerSchema = z.strictObject({
  kind: z.literal('flow'),
  ...noteCommon,
  inputSchema: z.record(z.string(), z.json()).optional(),
});

export const triggerKinds = ['event', 'schedule', 'manual', 'flow'] as const;
export type TriggerKind = (typeof triggerKinds)[number];
export const TriggerSchema = z.discriminatedUnion('kind', [
  EventTriggerSchema,
  ScheduleTriggerSchema,
  ManualTriggerSchema,
  FlowTriggerSchema,
]);
export type Trigger = z.infer<typeof TriggerSchema>;
export type EventTrigger = z.infer<typeof EventTriggerSchema>;
export type ScheduleTrigger = z.infer<typeof ScheduleTriggerSchema>;

export const FlowSettingsSchema = z.strictObject({
  /** Two events with the same key within the window make one run; sees `{trigger}`. */
  dedupeKey: ExpressionSchema.optional(),
  dedupeWindowMs: MillisecondsSchema.default(7 * 24 * 3600 * 1000),
  /** Runs with the same key go one after the other, in the order of their events; sees `{trigger}`. */
  orderingKey: ExpressionSchema.optional(),
  /** Runs of this flow at the same time, over all processes. */
  concurrency: z.number().int().min(1).max(1000).optional(),
  timeoutMs: MillisecondsSchema.default(24 * 3600 * 1000),
  /** Which runs keep the input and output of their steps for people. */
  logLevel: z.enum(['all', 'errors', 'none']).default('all'),
  /** An alert is raised when no event came for so long. */
  heartbeatMs: MillisecondsSchema.min(1000).optional(),
  alertOnFailure: z.boolean().default(true),
  /** Field names whose values are masked wherever run data is shown, beside those the schemas mark. */
  sensitive: z.array(z.string().min(1).max(200)).max(100).default([]),
});
export type FlowSettings = z.infer<typeof FlowSettingsSchema>;

export const FlowDocumentSchema = z.strictObject({
  format: z.literal('joinery.flow/1'),
  trigger: TriggerSchema,
  steps: z.array(StepSchema).max(1000),
  edges: z.array(EdgeSchema).max(5000),
  settings: FlowSettingsSchema.prefault({}),
  /** Free notes on the canvas. */
  comments: z
    .array(
      z.strictObject({
        id: z.string().max(64),
        text: z.string().max(2000),
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    )
    .max(200)
    .optional(),
});
export interface FlowDocument extends Graph {
  readonly format: 'joinery.flow/1';
  readonly trigger: Trigger;
  readonly settings: FlowSettings;
  readonly comments?: z.infer<typeof FlowDocumentSchema>['comments'];
}
