import type { Failure, JsonObject, LinkId, Side } from '@joinery/contracts';
import type { LinkMemory, Rewrite, Trail } from '../link-memory.ts';
import type { MergePlan } from '../merge/merge-pair.ts';
import type { LinkHead, SideRecord, WriteOutcome } from '../ports.ts';
import type { LinkedIds } from '../prepared-sync.ts';

/** A record as it was found in a page. */
export interface FoundRecord {
  readonly record: SideRecord;
  readonly hash: string;
  /** How often handling it has failed. */
  readonly attempts: number;
}

/** One pair under work in a page: what is known of it, what is to be done, and what came of it. */
export interface PairWork extends FoundRecord {
  /** The side it was found on. */
  readonly side: Side;
  readonly linkId: LinkId;
  /** Null: the pair is linked just now. */
  readonly head: LinkHead | null;
  /** The counterpart; null where it was not read, or is to be made. */
  readonly other: SideRecord | null;
  readonly creates: boolean;
  /** The creation was sent before, and its answer lost: what comes back may be what was made then. */
  readonly repeats: boolean;
  /** The counterpart was disabled by us and lives again. */
  readonly revives: boolean;
  /** With our own writes recognised in what was found. */
  readonly memory: LinkMemory;
  /** As it was stored: what a retry begins from. */
  readonly storedMemory: LinkMemory;
  readonly rewrites: { readonly a?: Readonly<Record<string, Rewrite>>; readonly b?: Readonly<Record<string, Rewrite>> };
  readonly plan: MergePlan;
  /** Ids for references, by the side they are written to. */
  readonly linked: { readonly a: LinkedIds; readonly b: LinkedIds };
  /** A reference had no counterpart yet and was left out. */
  readonly isIncomplete: boolean;
  readonly trail?: Trail;
  /** Why nothing is written: the mapping or the target's schema. */
  readonly failure?: Failure;
}

export interface WrittenPair {
  readonly work: PairWork;
  readonly outcomes: { readonly a?: WriteOutcome; readonly b?: WriteOutcome };
}

export const noPlan: MergePlan = { a: null, b: null, changes: [], conflicts: [] };

export function recordOn(work: PairWork, side: Side): SideRecord | null {
  return side === work.side ? work.record : work.other;
}

export function writesOn(work: PairWork, side: Side): JsonObject | null {
  const writes = work.plan[side]?.writes;
  if (!writes) return null;
  const isNeeded = Object.keys(writes).length > 0 || (side !== work.side && (work.creates || work.revives));
  return isNeeded ? writes : null;
}

export function idOn(head: LinkHead, side: Side): string | null {
  return side === 'a' ? head.a : head.b;
}

export function hashOn(head: LinkHead, side: Side): string | null {
  return side === 'a' ? head.hashA : head.hashB;
}

export function wroteOn(head: LinkHead, side: Side): boolean {
  return side === 'a' ? head.wroteA : head.wroteB;
}

export function isGone(head: LinkHead, side: Side): boolean {
  return head.state === `gone-${side}`;
}
