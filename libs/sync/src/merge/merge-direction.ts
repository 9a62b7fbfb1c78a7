import type { FieldChange, FieldConflict, Json, JsonObject } from '@joinery/contracts';
import {
  cellOf,
  otherSide,
  type Agreed,
  type ConflictVerdict,
  type Rewrite,
  type SnapshotCell,
} from '../link-memory.ts';
import type { PreparedSide } from '../prepared-sync.ts';
import { isEmpty, looselySame, sameValue } from '../record/same-value.ts';
import { isSensitive, maskedValue, sameAsCell, valueHash } from './compare.ts';
import { decideField, type FieldDecision } from './decide-field.ts';

export interface DirectionQuestion {
  readonly target: PreparedSide;
  /** What the source says for the target's fields now; null: not known, so it says what it said. */
  readonly said: JsonObject | null;
  /** The target's record as it is; null: not known, so it is as it was. */
  readonly present: JsonObject | null;
  /** Undefined: the pair was linked just now. */
  readonly agreed: Agreed | undefined;
  readonly sourceIsLater: boolean;
  readonly rewrites: Readonly<Record<string, Rewrite>> | undefined;
  readonly verdict: ConflictVerdict | undefined;
  /** An earlier write of ours may have landed although nothing was agreed on since. */
  readonly isRetry: boolean;
  readonly hash: (text: string) => string;
}

/** What one direction of a merge comes to. */
export interface DirectionPlan {
  /** Values to write, by field key. */
  readonly writes: Record<string, Json>;
  readonly changes: FieldChange[];
  readonly conflicts: FieldConflict[];
  /** Fields that a person has to decide; what was agreed on them stays as it is. */
  readonly undecided: Set<string>;
  /** Fields that were edited on the target. */
  readonly edited: Set<string>;
}

/** Merges all fields that go from the other side to the target. */
export function mergeDirection(question: DirectionQuestion): DirectionPlan {
  const plan: DirectionPlan = { writes: {}, changes: [], conflicts: [], undecided: new Set(), edited: new Set() };
  for (const key of fieldKeys(question)) mergeOne(question, key, plan);
  return plan;
}

function mergeOne(question: DirectionQuestion, key: string, plan: DirectionPlan): void {
  const field = compareField(question, key);
  if (field.targetChanged) plan.edited.add(key);
  switch (verdictOn(question, key) ?? decideField(field)) {
    case 'write':
      return planWrite(question, key, field, plan);
    case 'conflict':
      plan.undecided.add(key);
      plan.conflicts.push(conflictOf(question, key, field));
      return;
    case 'keep':
    case 'agreed':
      return;
  }
}

interface ComparedField {
  readonly owner: ReturnType<PreparedSide['owner']>;
  readonly sourceChanged: boolean;
  readonly targetChanged: boolean;
  readonly same: boolean;
  readonly sourceIsLater: boolean;
  readonly first: boolean;
  readonly said: Json | undefined;
  readonly present: Json | undefined;
}

const unknown: SnapshotCell = { value: undefined };

function compareField(question: DirectionQuestion, key: string): ComparedField {
  const { target, agreed, hash } = question;
  const storedCell = agreed ? cellOf(agreed.stored, key) : unknown;
  const saidCell = agreed?.said ? cellOf(agreed.said, key) : storedCell;
  const said = question.said ? own(question.said, key) : valueOf(saidCell);
  const present = question.present ? target.fields.read(question.present, key) : valueOf(storedCell);
  const known = { said: question.said !== null, present: question.present !== null };
  return {
    owner: target.owner(key),
    sourceChanged: known.said && (agreed ? !sameAsCell(saidCell, said, hash) : !isEmpty(said)),
    targetChanged: known.present && (agreed ? !sameAsCell(storedCell, present, hash) : !isEmpty(present)),
    same: isSame(question, key, { said, present, storedCell, known }),
    sourceIsLater: question.sourceIsLater,
    first: agreed === undefined,
    said,
    present,
  };
}

interface Values {
  readonly said: Json | undefined;
  readonly present: Json | undefined;
  readonly storedCell: SnapshotCell;
  readonly known: { readonly said: boolean; readonly present: boolean };
}

function isSame(question: DirectionQuestion, key: string, { said, present, storedCell, known }: Values): boolean {
  const { agreed, rewrites, hash } = question;
  if (!known.present) return agreed !== undefined && sameAsCell(storedCell, said, hash);
  // A pair that is linked just now, or whose write landed unseen, is not rewritten for the sake of blanks.
  if ((!agreed || question.isRetry) && looselySame(said, present)) return true;
  if (sameValue(said ?? null, present ?? null)) return true;
  const rewrite = rewrites && Object.hasOwn(rewrites, key) ? rewrites[key] : undefined;
  return rewrite !== undefined && rewrite.sent === valueHash(said, hash) && rewrite.found === valueHash(present, hash);
}

function planWrite(question: DirectionQuestion, key: string, field: ComparedField, plan: DirectionPlan): void {
  const { target, hash } = question;
  // What the source no longer has is emptied on the target: no system can be sent a missing value.
  const to = chosenValue(question, key) ?? field.said ?? null;
  if (question.said === null && isHashed(question, key)) return;
  plan.writes[key] = to;
  const masked = isSensitive(key, target.sensitive);
  plan.changes.push({
    side: target.side,
    field: key,
    from: masked ? mask(field.present, hash) : field.present,
    to: masked ? mask(to, hash) : to,
    ...(field.targetChanged && !looselySame(field.present, to) ? { lost: true } : {}),
  });
}

/** The value cannot be known again from its hash. */
function isHashed({ agreed }: DirectionQuestion, key: string): boolean {
  return agreed !== undefined && 'hash' in cellOf(agreed.said ?? agreed.stored, key);
}

function mask(value: Json | undefined, hash: (text: string) => string): Json | undefined {
  return value === undefined ? undefined : maskedValue(value, hash);
}

function conflictOf({ target, agreed, hash }: DirectionQuestion, key: string, field: ComparedField): FieldConflict {
  const partner = target.partner(key);
  const masked = isSensitive(key, target.sensitive);
  const shown = (value: Json | undefined) => (masked ? mask(value, hash) : value);
  const own = shown(field.present);
  const others = shown(field.said);
  const base = agreed ? valueOf(cellOf(agreed.stored, key)) : undefined;
  return target.side === 'a'
    ? { fieldA: key, ...(partner === undefined ? {} : { fieldB: partner }), base, a: own, b: others }
    : { fieldB: key, ...(partner === undefined ? {} : { fieldA: partner }), base, a: others, b: own };
}

/** A person's decision stands before every rule. */
function verdictOn(question: DirectionQuestion, key: string): FieldDecision | undefined {
  const { verdict, target } = question;
  if (!verdict) return undefined;
  if (verdict.kind === 'keep') return verdict.side === target.side ? 'keep' : 'write';
  if (chosenValue(question, key) !== undefined) return 'write';
  const kept = namesOf(target, key)
    .map((name) => own(verdict.keep, name))
    .find((side) => side !== undefined);
  if (kept === undefined) return undefined;
  return kept === target.side ? 'keep' : 'write';
}

function chosenValue({ verdict, target }: DirectionQuestion, key: string): Json | undefined {
  return verdict?.kind === 'fields' ? own(verdict.values, `${target.side}.${key}`) : undefined;
}

/** A field in a verdict: `a.Name`, or the field of the other side that it stands for. */
function namesOf(target: PreparedSide, key: string): readonly string[] {
  const partner = target.partner(key);
  const name = `${target.side}.${key}`;
  return partner === undefined ? [name] : [name, `${otherSide(target.side)}.${partner}`];
}

function fieldKeys({ target, said, agreed }: DirectionQuestion): Iterable<string> {
  if (target.fields.keys) return target.fields.keys;
  const before = agreed?.said ?? agreed?.stored;
  if (!before) return Object.keys(said ?? {});
  const keys = new Set(Object.keys(said ?? {}));
  for (const key of Object.keys(before.values)) keys.add(key);
  for (const key of Object.keys(before.hashes ?? {})) keys.add(key);
  return keys;
}

function valueOf(cell: SnapshotCell): Json | undefined {
  return 'value' in cell ? cell.value : undefined;
}

function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
