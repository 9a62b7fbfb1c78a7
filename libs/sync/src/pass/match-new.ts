import type { Failure, Side } from '@joinery/contracts';
import { emptyMemory, otherSide, type LinkMemory } from '../link-memory.ts';
import type { MatchDecision } from '../match/decide-match.ts';
import { matchKeys, type MatchKeys } from '../match/match-keys.ts';
import type { LinkHead, MatchVerdict, SideRecord } from '../ports.ts';
import { decideAmong, findCandidates, livingById } from './find-candidates.ts';
import { freshenIndex } from './freshen-index.ts';
import { planCreation, planPair } from './make-plan.ts';
import type { PageDraft } from './page-draft.ts';
import { isGone, type FoundRecord, type PairWork } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';
import { resolveReferences, type ReferenceResolver } from './resolve-references.ts';

/** A record without counterpart; with a head where its creation over there was begun and never answered. */
export interface NewRecord extends FoundRecord {
  readonly begun: LinkHead | null;
}

/** Finds the counterparts of new records, or has them made; what is unsure is put before a person. */
export async function matchNew(
  session: PassSession,
  page: PageDraft,
  side: Side,
  found: readonly NewRecord[],
): Promise<readonly PairWork[]> {
  if (found.length === 0) return [];
  const { matched, others } = await decideAll(session, page, side, found);
  const records = matched.map(({ one }) => one.record);
  const resolver = await resolveReferences(
    session,
    side === 'a' ? { a: records, b: [...others.values()] } : { a: [...others.values()], b: records },
  );
  const memories = await begunMemories(session, found);
  const context: Context = { session, page, side, resolver, others, memories, claimed: new Set() };
  const works: PairWork[] = [];
  for (const one of matched) {
    const work = await workFor(context, one);
    if (work) works.push(work);
  }
  return works;
}

interface Decided {
  readonly one: NewRecord;
  readonly keys: MatchKeys;
  readonly decision: MatchDecision;
  /** The link that the match had with a record that is gone. */
  readonly link: LinkHead | null;
  /** A person has said so. */
  readonly isTold: boolean;
}

interface AllDecided {
  readonly matched: readonly Decided[];
  /** Living counterparts by id, where they can be read. */
  readonly others: ReadonlyMap<string, SideRecord>;
}

async function decideAll(
  session: PassSession,
  page: PageDraft,
  side: Side,
  found: readonly NewRecord[],
): Promise<AllDecided> {
  const { rules } = session.prepared;
  if (rules.length === 0) return decideWithoutRules(session, side, found);
  if (session.side(otherSide(side)).isTarget) await freshenIndex(session, otherSide(side));
  const keys = new Map(
    found.map((one) => [one.record.id, matchKeys(rules, side, one.record.fields, session.ports.hash)]),
  );
  for (const [id, own] of keys) page.keysOf(side, id, own);
  const candidates = await findCandidates(session, page, side, keys);
  const verdicts = await session.ports.links.verdicts(
    session.lease,
    side,
    found.map((one) => one.record.id),
  );
  const matched = found.map((one) => {
    const own = keys.get(one.record.id)!;
    const told = decisionOf(verdicts.get(one.record.id));
    const decision = told ?? decideAmong(one.record.id, own, candidates);
    const link = decision.kind === 'match' ? (candidates.linkOf.get(decision.recordId) ?? null) : null;
    return { one, keys: own, decision, link, isTold: told !== undefined };
  });
  return { matched, others: await withChosen(session, otherSide(side), candidates.records, [...verdicts.values()]) };
}

/** Only a creation of no known outcome may have been put before a person. */
async function decideWithoutRules(session: PassSession, side: Side, found: readonly NewRecord[]): Promise<AllDecided> {
  const begun = found.flatMap((one) => (one.begun ? one.record.id : []));
  const verdicts: ReadonlyMap<string, MatchVerdict> =
    begun.length === 0 ? new Map() : await session.ports.links.verdicts(session.lease, side, begun);
  const matched = found.map((one): Decided => {
    const told = decisionOf(verdicts.get(one.record.id));
    return { one, keys: {}, decision: told ?? { kind: 'none' }, link: null, isTold: told !== undefined };
  });
  return { matched, others: await withChosen(session, otherSide(side), new Map(), [...verdicts.values()]) };
}

/** What a person has chosen need not share a key. */
async function withChosen(
  session: PassSession,
  side: Side,
  records: ReadonlyMap<string, SideRecord>,
  verdicts: readonly MatchVerdict[],
): Promise<ReadonlyMap<string, SideRecord>> {
  const { traits, reader } = session.sidePorts(side);
  const ids = verdicts.flatMap((verdict) => (verdict.kind === 'link' ? verdict.otherId : []));
  if (!traits.get || ids.length === 0) return records;
  const chosen = await readPatiently(session, () => reader.get(ids, session.signal));
  return new Map([...records, ...livingById(chosen)]);
}

function decisionOf(verdict: MatchVerdict | undefined): MatchDecision | undefined {
  if (!verdict) return undefined;
  return verdict.kind === 'create' ? { kind: 'none' } : { kind: 'match', recordId: verdict.otherId };
}

interface Context {
  readonly session: PassSession;
  readonly page: PageDraft;
  readonly side: Side;
  readonly resolver: ReferenceResolver;
  readonly others: ReadonlyMap<string, SideRecord>;
  readonly memories: ReadonlyMap<string, LinkMemory>;
  /** Counterparts and keys that an earlier record of the page has taken. */
  readonly claimed: Set<string>;
}

async function workFor(context: Context, decided: Decided): Promise<PairWork | null> {
  const { session, page, side, others, claimed } = context;
  const { one, decision, keys } = decided;
  switch (decision.kind) {
    case 'unsure':
      recordUnsure(context, decided, decision.candidates);
      return null;
    case 'match': {
      const other = others.get(decision.recordId);
      const isReadable = session.sidePorts(otherSide(side)).traits.get;
      if (isReadable && !other) page.keysOf(otherSide(side), decision.recordId, {});
      // It was deleted since its keys were noted, or taken by the record before: the next look knows more.
      if ((isReadable && !other) || claimed.has(decision.recordId)) return later(session, page, side, one);
      claimed.add(decision.recordId);
      return linkTo(context, decided, decision.recordId, other ?? null);
    }
    case 'none':
      if (!session.side(otherSide(side)).isTarget || session.side(otherSide(side)).traits.create === 'none')
        return null;
      if (Object.values(keys).some((key) => claimed.has(key))) return later(session, page, side, one);
      for (const key of Object.values(keys)) claimed.add(key);
      return creation(context, decided);
  }
}

/** By then the one before it has a counterpart, and the two can be told apart or not; a full compare is the last resort. */
function later(session: PassSession, page: PageDraft, side: Side, one: NewRecord): null {
  const attempts = one.attempts + 1;
  if (attempts < session.prepared.document.settings.recordAttempts)
    page.again(side, one.record.id, attempts, session.now);
  return null;
}

function linkTo(
  { session, page, side, resolver }: Context,
  { one, link }: Decided,
  otherId: string,
  other: SideRecord | null,
): PairWork {
  const id = link?.id ?? one.begun?.id ?? session.ports.newLinkId();
  if (link && one.begun && link.id !== one.begun.id) page.unlink(one.begun.id);
  const revives = link !== null && isGone(link, side) && session.prepared.document.deletes.policy === 'disable';
  const found = {
    ...one,
    side,
    linkId: id,
    head: null,
    other: other ?? { id: otherId, fields: {} },
    revives,
    memory: emptyMemory,
  };
  return planPair(session, found, resolver);
}

async function creation(
  { session, page, side, resolver, memories }: Context,
  { one, keys, isTold }: Decided,
): Promise<PairWork | null> {
  const target = otherSide(side);
  const linkId = one.begun?.id ?? session.ports.newLinkId();
  const pair = { ...one, side, linkId, head: null, other: null, revives: false, memory: emptyMemory };
  if (!one.begun) return planCreation(session, pair, resolver);
  const { creating: _, ...memory } = memories.get(linkId) ?? emptyMemory;
  const made = await lookUpCreation(session, target, linkId);
  if (made) return planPair(session, { ...pair, other: made, memory }, resolver);
  const isKnownThere = session.sidePorts(target).traits.create === 'idempotent';
  if (isTold || mayRepeat(session, target, keys))
    return planCreation(session, isKnownThere ? { ...pair, memory } : pair, resolver);
  if (memories.get(linkId)?.creating?.held !== true) hold(session, page, { side, one, target });
  return null;
}

async function lookUpCreation(session: PassSession, target: Side, key: string): Promise<SideRecord | null> {
  const { traits, writer, reader } = session.sidePorts(target);
  if (traits.create !== 'checkable') return null;
  const [id] = await readPatiently(session, () => writer.lookUp([key], session.signal));
  if (id === undefined || id === null) return null;
  if (!traits.get) return { id, fields: {} };
  const [record] = await readPatiently(session, () => reader.get([id], session.signal));
  return record ?? null;
}

/** A creation of no known outcome is repeated where a second record cannot come of it: the match would have found it. */
function mayRepeat(session: PassSession, target: Side, keys: MatchKeys): boolean {
  const { traits } = session.sidePorts(target);
  return traits.create !== 'unsafe' || (Object.keys(keys).length > 0 && traits.changes !== 'none');
}

function hold(
  session: PassSession,
  page: PageDraft,
  { side, one, target }: { readonly side: Side; readonly one: NewRecord; readonly target: Side },
): void {
  const failure: Failure = {
    code: 'sync.outcome-unknown',
    kind: 'conflict',
    params: { record: one.record.id },
    ambiguous: true,
  };
  page.link({ ...one.begun!, memory: { ...emptyMemory, creating: { side: target, held: true } } });
  page.record({
    linkId: one.begun!.id,
    side,
    recordId: one.record.id,
    otherId: null,
    outcome: 'failed',
    changes: [],
    failure,
    at: session.now,
  });
}

function recordUnsure({ session, page, side }: Context, { one }: Decided, candidates: readonly string[]): void {
  page.record({
    linkId: null,
    side,
    recordId: one.record.id,
    otherId: null,
    outcome: 'conflict',
    changes: [],
    conflict: { reason: 'unsure-match', fields: [], candidates },
    at: session.now,
  });
}

async function begunMemories(
  session: PassSession,
  found: readonly NewRecord[],
): Promise<ReadonlyMap<string, LinkMemory>> {
  const ids = found.flatMap(({ begun }) => begun?.id ?? []);
  return ids.length === 0 ? new Map() : session.ports.links.memories(session.lease, ids);
}
