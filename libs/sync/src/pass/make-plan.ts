import {
  FailureError,
  type Failure,
  type FieldChange,
  type JsonObject,
  type LinkId,
  type Side,
} from '@joinery/contracts';
import { otherSide, type LinkMemory } from '../link-memory.ts';
import { recogniseOwnWrites, type Recognised } from '../merge/recognise-own-writes.ts';
import type { LinkHead, SideRecord } from '../ports.ts';
import { noPlan, type FoundRecord, type PairWork } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { linkedFor, type ReferenceResolver, type Resolved } from './resolve-references.ts';

/** A pair of which both records are known as far as they are read. */
export interface PairToMerge extends FoundRecord {
  readonly side: Side;
  readonly linkId: LinkId;
  readonly head: LinkHead | null;
  readonly other: SideRecord | null;
  readonly revives: boolean;
  readonly memory: LinkMemory;
}

const noLinks = { a: {}, b: {} };

/** Merges a pair; what is wrong with its mapping or its values is a failure of this record alone. */
export function planPair(session: PassSession, pair: PairToMerge, resolver: ReferenceResolver): PairWork {
  const records = pair.side === 'a' ? { a: pair.record, b: pair.other } : { a: pair.other, b: pair.record };
  const toA = linkedFor('a', resolver, records.b);
  const toB = linkedFor('b', resolver, records.a);
  const unplanned = {
    ...pair,
    rewrites: {},
    creates: false,
    repeats: false,
    isIncomplete: false,
    plan: noPlan,
    linked: noLinks,
    storedMemory: pair.memory,
  };
  if (toA.kind === 'waiting') return { ...unplanned, failure: missingReference(pair, toA) };
  if (toB.kind === 'waiting') return { ...unplanned, failure: missingReference(pair, toB) };
  const linked = { a: toA.linked, b: toB.linked };
  return tried(session, { ...unplanned, linked, isIncomplete: toA.isIncomplete || toB.isIncomplete }, (work) => {
    const { memory, rewrites } = recogniseBoth(session, work);
    const plan = session.merge(
      session.prepared,
      { ...records, memory, isRetry: work.memory.intents !== undefined, linked },
      session.ports.hash,
    );
    return { ...work, memory, rewrites, plan };
  });
}

/** The counterpart is to be made from the record. */
export function planCreation(session: PassSession, pair: PairToMerge, resolver: ReferenceResolver): PairWork {
  const target = session.side(otherSide(pair.side));
  const references = linkedFor(target.side, resolver, pair.record);
  const unplanned = {
    ...pair,
    rewrites: {},
    creates: true,
    repeats: pair.memory.unconfirmed !== undefined,
    isIncomplete: false,
    plan: noPlan,
    linked: noLinks,
    storedMemory: pair.memory,
  };
  if (references.kind === 'waiting') return { ...unplanned, failure: missingReference(pair, references) };
  return tried(session, { ...unplanned, isIncomplete: references.isIncomplete }, (work) => {
    const said = target.fields.valuesOf(target.fromOther!(pair.record.fields, references.linked));
    const plan = { writes: said, said, undecided: nothingUndecided };
    return {
      ...work,
      plan: { ...noPlan, [target.side]: plan, changes: changesOfCreation(session, target.side, said) },
    };
  });
}

const nothingUndecided: ReadonlySet<string> = new Set();

function changesOfCreation(session: PassSession, side: Side, said: JsonObject): readonly FieldChange[] {
  if (!session.keepsDiffs) return [];
  return Object.entries(said).map(([field, to]) => ({
    side,
    field,
    from: undefined,
    to: session.shown(side, field, to),
  }));
}

/** Recognises on both sides what we have written there without seeing it. */
function recogniseBoth(session: PassSession, work: PairWork): Pick<PairWork, 'memory' | 'rewrites'> {
  const { side, record, other } = work;
  if (!work.memory.intents && !work.memory.unconfirmed) return { memory: work.memory, rewrites: {} };
  const here = recogniseOn(session, work, side, work.memory, record);
  if (!other) return { memory: here.memory, rewrites: { [side]: here.rewrites } };
  const there = recogniseOn(session, work, otherSide(side), here.memory, other);
  return { memory: there.memory, rewrites: { [side]: here.rewrites, [otherSide(side)]: there.rewrites } };
}

function recogniseOn(
  session: PassSession,
  { linked }: PairWork,
  side: Side,
  memory: LinkMemory,
  record: SideRecord,
): Recognised {
  const [target, source] = [session.side(otherSide(side)), session.side(side)];
  return recogniseOwnWrites({
    target: source,
    memory,
    present: record.fields,
    hash: session.ports.hash,
    ...(target.fromOther
      ? { says: (fields) => target.fields.valuesOf(target.fromOther!(fields, linked[target.side])), other: target }
      : {}),
  });
}

function tried(session: PassSession, work: PairWork, plan: (work: PairWork) => PairWork): PairWork {
  try {
    return checked(session, plan(work));
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { failure } = error;
    return { ...work, failure: { ...failure, params: { record: work.record.id, ...failure.params } } };
  }
}

function checked(session: PassSession, work: PairWork): PairWork {
  for (const side of ['a', 'b'] as const) {
    const writes = work.plan[side]?.writes;
    if (!writes || Object.keys(writes).length === 0) continue;
    const isPartial = !(work.creates && side !== work.side);
    const detail = session.sidePorts(side).validate(session.side(side).fields.nest(writes), isPartial);
    if (detail !== null) return { ...work, failure: invalidRecord(work, detail) };
  }
  return work;
}

function invalidRecord({ record }: PairWork, detail: string): Failure {
  return { code: 'sync.record-invalid', kind: 'invalid', params: { record: record.id, detail } };
}

function missingReference({ record }: PairToMerge, { reference, id }: Extract<Resolved, { kind: 'waiting' }>): Failure {
  return { code: 'sync.reference-missing', kind: 'transient', params: { record: record.id, reference, id } };
}
