import { z } from 'zod';
import type { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import type { Side } from './sync-document.ts';

/** Where a link (关联) stands. `gone-a`: its record on A was deleted. */
export const linkStates = ['linked', 'conflict', 'parked', 'gone-a', 'gone-b'] as const;
export const LinkStateSchema = z.enum(linkStates);
export type LinkState = (typeof linkStates)[number];

/** What became of one record in one pass. */
export const syncOutcomes = [
  'created',
  'updated',
  'unchanged',
  'echo',
  'conflict',
  'invalid',
  'failed',
  'parked',
  'would-delete',
  'deleted',
  'disabled',
] as const;
export const SyncOutcomeSchema = z.enum(syncOutcomes);
export type SyncOutcome = (typeof syncOutcomes)[number];
export type SyncCounts = Readonly<Record<SyncOutcome, number>>;

/** `changes` since the cursors · `full` compare · `backfill` of a slice · `retry` of what failed. */
export const passKinds = ['changes', 'full', 'backfill', 'retry'] as const;
export const PassKindSchema = z.enum(passKinds);
export type PassKind = (typeof passKinds)[number];

/** A plan (预演) is a pass whose writes are recorded and not sent. */
export const PassScopeSchema = z.enum(['live', 'plan']);
export type PassScope = z.infer<typeof PassScopeSchema>;

export const passStates = ['queued', 'running', 'paused', 'done', 'failed', 'cancelled'] as const;
export const PassStateSchema = z.enum(passStates);
export type PassState = (typeof passStates)[number];

/** Which records a backfill reads: a slice of time, those for which a filter (JSONata over the record) holds, or ids. */
export const BackfillSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('time'), side: z.enum(['a', 'b']), from: z.int(), to: z.int() }),
  z.strictObject({ by: z.literal('filter'), side: z.enum(['a', 'b']), filter: z.string().min(1).max(20_000) }),
  z.strictObject({ by: z.literal('ids'), side: z.enum(['a', 'b']), ids: z.array(z.string()).min(1).max(10_000) }),
]);
export type Backfill = z.infer<typeof BackfillSchema>;

/** How failed records are tried again: what was to be sent is sent once more, or their source is read anew. */
export const RetryWaySchema = z.enum(['send-stored', 'read-again']);
export type RetryWay = z.infer<typeof RetryWaySchema>;

/** One field of a record's diff. A sensitive value is masked. */
export interface FieldChange {
  readonly side: Side;
  readonly field: string;
  /** `undefined`: the field was missing. */
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  /** `from` was an edit that had to give way; it is kept here for good. */
  readonly lost?: boolean;
}

/** A field that both sides have changed and no rule decides. */
export interface FieldConflict {
  readonly fieldA?: string;
  readonly fieldB?: string;
  readonly base: Json | undefined;
  readonly a: Json | undefined;
  readonly b: Json | undefined;
}

export type ConflictReason = 'both-changed' | 'deleted-and-changed' | 'unsure-match';

/** What was to be written, kept so that a person can correct it and send it again. */
export interface StoredWrite {
  readonly side: Side;
  readonly kind: 'create' | 'update';
  readonly fields: JsonObject;
  readonly sourceId: string;
  readonly sourceHash: string;
}

/** The row that one record leaves in a pass. */
export interface OutcomeRow {
  readonly linkId: string | null;
  readonly side: Side;
  readonly recordId: string;
  readonly otherId: string | null;
  readonly outcome: SyncOutcome;
  readonly changes: readonly FieldChange[];
  readonly failure?: Failure;
  readonly stored?: StoredWrite;
  readonly conflict?: {
    readonly reason: ConflictReason;
    readonly fields: readonly FieldConflict[];
    readonly candidates?: readonly string[];
  };
  readonly at: number;
}
