import type { FieldChange, JsonObject, Side } from '@joinery/contracts';
import { otherSide, type Agreed, type LinkMemory, type Rewrite } from '../link-memory.ts';
import { agree } from '../merge/agree.ts';
import type { SidePlan } from '../merge/merge-pair.ts';
import type { Link, SideRecord, WriteOutcome } from '../ports.ts';
import type { PreparedSide } from '../prepared-sync.ts';
import { sameValue } from '../record/same-value.ts';
import { contentHash } from './found-records.ts';
import { hashOn, idOn, recordOn, writesOn, wroteOn, type PairWork, type WrittenPair } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';

/** The link while its writes are on their way. Nothing is agreed on yet, so it stays as it was but for them. */
export function linkInFlight(session: PassSession, work: PairWork): Link {
  return {
    ...linkOf(work),
    pending: true,
    memory: {
      ...(work.creates ? memoryWhileCreated(session, work) : { ...work.storedMemory, intents: intentsOf(work) }),
      ...overwritesOf(work),
      ...(work.trail ? { trail: work.trail } : {}),
    },
  };
}

/** What is sent is agreed on as soon as it arrives; of a repeated creation, what was sent the first time. */
function memoryWhileCreated(session: PassSession, work: PairWork): LinkMemory {
  const made = otherSide(work.side);
  const creating = { side: made };
  if (work.repeats) return { ...repeatedMemory(work), creating };
  const unconfirmed = { [made]: Object.keys(work.plan[made]?.writes ?? {}) };
  return { base: baseOfCreated(session, work, null), unconfirmed, creating };
}

/** Either attempt may be the one that made the record. */
function repeatedMemory(work: PairWork): LinkMemory {
  const made = otherSide(work.side);
  return { ...work.storedMemory, intents: { [made]: work.plan[made]?.writes ?? {} } };
}

function intentsOf(work: PairWork): NonNullable<LinkMemory['intents']> {
  const { intents } = work.storedMemory;
  const a = { ...intents?.a, ...writesOn(work, 'a') };
  const b = { ...intents?.b, ...writesOn(work, 'b') };
  return { ...(Object.keys(a).length > 0 ? { a } : {}), ...(Object.keys(b).length > 0 ? { b } : {}) };
}

function overwritesOf(work: PairWork): Pick<LinkMemory, 'overwrites'> {
  const lost = changesOf(work).filter((change) => change.lost === true);
  return lost.length > 0 ? { overwrites: lost } : {};
}

/** The work's changes, and edits that an earlier attempt has overwritten without living to tell. */
export function changesOf({ memory, plan }: PairWork): readonly FieldChange[] {
  if (!memory.overwrites) return plan.changes;
  const isTold = (lost: FieldChange): boolean =>
    plan.changes.some(
      ({ side, field, from }) => side === lost.side && field === lost.field && sameValue(from, lost.from),
    );
  return [...memory.overwrites.filter((lost) => !isTold(lost)), ...plan.changes];
}

/** The link as it was, or as it begins. */
export function linkOf(work: PairWork): Link {
  const { head, side, record, other, linkId, memory } = work;
  const ids = side === 'a' ? { a: record.id, b: other?.id ?? null } : { a: other?.id ?? null, b: record.id };
  return head
    ? { ...head, state: head.state === `gone-${side}` ? 'linked' : head.state, due: false, memory }
    : {
        id: linkId,
        ...ids,
        state: 'linked',
        hashA: null,
        hashB: null,
        wroteA: false,
        wroteB: false,
        touched: 0,
        pending: false,
        due: false,
        missed: 0,
        memory,
      };
}

/** The link once all of its writes have been answered with success. */
export function linkAfter(session: PassSession, { work, outcomes }: WrittenPair): Link {
  const link = linkOf(work);
  const a = sideAfter(session, work, 'a', outcomes.a);
  const b = sideAfter(session, work, 'b', outcomes.b);
  const { conflicts } = work.plan;
  if (work.repeats)
    return { ...link, a: a.id ?? link.a, b: b.id ?? link.b, pending: true, memory: repeatedMemory(work) };
  return {
    ...link,
    a: a.id ?? link.a,
    b: b.id ?? link.b,
    state: conflicts.length > 0 ? 'conflict' : 'linked',
    hashA: a.hash,
    hashB: b.hash,
    wroteA: a.wrote,
    wroteB: b.wrote,
    touched: session.passNumber,
    pending: false,
    due: false,
    missed: 0,
    memory: memoryAfter(session, work, { a, b }),
  };
}

interface SideAfter {
  readonly id: string | undefined;
  readonly hash: string | null;
  readonly wrote: boolean;
  /** The record's fields now; null: not known. */
  readonly present: JsonObject | null;
  /** Written fields whose stored form has not been told. */
  readonly unseen: readonly string[];
}

function sideAfter(session: PassSession, work: PairWork, side: Side, outcome: WriteOutcome | undefined): SideAfter {
  const record = recordOn(work, side);
  const writes = writesOn(work, side);
  if (outcome?.kind === 'written' && writes) return writtenSide(session, { work, side, record, writes, outcome });
  const before = work.head ? hashOn(work.head, side) : null;
  const wroteBefore = work.head ? wroteOn(work.head, side) : false;
  const hash = record ? contentOf(session, work, side, record) : before;
  const isOwn = wroteBefore && (before === null || before === hash);
  const isLookedAtAgain = side === work.side && work.isIncomplete;
  return {
    id: record?.id,
    hash: isLookedAtAgain ? null : hash,
    wrote: isOwn,
    present: record?.fields ?? null,
    unseen: [],
  };
}

interface WrittenSide {
  readonly work: PairWork;
  readonly side: Side;
  readonly record: SideRecord | null;
  readonly writes: JsonObject;
  readonly outcome: Extract<WriteOutcome, { kind: 'written' }>;
}

function writtenSide(session: PassSession, { side, record, writes, outcome }: WrittenSide): SideAfter {
  const prepared = session.side(side);
  const { hash } = session.ports;
  const sent = record ? prepared.fields.overlay(record.fields, writes) : prepared.fields.nest(writes);
  if (!outcome.record) {
    const present = record ? sent : null;
    return { id: outcome.id, hash: null, wrote: true, present, unseen: Object.keys(writes) };
  }
  const present = prepared.fields.overlay(sent, storedForm(prepared, Object.keys(writes), outcome.record.fields));
  // What its system has changed besides is an edit like any other, and is looked at in its turn.
  const told = contentHash(prepared, outcome.record, hash);
  const isAllOurs = told === contentHash(prepared, { fields: present }, hash);
  return { id: outcome.id, hash: isAllOurs ? told : null, wrote: true, present, unseen: [] };
}

/** The written fields as they are stored. */
function storedForm({ fields }: PreparedSide, keys: readonly string[], stored: JsonObject): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, fields.read(stored, key) ?? null]));
}

function contentOf(session: PassSession, work: PairWork, side: Side, record: SideRecord): string {
  return side === work.side ? work.hash : contentHash(session.side(side), record, session.ports.hash);
}

type Sides = { readonly a: SideAfter; readonly b: SideAfter };

function memoryAfter(session: PassSession, work: PairWork, sides: Sides): LinkMemory {
  const base = work.creates
    ? baseOfCreated(session, work, sides[otherSide(work.side)].present)
    : baseAfter(session, work, sides);
  const unconfirmed = unconfirmedAfter(session, sides);
  const rewrites = rewritesAfter(session, work, sides);
  const { conflicts } = work.plan;
  return {
    base,
    ...(unconfirmed ? { unconfirmed } : {}),
    ...(rewrites ? { rewrites } : {}),
    ...((work.trail ?? work.memory.trail) ? { trail: (work.trail ?? work.memory.trail)! } : {}),
    ...(conflicts.length > 0 ? { conflict: { reason: 'both-changed', fields: conflicts } } : {}),
  };
}

function baseAfter(session: PassSession, work: PairWork, sides: Sides): LinkMemory['base'] {
  const agreed: { a?: Agreed; b?: Agreed } = {};
  for (const side of ['a', 'b'] as const) {
    const plan = work.plan[side];
    if (!plan) continue;
    const told = toldAfter(session, work, side, sides);
    agreed[side] = agreeOn(
      session,
      side,
      { ...plan, said: told ?? plan.said },
      work.memory.base[side],
      sides[side].present,
    );
  }
  return agreed;
}

/** What the source says once it has stored what was written there, perhaps tidied. */
function toldAfter(session: PassSession, work: PairWork, side: Side, sides: Sides): JsonObject | null {
  const source = otherSide(side);
  const { fromOther, fields } = session.side(side);
  const { present } = sides[source];
  if (!fromOther || !present || !writesOn(work, source)) return null;
  return fields.valuesOf(fromOther(present, work.linked[side]));
}

function agreeOn(
  session: PassSession,
  side: Side,
  plan: SidePlan,
  before: Agreed | undefined,
  present: JsonObject | null,
): Agreed {
  return agree({ target: session.side(side), plan, before, present, hash: session.ports.hash });
}

/** What the new record says back is taken for agreed; what it comes to say by its system's own doing is an edit. */
function baseOfCreated(session: PassSession, work: PairWork, present: JsonObject | null): LinkMemory['base'] {
  const made = otherSide(work.side);
  const plan = work.plan[made]!;
  const base = { [made]: agreeOn(session, made, plan, undefined, present) };
  const source = session.side(work.side);
  if (!source.fromOther) return base;
  const record = present ?? session.side(made).fields.nest(plan.writes);
  const said = source.fields.valuesOf(source.fromOther(record, work.linked[work.side]));
  const back: SidePlan = { writes: {}, said, undecided: new Set() };
  return { ...base, [work.side]: agreeOn(session, work.side, back, undefined, work.record.fields) };
}

/** A stored form that nobody told is waited for only where somebody will look. */
function unconfirmedAfter(session: PassSession, sides: Sides): LinkMemory['unconfirmed'] {
  const unconfirmed: { a?: readonly string[]; b?: readonly string[] } = {};
  for (const side of ['a', 'b'] as const) {
    const isLookedAt = session.prepared.twoWay || session.prepared.document.settings.repairTarget;
    if (isLookedAt && sides[side].unseen.length > 0) unconfirmed[side] = sides[side].unseen;
  }
  return Object.keys(unconfirmed).length > 0 ? unconfirmed : undefined;
}

function rewritesAfter(session: PassSession, work: PairWork, sides: Sides): LinkMemory['rewrites'] {
  const rewrites: { a?: Readonly<Record<string, Rewrite>>; b?: Readonly<Record<string, Rewrite>> } = {};
  for (const side of ['a', 'b'] as const) {
    const known = Object.entries({ ...work.memory.rewrites?.[side], ...work.rewrites[side] });
    const open = known.filter(([key]) => !isVerbatim(session, work, sides, side, key));
    if (open.length > 0) rewrites[side] = Object.fromEntries(open);
  }
  return Object.keys(rewrites).length > 0 ? rewrites : undefined;
}

/** Both sides have the very same value, so nothing is rewritten between them any more. */
function isVerbatim(session: PassSession, work: PairWork, sides: Sides, side: Side, key: string): boolean {
  const said = work.plan[side]?.said;
  const { present } = sides[side];
  const other = sides[otherSide(side)];
  if (!said || !present || other.unseen.length > 0) return false;
  return sameValue(said[key], session.side(side).fields.read(present, key));
}

export function counterpartId(work: PairWork): string | null {
  return work.other?.id ?? (work.head ? idOn(work.head, otherSide(work.side)) : null);
}
