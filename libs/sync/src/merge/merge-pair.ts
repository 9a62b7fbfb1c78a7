import type { FieldChange, FieldConflict, Json, JsonObject, Side } from '@joinery/contracts';
import { otherSide, type LinkMemory } from '../link-memory.ts';
import type { LinkedIds, PreparedSide, PreparedSync } from '../prepared-sync.ts';
import { sameValue } from '../record/same-value.ts';
import { mergeDirection, type DirectionPlan } from './merge-direction.ts';

/** Both records of a link as they are now; null: that one was not read. */
export interface Pair {
  readonly a: { readonly fields: JsonObject; readonly modifiedAt?: number } | null;
  readonly b: { readonly fields: JsonObject; readonly modifiedAt?: number } | null;
  readonly memory: LinkMemory;
  /** An earlier write of ours may have landed although nothing was agreed on since. */
  readonly isRetry: boolean;
  /** Ids for references, by the side they are written to. */
  readonly linked: { readonly a: LinkedIds; readonly b: LinkedIds };
}

/** What is to be done on one side, and what was said to it. */
export interface SidePlan {
  readonly writes: JsonObject;
  /** What the other side says for this side's fields, after its own writes; null: not known. */
  readonly said: JsonObject | null;
  readonly undecided: ReadonlySet<string>;
}

export interface MergePlan {
  readonly a: SidePlan | null;
  readonly b: SidePlan | null;
  readonly changes: readonly FieldChange[];
  readonly conflicts: readonly FieldConflict[];
}

/** Merging as a value, so that a test can put a wrong one in its place and see it caught. */
export type MergePair = (prepared: PreparedSync, pair: Pair, hash: (text: string) => string) => MergePlan;

/**
 * The three-way merge of a pair: each direction field by field, then once more for fields that follow from what was
 * written meanwhile to the other side.
 */
export const mergePair: MergePair = (prepared, pair, hash) => {
  const a = planSide(prepared.a, pair, hash);
  const b = planSide(prepared.b, pair, hash);
  const after = { a: fieldsAfter(prepared.a, pair.a, a), b: fieldsAfter(prepared.b, pair.b, b) };
  const changes = [...(a?.plan.changes ?? []), ...(b?.plan.changes ?? [])];
  return {
    a:
      a && follow({ target: prepared.a, direction: a, source: after.b, pair, sourceWasWritten: hasWrites(b), changes }),
    b:
      b && follow({ target: prepared.b, direction: b, source: after.a, pair, sourceWasWritten: hasWrites(a), changes }),
    changes,
    conflicts: distinctConflicts([...(a?.plan.conflicts ?? []), ...(b?.plan.conflicts ?? [])]),
  };
};

interface Direction {
  readonly plan: DirectionPlan;
  readonly said: JsonObject | null;
  readonly present: JsonObject | null;
}

function planSide(target: PreparedSide, pair: Pair, hash: (text: string) => string): Direction | null {
  if (!target.fromOther) return null;
  const { side } = target;
  const source = pair[otherSide(side)];
  const said = source ? target.fields.valuesOf(target.fromOther(source.fields, pair.linked[side])) : null;
  const present = pair[side]?.fields ?? null;
  const plan = mergeDirection({
    target,
    said,
    present,
    agreed: pair.memory.base[side],
    sourceIsLater: isLater(otherSide(side), pair),
    rewrites: pair.memory.rewrites?.[side],
    verdict: pair.memory.verdict,
    isRetry: pair.isRetry,
    hash,
  });
  return { plan, said, present };
}

/** Whose edit counts as the later one. Without a time on both, and at the same moment, A's. */
function isLater(side: Side, { a, b }: Pair): boolean {
  const bIsLater = a?.modifiedAt !== undefined && b?.modifiedAt !== undefined && b.modifiedAt > a.modifiedAt;
  return (side === 'b') === bIsLater;
}

function fieldsAfter(side: PreparedSide, record: Pair['a'], direction: Direction | null): JsonObject | null {
  if (!record) return null;
  return direction && hasWrites(direction) ? side.fields.overlay(record.fields, direction.plan.writes) : record.fields;
}

interface FollowQuestion {
  readonly target: PreparedSide;
  readonly direction: Direction;
  readonly source: JsonObject | null;
  readonly pair: Pair;
  readonly sourceWasWritten: boolean;
  readonly changes: FieldChange[];
}

/** What we write to the source may change what it says. A field edited on the target caused that itself and stays. */
function follow({ target, direction, source, pair, sourceWasWritten, changes }: FollowQuestion): SidePlan {
  const { plan, present } = direction;
  const { writes, undecided } = plan;
  if (!sourceWasWritten || !source || !target.fromOther) return { writes, said: direction.said, undecided };
  const said = target.fields.valuesOf(target.fromOther(source, pair.linked[target.side]));
  const added: Record<string, Json> = {};
  for (const [key, value] of Object.entries(said)) {
    const stands = Object.hasOwn(writes, key) ? writes[key] : present && target.fields.read(present, key);
    const isOwn = plan.edited.has(key) || undecided.has(key) || target.owner(key) === 'target';
    if (isOwn || sameValue(value, direction.said?.[key]) || sameValue(value, stands ?? undefined)) continue;
    added[key] = value;
    changes.push({ side: target.side, field: key, from: stands ?? undefined, to: value });
  }
  return { writes: { ...writes, ...added }, said, undecided };
}

function hasWrites(direction: Direction | null): boolean {
  return direction !== null && Object.keys(direction.plan.writes).length > 0;
}

/** Both directions meet the same conflict where the fields stand for each other. */
function distinctConflicts(conflicts: readonly FieldConflict[]): readonly FieldConflict[] {
  const seen = new Map<string, FieldConflict>();
  for (const conflict of conflicts) seen.set(`${conflict.fieldA ?? ''} ${conflict.fieldB ?? ''}`, conflict);
  return [...seen.values()];
}
