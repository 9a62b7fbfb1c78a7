import { z } from 'zod';
import { LinkIdSchema, PassIdSchema, SyncIdSchema } from '../ids.ts';
import { type SyncDocument, SideSchema, SyncDocumentSchema } from '../sync-document.ts';
import {
  BackfillSchema,
  LinkStateSchema,
  PassKindSchema,
  PassScopeSchema,
  PassStateSchema,
  RetryWaySchema,
  SyncOutcomeSchema,
} from '../sync-run.ts';
import { FailureViewSchema } from './failure-view.ts';
import { AuthorSchema, FindingSchema, FlowStateSchema } from './flows.ts';
import { JsonObjectSchema, JsonValueSchema } from './json-values.ts';
import { InstantSchema, PageQuerySchema, listOf, pageOf } from './paging.ts';

/** The sync document as it crosses HTTP: settings that are left out are given their defaults when it is published. */
const DocumentSchema = SyncDocumentSchema as unknown as z.ZodType<SyncDocument>;

const SyncNameSchema = z.string().trim().min(1).max(100);
const SyncDescriptionSchema = z.string().max(2_000);
const CountsSchema = z.record(SyncOutcomeSchema, z.number().int());
const EndSchema = z.object({ connectionId: z.uuid(), connector: z.string(), object: z.string() });

/** How far a pass is, for people. */
export const PassProgressViewSchema = z.object({
  done: z.number().int(),
  /** Estimated; null while nothing is known. */
  total: z.number().int().nullable(),
  perSecond: z.number(),
  remainingMs: z.number().nullable(),
});

export const PassSchema = z.object({
  id: PassIdSchema,
  syncId: SyncIdSchema,
  /** Counts up for a sync. */
  number: z.number().int(),
  kind: PassKindSchema,
  scope: PassScopeSchema,
  version: z.number().int(),
  state: PassStateSchema,
  counts: CountsSchema,
  progress: PassProgressViewSchema,
  failure: FailureViewSchema.nullable(),
  requestedBy: AuthorSchema.nullable(),
  createdAt: InstantSchema,
  startedAt: InstantSchema.nullable(),
  endedAt: InstantSchema.nullable(),
});
export type Pass = z.infer<typeof PassSchema>;
export const PassPageSchema = pageOf(PassSchema);
export type PassPage = z.infer<typeof PassPageSchema>;
export const PassQuerySchema = PageQuerySchema.extend({ scope: PassScopeSchema.optional() });
export type PassQuery = z.infer<typeof PassQuerySchema>;

export const SyncSummarySchema = z.object({
  id: SyncIdSchema,
  name: z.string(),
  description: z.string(),
  state: FlowStateSchema,
  /** The newest version. */
  version: z.number().int().nullable(),
  /** What passes run on; behind `version` until the plan of a changed mapping has been accepted. */
  liveVersion: z.number().int().nullable(),
  draftRevision: z.number().int(),
  draftChanged: z.boolean(),
  a: EndSchema,
  b: EndSchema,
  direction: z.enum(['a-to-b', 'b-to-a', 'both']),
  lastPass: PassSchema.pick({ id: true, kind: true, scope: true, state: true, counts: true, progress: true })
    .extend({ at: InstantSchema })
    .nullable(),
  /** Records that wait for a person: conflicts, failures, what is parked or held. */
  issues: z.number().int(),
  /** The same by what troubles them; what troubles none is left out. */
  waiting: z.partialRecord(SyncOutcomeSchema, z.number().int()),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  updatedBy: AuthorSchema,
});
export type SyncSummary = z.infer<typeof SyncSummarySchema>;
export const SyncPageSchema = pageOf(SyncSummarySchema);
export type SyncPage = z.infer<typeof SyncPageSchema>;
export const SyncQuerySchema = PageQuerySchema.extend({
  state: FlowStateSchema.optional(),
  text: z.string().max(100).optional(),
});
export type SyncQuery = z.infer<typeof SyncQuerySchema>;

export const CreateSyncSchema = z.strictObject({
  name: SyncNameSchema,
  description: SyncDescriptionSchema.default(''),
  document: DocumentSchema,
});
export const UpdateSyncSchema = z.strictObject({
  name: SyncNameSchema.optional(),
  description: SyncDescriptionSchema.optional(),
});

export const SyncDraftSchema = z.object({
  syncId: SyncIdSchema,
  revision: z.number().int(),
  document: DocumentSchema,
  baseVersion: z.number().int().nullable(),
  updatedAt: InstantSchema,
  updatedBy: AuthorSchema,
});
export type SyncDraft = z.infer<typeof SyncDraftSchema>;
/** `revision` is the one that was read; when somebody saved meanwhile the answer is 409 `conflict.stale`. */
export const SaveSyncDraftSchema = z.strictObject({ revision: z.number().int().min(0), document: DocumentSchema });

/** Without a document the saved draft is validated. */
export const ValidateSyncSchema = z.strictObject({ document: DocumentSchema.optional() });
export const SyncValidationSchema = z.object({ publishable: z.boolean(), findings: listOf(FindingSchema) });

export const PublishSyncSchema = z.strictObject({
  revision: z.number().int().min(0),
  note: z.string().max(500).default(''),
});
export const SyncVersionSummarySchema = z.object({
  syncId: SyncIdSchema,
  version: z.number().int(),
  /** Passes run on it. */
  live: z.boolean(),
  note: z.string(),
  publishedAt: InstantSchema,
  publishedBy: AuthorSchema,
});
export const SyncVersionPageSchema = pageOf(SyncVersionSummarySchema);
export type SyncVersionPage = z.infer<typeof SyncVersionPageSchema>;
export const SyncVersionSchema = SyncVersionSummarySchema.extend({ document: DocumentSchema });
export type SyncVersion = z.infer<typeof SyncVersionSchema>;

/** Accepts a plan that was looked at: its version goes live. */
export const GoLiveSchema = z.strictObject({ planId: PassIdSchema });

export const RunPassSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changes') }),
  z.strictObject({ kind: z.literal('full') }),
  z.strictObject({ kind: z.literal('backfill'), backfill: BackfillSchema }),
]);
export type RunPass = z.infer<typeof RunPassSchema>;
export const PlanPassSchema = z.strictObject({ kind: z.enum(['full', 'changes']).default('full') });

const FieldChangeSchema = z.object({
  side: SideSchema,
  field: z.string(),
  from: JsonValueSchema.optional(),
  to: JsonValueSchema.optional(),
  /** `from` was an edit that had to give way. */
  lost: z.boolean().optional(),
});
const FieldConflictSchema = z.object({
  fieldA: z.string().optional(),
  fieldB: z.string().optional(),
  base: JsonValueSchema.optional(),
  a: JsonValueSchema.optional(),
  b: JsonValueSchema.optional(),
});
const ConflictSchema = z.object({
  reason: z.enum(['both-changed', 'deleted-and-changed', 'unsure-match']),
  fields: listOf(FieldConflictSchema),
  /** Records of the other side that it may be. */
  candidates: listOf(z.string()).optional(),
});

export const SyncOutcomeViewSchema = z.object({
  id: z.uuid(),
  passId: PassIdSchema.nullable(),
  linkId: LinkIdSchema.nullable(),
  side: SideSchema,
  recordId: z.string(),
  otherId: z.string().nullable(),
  outcome: SyncOutcomeSchema,
  changes: listOf(FieldChangeSchema),
  conflict: ConflictSchema.nullable(),
  failure: FailureViewSchema.nullable(),
  at: InstantSchema,
});
export type SyncOutcomeView = z.infer<typeof SyncOutcomeViewSchema>;
export const SyncOutcomePageSchema = pageOf(SyncOutcomeViewSchema);
export type SyncOutcomePage = z.infer<typeof SyncOutcomePageSchema>;
export const SyncOutcomeQuerySchema = PageQuerySchema.extend({
  scope: PassScopeSchema.default('live'),
  passId: PassIdSchema.optional(),
  outcome: SyncOutcomeSchema.optional(),
  /** Code of the failure. */
  code: z.string().max(100).optional(),
  /** A record's id on either side. */
  recordId: z.string().max(1_000).optional(),
  from: InstantSchema.optional(),
  to: InstantSchema.optional(),
});
export type SyncOutcomeQuery = z.infer<typeof SyncOutcomeQuerySchema>;

export const SyncLinkSchema = z.object({
  id: LinkIdSchema,
  a: z.string().nullable(),
  b: z.string().nullable(),
  state: LinkStateSchema,
  /** Null before anything was told of it. */
  outcome: SyncOutcomeSchema.nullable(),
  linkedAt: InstantSchema,
});
export type SyncLink = z.infer<typeof SyncLinkSchema>;
export const SyncLinkPageSchema = pageOf(SyncLinkSchema);
export type SyncLinkPage = z.infer<typeof SyncLinkPageSchema>;
export const SyncLinkQuerySchema = PageQuerySchema.extend({
  state: LinkStateSchema.optional(),
  /** A record's id on either side. */
  recordId: z.string().max(1_000).optional(),
});
export type SyncLinkQuery = z.infer<typeof SyncLinkQuerySchema>;

/** One pair: what was agreed on last, what is disputed, what became of it so far. */
export const SyncRecordSchema = SyncLinkSchema.extend({
  /** Fields both sides last agreed on, by side; of sensitive ones there is only a hash, so they are left out. */
  agreed: z.object({ a: JsonObjectSchema.nullable(), b: JsonObjectSchema.nullable() }),
  conflict: ConflictSchema.nullable(),
  history: listOf(SyncOutcomeViewSchema),
});
export type SyncRecord = z.infer<typeof SyncRecordSchema>;

/** Both records of a pair as their systems give them now; null where there is none. Sensitive fields are masked. */
export const SyncSidesSchema = z.object({ a: JsonObjectSchema.nullable(), b: JsonObjectSchema.nullable() });
export type SyncSides = z.infer<typeof SyncSidesSchema>;

const FoundRecordSchema = z.object({ id: z.string(), fields: JsonObjectSchema });
/** A record that could not be matched for sure, and those it may be, as they are now. Sensitive fields are masked. */
export const SyncCandidatesSchema = z.object({
  record: FoundRecordSchema.nullable(),
  candidates: listOf(FoundRecordSchema),
});
export type SyncCandidates = z.infer<typeof SyncCandidatesSchema>;

/** A record that waits for a person. */
export const SyncIssueSchema = SyncOutcomeViewSchema.omit({ passId: true }).extend({
  /** What was to be written, as it would be sent again; sensitive fields masked. */
  stored: z.object({ side: SideSchema, kind: z.enum(['create', 'update']), fields: JsonObjectSchema }).nullable(),
  /** Somebody has corrected it. */
  edited: z.boolean(),
});
export type SyncIssue = z.infer<typeof SyncIssueSchema>;
export const SyncIssuePageSchema = pageOf(SyncIssueSchema);
export type SyncIssuePage = z.infer<typeof SyncIssuePageSchema>;

const IssueOutcomeSchema = z.enum(['conflict', 'invalid', 'failed', 'parked', 'would-delete']);
const IssueFilterSchema = {
  outcome: IssueOutcomeSchema.optional(),
  reason: z.enum(['both-changed', 'deleted-and-changed', 'unsure-match']).optional(),
  code: z.string().max(100).optional(),
};
export const SyncIssueQuerySchema = PageQuerySchema.extend({ ...IssueFilterSchema, linkId: LinkIdSchema.optional() });
export type SyncIssueQuery = z.infer<typeof SyncIssueQuerySchema>;

/** Values by field that take the place of what is stored; the others stay. */
export const EditIssueSchema = z.strictObject({ fields: JsonObjectSchema });

const IssueChoiceSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({ filter: z.strictObject({ code: IssueFilterSchema.code, reason: IssueFilterSchema.reason }) }),
]);
export type IssueChoice = z.infer<typeof IssueChoiceSchema>;

/** `keep` one side's values, or decide `fields` one by one: which side's stands, or a value of one's own (`b.name`). */
export const ConflictVerdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep'), side: SideSchema }),
  z.strictObject({
    kind: z.literal('fields'),
    keep: z.record(z.string().max(500), SideSchema).default({}),
    values: JsonObjectSchema.default({}),
  }),
]);
export const DecideConflictsSchema = z.strictObject({ choice: IssueChoiceSchema, verdict: ConflictVerdictSchema });

/** A record that could not be matched for sure: it is this one, or a new one. */
export const DecideMatchSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create') }),
  z.strictObject({ kind: z.literal('link'), otherId: z.string().min(1).max(1_000) }),
]);
export const RetryIssuesSchema = z.strictObject({
  way: RetryWaySchema,
  ids: z.array(z.uuid()).min(1).max(1_000).optional(),
  outcome: z.enum(['failed', 'invalid']).optional(),
  code: z.string().max(100).optional(),
});
export type RetryIssues = z.infer<typeof RetryIssuesSchema>;
export const DecidedSchema = z.object({ decided: z.number().int() });

/** So many disables and deletes that the guard holds are let through in the next pass. */
export const ReleaseGuardSchema = z.strictObject({
  count: z.number().int().min(1).max(10_000_000),
  note: z.string().trim().min(1).max(500),
});
