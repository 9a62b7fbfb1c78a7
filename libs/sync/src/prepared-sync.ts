import type { JsonObject, MatchRule, Side, SyncDocument, SyncId, SyncReference } from '@joinery/contracts';
import type { OwnerInDirection } from './merge/decide-field.ts';
import type { SideTraits } from './ports.ts';
import type { SideFields } from './record/side-fields.ts';

/** Ids on the target's side of the records that a record refers to, by the reference's name; null: none. */
export type LinkedIds = Readonly<Record<string, string | null>>;

/**
 * Gives the target's fields for a source's fields: a function of nothing else.
 * @throws FailureError `sync.mapping-failed`
 */
export type Mapper = (fields: JsonObject, linked: LinkedIds) => JsonObject;

/** One side as the passes see it. */
export interface PreparedSide {
  readonly side: Side;
  readonly traits: SideTraits;
  /** Records of the other side may be written here. */
  readonly isTarget: boolean;
  /** Part of every content hash; see `SyncToPrepare`. */
  readonly stamp: string;
  /** Makes this side's fields from the other side's; null where nothing comes here. */
  readonly fromOther: Mapper | null;
  readonly fields: SideFields;
  /** Top-level fields that this sync reads here, in order; null: all. */
  readonly readNames: readonly string[] | null;
  readonly sensitive: ReadonlySet<string>;
  /** Who owns a field that comes here. */
  owner(key: string): OwnerInDirection;
  /** The field of the other side that this one stands for, where a rule says so. */
  partner(key: string): string | undefined;
  /** Whether a record takes part. */
  accepts(fields: JsonObject): boolean;
}

/** A sync document made ready to run; immutable, shared by all passes of its version. */
export interface PreparedSync {
  readonly syncId: SyncId;
  readonly document: SyncDocument;
  readonly a: PreparedSide;
  readonly b: PreparedSide;
  readonly twoWay: boolean;
  readonly rules: readonly MatchRule[];
  readonly references: readonly SyncReference[];
}
