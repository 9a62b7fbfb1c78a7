import { z } from 'zod';
import { type FlowDocument, FlowDocumentSchema, StepIdSchema, triggerKinds } from '../flow-document.ts';
import { EventIdSchema, FlowIdSchema, RunIdSchema, UserIdSchema } from '../ids.ts';
import { EffectSchema, RunStateSchema, RunStepStateSchema } from '../run.ts';
import { FailureViewSchema } from './failure-view.ts';
import { JsonValueSchema } from './json-values.ts';
import { BilingualSchema, InstantSchema, PageQuerySchema, listOf, pageOf } from './paging.ts';

/** The flow document as it crosses HTTP; its recursive parts are typed by {@link FlowDocument}. */
const DocumentSchema = FlowDocumentSchema as unknown as z.ZodType<FlowDocument>;

const FlowNameSchema = z.string().trim().min(1).max(100);
const FlowDescriptionSchema = z.string().max(2_000);

export const AuthorSchema = z.object({ id: UserIdSchema.nullable(), name: z.string() });
export type Author = z.infer<typeof AuthorSchema>;

/** `draft` has never been published; `paused` keeps its version and takes no events. */
export const flowStates = ['draft', 'published', 'paused', 'archived'] as const;
export const FlowStateSchema = z.enum(flowStates);
export type FlowState = z.infer<typeof FlowStateSchema>;

export const FlowSummarySchema = z.object({
  id: FlowIdSchema,
  name: z.string(),
  description: z.string(),
  state: FlowStateSchema,
  /** The version that new events run on. */
  version: z.number().int().nullable(),
  draftRevision: z.number().int(),
  /** The draft differs from the published version. */
  draftChanged: z.boolean(),
  trigger: z.object({ kind: z.enum(triggerKinds), connector: z.string().nullable() }),
  lastRun: z.object({ id: RunIdSchema, state: RunStateSchema, at: InstantSchema }).nullable(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  updatedBy: AuthorSchema,
});
export type FlowSummary = z.infer<typeof FlowSummarySchema>;
export const FlowPageSchema = pageOf(FlowSummarySchema);
export type FlowPage = z.infer<typeof FlowPageSchema>;

export const FlowQuerySchema = PageQuerySchema.extend({
  state: FlowStateSchema.optional(),
  /** Part of the name or description. */
  text: z.string().max(100).optional(),
});
export type FlowQuery = z.infer<typeof FlowQuerySchema>;

/** Without a document the draft is an empty canvas with a manual trigger. */
export const CreateFlowSchema = z.strictObject({
  name: FlowNameSchema,
  description: FlowDescriptionSchema.default(''),
  document: DocumentSchema.optional(),
});
export type CreateFlow = z.infer<typeof CreateFlowSchema>;

export const UpdateFlowSchema = z.strictObject({
  name: FlowNameSchema.optional(),
  description: FlowDescriptionSchema.optional(),
});
export type UpdateFlow = z.infer<typeof UpdateFlowSchema>;

export const FlowDraftSchema = z.object({
  flowId: FlowIdSchema,
  revision: z.number().int(),
  document: DocumentSchema,
  /** The version this draft grew from. */
  baseVersion: z.number().int().nullable(),
  updatedAt: InstantSchema,
  updatedBy: AuthorSchema,
});
export type FlowDraft = z.infer<typeof FlowDraftSchema>;

/** `revision` is the one that was read; when somebody saved meanwhile the answer is 409 `conflict.stale` with `current`. */
export const SaveDraftSchema = z.strictObject({ revision: z.number().int().min(0), document: DocumentSchema });
export type SaveDraft = z.infer<typeof SaveDraftSchema>;

export const FindingSeveritySchema = z.enum(['error', 'warning']);

/** One thing that is wrong, or may be, in a flow document, at the place where it stands. */
export const FindingSchema = z.object({
  severity: FindingSeveritySchema,
  code: z.string(),
  /** Of `flow.types`: which mistake of the mapping it is, `mapping.wrong-type` say. */
  cause: z.string().optional(),
  /** Path in the document: `steps[2].input`, `edges[0]`, `settings.dedupeKey`. */
  place: z.string(),
  stepId: z.string().optional(),
  message: BilingualSchema,
});
export type Finding = z.infer<typeof FindingSchema>;

/** Without a document the saved draft is validated. */
export const ValidateFlowSchema = z.strictObject({ document: DocumentSchema.optional() });
export type ValidateFlow = z.infer<typeof ValidateFlowSchema>;
export const ValidationSchema = z.object({ publishable: z.boolean(), findings: listOf(FindingSchema) });
export type Validation = z.infer<typeof ValidationSchema>;

export const PublishFlowSchema = z.strictObject({
  /** The draft revision that was looked at. */
  revision: z.number().int().min(0),
  note: z.string().max(500).default(''),
});
export type PublishFlow = z.infer<typeof PublishFlowSchema>;

export const FlowVersionSummarySchema = z.object({
  flowId: FlowIdSchema,
  version: z.number().int(),
  active: z.boolean(),
  note: z.string(),
  publishedAt: InstantSchema,
  publishedBy: AuthorSchema,
});
export type FlowVersionSummary = z.infer<typeof FlowVersionSummarySchema>;
export const FlowVersionPageSchema = pageOf(FlowVersionSummarySchema);
export type FlowVersionPage = z.infer<typeof FlowVersionPageSchema>;
export const FlowVersionSchema = FlowVersionSummarySchema.extend({ document: DocumentSchema });
export type FlowVersion = z.infer<typeof FlowVersionSchema>;

/** Publishes an earlier version again, as a new version with the same document; cursors stay. */
export const RollbackFlowSchema = z.strictObject({
  version: z.number().int().min(1),
  note: z.string().max(500).default(''),
});
export type RollbackFlow = z.infer<typeof RollbackFlowSchema>;

/** An event to design and test with. */
export const FlowSampleSchema = z.object({
  id: z.string(),
  from: z.enum(['event', 'connector', 'saved']),
  name: z.string(),
  at: InstantSchema.nullable(),
  runId: RunIdSchema.nullable(),
  body: JsonValueSchema,
});
export type FlowSample = z.infer<typeof FlowSampleSchema>;
export const FlowSamplePageSchema = pageOf(FlowSampleSchema);
export type FlowSamplePage = z.infer<typeof FlowSamplePageSchema>;

/** Runs one step with the data given. Actions that are not safe are refused unless `allowEffects`. */
export const TestStepSchema = z.strictObject({
  document: DocumentSchema.optional(),
  stepId: StepIdSchema,
  /** What expressions see: `{trigger, steps: {<id>: output}, item, index}`. */
  data: z.strictObject({
    trigger: JsonValueSchema.optional(),
    steps: z.record(z.string(), JsonValueSchema).default({}),
    item: JsonValueSchema.optional(),
    index: z.number().int().optional(),
  }),
  allowEffects: z.boolean().default(false),
});
export type TestStep = z.infer<typeof TestStepSchema>;

export const StepTestSchema = z.object({
  state: z.union([RunStepStateSchema, z.literal('refused')]),
  effect: EffectSchema.optional(),
  input: JsonValueSchema.optional(),
  output: JsonValueSchema.optional(),
  /** The edge it would leave by. */
  port: z.string().optional(),
  failure: FailureViewSchema.optional(),
  durationMs: z.number(),
});
export type StepTest = z.infer<typeof StepTestSchema>;

/** Runs the whole draft on an event, in mode `test`: only reading and safe actions are called unless `allowEffects`. */
export const TestRunSchema = z.strictObject({
  event: JsonValueSchema.optional(),
  eventId: EventIdSchema.optional(),
  allowEffects: z.boolean().default(false),
});
export type TestRun = z.infer<typeof TestRunSchema>;

export const StartRunSchema = z.strictObject({ input: JsonValueSchema.default({}) });
export type StartRun = z.infer<typeof StartRunSchema>;
export const RunAcceptedSchema = z.object({ runId: RunIdSchema, duplicate: z.boolean() });
export type RunAccepted = z.infer<typeof RunAcceptedSchema>;

/** The flow's last real events are played on its saved draft; `limit` of them, the newest first. */
export const ReplayFlowSchema = z.strictObject({ limit: z.number().int().min(1).max(100).default(100) });
export type ReplayFlow = z.infer<typeof ReplayFlowSchema>;

/** `fails`: it went well then and would fail now. `skipped`: it cannot be played again, for the reason beside it. */
export const ReplayVerdictSchema = z.enum(['same', 'changed', 'fails', 'skipped']);
export type ReplayVerdict = z.infer<typeof ReplayVerdictSchema>;
export const ReplayAspectSchema = z.enum(['added', 'left-out', 'state', 'port', 'failure', 'input', 'output']);
export type ReplayAspect = z.infer<typeof ReplayAspectSchema>;
const ReplayEndStateSchema = z.enum(['succeeded', 'failed', 'waiting']);

export const ReplayCaseSchema = z.object({
  runId: RunIdSchema,
  /** When its event came. */
  at: InstantSchema,
  verdict: ReplayVerdictSchema,
  /** Its pages would hold something else today, it asks the other side too much, there was no time, or it is too large. */
  skipped: z.enum(['pages', 'too-many-calls', 'out-of-time', 'too-large']).nullable(),
  /** How it ended then, and how it would end now. */
  before: ReplayEndStateSchema,
  after: ReplayEndStateSchema.nullable(),
  /** The first steps that differ, by their path. */
  differs: listOf(z.string()),
});
export type ReplayCase = z.infer<typeof ReplayCaseSchema>;

export const FlowReplaySchema = z.object({
  counts: z.object({
    same: z.number().int(),
    changed: z.number().int(),
    fails: z.number().int(),
    skipped: z.number().int(),
  }),
  cases: listOf(ReplayCaseSchema),
});
export type FlowReplay = z.infer<typeof FlowReplaySchema>;

/** What is known of a step on one side; sensitive values are masked. */
export const ReplayStepSchema = z.object({
  state: RunStepStateSchema,
  port: z.string().nullable(),
  input: JsonValueSchema.optional(),
  output: JsonValueSchema.optional(),
  failure: FailureViewSchema.nullable(),
  /** Where the replay's answer came from: the run itself, the other side just now, or the action's sample. */
  answeredBy: z.enum(['record', 'live', 'sample']).nullable(),
  /** Values that are too large to be shown were left out. */
  cut: z.boolean(),
});
export type ReplayStep = z.infer<typeof ReplayStepSchema>;

export const ReplayedRunSchema = ReplayCaseSchema.extend({
  steps: listOf(
    z.object({
      path: z.string(),
      stepId: z.string(),
      aspects: listOf(ReplayAspectSchema),
      before: ReplayStepSchema.nullable(),
      after: ReplayStepSchema.nullable(),
    }),
  ),
  /** In what its end differs. */
  end: z.object({
    aspects: listOf(ReplayAspectSchema),
    before: z.object({ failure: FailureViewSchema.nullable(), output: JsonValueSchema.optional() }),
    after: z.object({ failure: FailureViewSchema.nullable(), output: JsonValueSchema.optional() }),
  }),
});
export type ReplayedRun = z.infer<typeof ReplayedRunSchema>;
