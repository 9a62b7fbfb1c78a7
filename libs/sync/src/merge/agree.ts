import type { JsonObject } from '@joinery/contracts';
import type { Agreed, Snapshot } from '../link-memory.ts';
import type { PreparedSide } from '../prepared-sync.ts';
import { sameValue } from '../record/same-value.ts';
import { snapshotOf } from './compare.ts';
import type { SidePlan } from './merge-pair.ts';
import { SnapshotDraft } from './snapshot-draft.ts';

export interface Agreement {
  readonly target: PreparedSide;
  readonly plan: SidePlan;
  readonly before: Agreed | undefined;
  /** The target's record after the writes; null: not known. */
  readonly present: JsonObject | null;
  readonly hash: (text: string) => string;
}

/** What a pair has agreed on once the writes are done. Undecided fields keep what was agreed before. */
export function agree(agreement: Agreement): Agreed {
  const { target, plan, before, present, hash } = agreement;
  if (!before && present === null) return { stored: snapshotOf(plan.said ?? {}, target.sensitive, hash) };
  const stored = new SnapshotDraft(target.sensitive, hash);
  const said = new SnapshotDraft(target.sensitive, hash);
  let differs = false;
  for (const key of keysOf(agreement)) if (!agreeOnField(agreement, key, stored, said)) differs = true;
  return differs ? { stored: stored.snapshot(), said: said.snapshot() } : { stored: stored.snapshot() };
}

/** @returns whether what was said is what is stored */
function agreeOnField(
  { target, plan, before, present }: Agreement,
  key: string,
  stored: SnapshotDraft,
  said: SnapshotDraft,
): boolean {
  const saidBefore = before?.said ?? before?.stored;
  if (plan.undecided.has(key)) {
    stored.copy(key, before?.stored);
    said.copy(key, saidBefore);
    return false;
  }
  const words = plan.said?.[key];
  if (plan.said) said.set(key, words);
  else said.copy(key, saidBefore);
  if (present) stored.set(key, target.fields.read(present, key));
  else if (Object.hasOwn(plan.writes, key)) stored.set(key, plan.writes[key]);
  else stored.copy(key, before?.stored);
  return plan.said !== null && isStoredLiterally(target, plan, present, key);
}

function isStoredLiterally(target: PreparedSide, plan: SidePlan, present: JsonObject | null, key: string): boolean {
  const now = present ? target.fields.read(present, key) : plan.writes[key];
  return sameValue(plan.said?.[key], now);
}

function keysOf({ target, plan, before }: Agreement): Iterable<string> {
  if (target.fields.keys) return target.fields.keys;
  if (!before) return Object.keys(plan.said ?? {});
  const keys = new Set<string>(Object.keys(plan.said ?? {}));
  for (const snapshot of [before.stored, before.said]) for (const key of snapshotKeys(snapshot)) keys.add(key);
  return keys;
}

function snapshotKeys(snapshot: Snapshot | undefined): readonly string[] {
  return snapshot ? [...Object.keys(snapshot.values), ...Object.keys(snapshot.hashes ?? {})] : [];
}
