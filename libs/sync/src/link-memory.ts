import type { ConflictReason, FieldChange, FieldConflict, Json, JsonObject, Side } from '@joinery/contracts';

/** Values of fields by key; of sensitive ones only the hash of the canonical text. */
export interface Snapshot {
  readonly values: JsonObject;
  readonly hashes?: Readonly<Record<string, string>>;
}

/**
 * What was last agreed for the fields of one side: what the other side said (mapped), and what stood here then.
 * They differ where a system rewrites what it saves, or where a mapping loses something.
 */
export interface Agreed {
  readonly stored: Snapshot;
  /** Left out: the same as stored. */
  readonly said?: Snapshot;
}

/** A person's decision of a conflict: by field key of either side, or for all of the record's fields. */
export type ConflictVerdict =
  | { readonly kind: 'keep'; readonly side: Side }
  | { readonly kind: 'fields'; readonly keep: Readonly<Record<string, Side>>; readonly values: JsonObject };

/** What is remembered of a link besides its head; read only for records that have changed. */
export interface LinkMemory {
  /** The base (基准值) by side. */
  readonly base: { readonly a?: Agreed; readonly b?: Agreed };
  /** Values on their way to a side; their answer has not been stored. */
  readonly intents?: { readonly a?: JsonObject; readonly b?: JsonObject };
  /** Edits that those values take the place of; they go into history with the next outcome. */
  readonly overwrites?: readonly FieldChange[];
  /** A creation on the side whose answer has not been stored. */
  readonly creating?: { readonly side: Side; readonly held?: boolean };
  /** Fields written to a side whose stored form has not been seen. */
  readonly unconfirmed?: { readonly a?: readonly string[]; readonly b?: readonly string[] };
  /** How a side rewrote a field: hash of what was sent, and of what was found. */
  readonly rewrites?: {
    readonly a?: Readonly<Record<string, Rewrite>>;
    readonly b?: Readonly<Record<string, Rewrite>>;
  };
  /** Our last writes, for telling a flip. */
  readonly trail?: Trail;
  readonly conflict?: { readonly reason: ConflictReason; readonly fields: readonly FieldConflict[] };
  readonly verdict?: ConflictVerdict;
}

export interface Rewrite {
  readonly sent: string;
  readonly found: string;
}

export interface Trail {
  /** Start of the hour that is counted. */
  readonly since: number;
  readonly flips: number;
  /** Hashes of the last writes, with their side. */
  readonly writes: readonly string[];
}

export const emptyMemory: LinkMemory = { base: {} };

export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** A value as a snapshot knows it: the value, its hash, or that it is missing. */
export type SnapshotCell = { readonly hash: string } | { readonly value: Json | undefined };

export function cellOf(snapshot: Snapshot, key: string): SnapshotCell {
  const hash = snapshot.hashes && Object.hasOwn(snapshot.hashes, key) ? snapshot.hashes[key] : undefined;
  if (hash !== undefined) return { hash };
  return { value: Object.hasOwn(snapshot.values, key) ? snapshot.values[key] : undefined };
}
