import { z } from 'zod';
import { FlowIdSchema, RunIdSchema, TriggerIdSchema } from '../ids.ts';
import { EffectSchema, RunStateSchema, RunStepStateSchema, runStates, waitReasons } from '../run.ts';
import { FailureViewSchema } from './failure-view.ts';
import { JsonValueSchema } from './json-values.ts';
import { InstantSchema, PageQuerySchema, listOf, pageOf } from './paging.ts';

export const WaitReasonSchema = z.enum(waitReasons);
export const RunModeSchema = z.enum(['live', 'test']);
const StepPathSchema = z.string().min(1).max(1_000);

export const RunSummarySchema = z.object({
  id: RunIdSchema,
  flow: z.object({ id: FlowIdSchema, name: z.string(), version: z.number().int() }),
  state: RunStateSchema,
  mode: RunModeSchema,
  waitingFor: WaitReasonSchema.nullable(),
  triggerId: TriggerIdSchema.nullable(),
  /** Dedupe key and ordering key of its event. */
  key: z.string().nullable(),
  orderingKey: z.string().nullable(),
  acceptedAt: InstantSchema,
  startedAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  failure: FailureViewSchema.nullable(),
});
export type RunSummary = z.infer<typeof RunSummarySchema>;
export const RunPageSchema = pageOf(RunSummarySchema);
export type RunPage = z.infer<typeof RunPageSchema>;

/** Several states are separated by commas. The newest run comes first. */
export const RunQuerySchema = PageQuerySchema.extend({
  state: z
    .string()
    .regex(new RegExp(`^(${runStates.join('|')})(,(${runStates.join('|')}))*$`))
    .optional(),
  flowId: FlowIdSchema.optional(),
  mode: RunModeSchema.optional(),
  from: InstantSchema.optional(),
  to: InstantSchema.optional(),
  /** Exact dedupe or ordering key. */
  key: z.string().max(500).optional(),
  /** Words in the failure. */
  text: z.string().max(200).optional(),
});
export type RunQuery = z.infer<typeof RunQuerySchema>;

export const RunStepSchema = z.object({
  /** `rows[12].send`: step ids with the item's number for each loop around. */
  path: z.string(),
  stepId: z.string(),
  state: RunStepStateSchema,
  attempts: z.number().int(),
  effect: EffectSchema.nullable(),
  port: z.string().nullable(),
  /** Absent where the flow's log level keeps none; masked where marked sensitive. */
  input: JsonValueSchema.optional(),
  output: JsonValueSchema.optional(),
  failure: FailureViewSchema.nullable(),
  startedAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
  /** Iterations below it, where it is a loop. */
  loop: z.object({ done: z.number().int(), failed: z.number().int() }).nullable(),
});
export type RunStep = z.infer<typeof RunStepSchema>;
export const RunStepPageSchema = pageOf(RunStepSchema);
export type RunStepPage = z.infer<typeof RunStepPageSchema>;

export const RunWaitSchema = z.object({
  path: z.string(),
  reason: WaitReasonSchema,
  wakeAt: InstantSchema.nullable(),
  question: JsonValueSchema.optional(),
});

export const RunDetailSchema = RunSummarySchema.extend({
  event: JsonValueSchema.optional(),
  output: JsonValueSchema.optional(),
  /** Steps of the top level and of the loops' first iterations; the rest by `GET /runs/{id}/steps?under=`. */
  steps: listOf(RunStepSchema),
  waits: listOf(RunWaitSchema),
  parent: z.object({ runId: RunIdSchema, path: z.string() }).nullable(),
  children: listOf(z.object({ runId: RunIdSchema, path: z.string(), state: RunStateSchema })),
  crashes: z.number().int(),
  cancelRequested: z.boolean(),
  /** Something in here is masked and can be revealed by whoever may. */
  masked: z.boolean(),
});
export type RunDetail = z.infer<typeof RunDetailSchema>;

export const RunStepQuerySchema = PageQuerySchema.extend({ under: z.string().max(1_000).default('') });
export type RunStepQuery = z.infer<typeof RunStepQuerySchema>;

/** One line of what happened to a run, in order. */
export const JournalEntrySchema = z.object({
  at: InstantSchema,
  kind: z.enum([
    'accepted',
    'claimed',
    'attempt',
    'result',
    'progress',
    'suspended',
    'woken',
    'answered',
    'cancel-requested',
    'resumed',
    'redriven',
    'ended',
  ]),
  path: z.string().nullable(),
  n: z.number().int().nullable(),
  epoch: z.number().int().nullable(),
  state: z.string().nullable(),
  failure: FailureViewSchema.nullable(),
});
export type JournalEntry = z.infer<typeof JournalEntrySchema>;
export const JournalPageSchema = pageOf(JournalEntrySchema);
export type JournalPage = z.infer<typeof JournalPageSchema>;

/** A new run with the same input. */
export const RerunSchema = z.strictObject({ version: z.enum(['same', 'latest']).default('same') });
export type Rerun = z.infer<typeof RerunSchema>;

/** Dead letters to redrive: named, or all that match. */
export const RedriveRunsSchema = z.union([
  z.strictObject({ runIds: z.array(RunIdSchema).min(1).max(1_000) }),
  z.strictObject({
    flowId: FlowIdSchema,
    from: InstantSchema.optional(),
    to: InstantSchema.optional(),
    text: z.string().max(200).optional(),
  }),
]);
export type RedriveRuns = z.infer<typeof RedriveRunsSchema>;
export const RunsRedrivenSchema = z.object({
  redriven: z.number().int(),
  skipped: listOf(z.object({ runId: RunIdSchema, code: z.string() })),
});
export type RunsRedriven = z.infer<typeof RunsRedrivenSchema>;

/** A person's word on an attempt whose outcome nobody saw. */
export const ResolveAttemptSchema = z.strictObject({
  path: StepPathSchema,
  as: z.enum(['accept', 'retry', 'fail']),
  /** The output to go on with when accepted. */
  output: JsonValueSchema.optional(),
  note: z.string().max(500).optional(),
});
export type ResolveAttempt = z.infer<typeof ResolveAttemptSchema>;

/** Without a path the run's event and output are revealed. */
export const RevealSchema = z.strictObject({
  path: StepPathSchema.optional(),
  reason: z.string().trim().min(1).max(500),
});
export type Reveal = z.infer<typeof RevealSchema>;
export const RevealedSchema = z.object({ input: JsonValueSchema.optional(), output: JsonValueSchema.optional() });
export type Revealed = z.infer<typeof RevealedSchema>;

/** One message of `GET /runs/stream` (server-sent events, event name `run`). */
export const RunNewsSchema = z.object({
  runId: RunIdSchema,
  flowId: FlowIdSchema,
  state: RunStateSchema,
  path: z.string().optional(),
  stepState: RunStepStateSchema.optional(),
  at: InstantSchema,
});
export type RunNews = z.infer<typeof RunNewsSchema>;

export const RunStreamQuerySchema = z.strictObject({ flowId: FlowIdSchema.optional(), runId: RunIdSchema.optional() });
export type RunStreamQuery = z.infer<typeof RunStreamQuerySchema>;
