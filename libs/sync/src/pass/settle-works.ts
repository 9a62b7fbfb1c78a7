import type { Failure, OutcomeRow, Side, StoredWrite, SyncOutcome } from '@joinery/contracts';
import { otherSide } from '../link-memory.ts';
import { matchKeys } from '../match/match-keys.ts';
import type { WriteOutcome } from '../ports.ts';
import { changesOf, counterpartId, linkAfter, linkInFlight, linkOf } from './link-after.ts';
import { markGone } from './mark-gone.ts';
import type { PageDraft } from './page-draft.ts';
import { writesOn, wroteOn, type PairWork, type WrittenPair } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { isPassing } from './read-patiently.ts';

/** Turns what came of each pair into its link, its outcome, and whether it is tried again. */
export function settleWorks(session: PassSession, page: PageDraft, written: readonly WrittenPair[]): void {
  for (const pair of written) settleOne(session, page, pair);
}

function settleOne(session: PassSession, page: PageDraft, pair: WrittenPair): void {
  const { work, outcomes } = pair;
  const failure = work.failure ?? failureOf(outcomes.a) ?? failureOf(outcomes.b);
  if (failure) return settleFailed(session, page, pair, failure);
  const gone = goneSide(outcomes);
  if (gone) return settleGone(session, page, pair, gone);
  if (isOvertaken(outcomes)) return settleOvertaken(session, page, pair);
  settleDone(session, page, pair);
}

function settleDone(session: PassSession, page: PageDraft, pair: WrittenPair): void {
  const { work } = pair;
  const link = linkAfter(session, pair);
  page.link(link);
  if (work.repeats) page.again(work.side, work.record.id, 0, session.now);
  if (work.creates) indexCreated(session, page, work, otherSide(work.side) === 'a' ? link.a! : link.b!);
  page.record({
    ...rowOf(session, work, outcomeOf(work)),
    otherId: otherSide(work.side) === 'a' ? link.a : link.b,
    ...conflictOf(work),
  });
}

function outcomeOf(work: PairWork): SyncOutcome {
  if (work.creates) return 'created';
  if (work.plan.conflicts.length > 0) return 'conflict';
  if (writesOn(work, 'a') || writesOn(work, 'b')) return 'updated';
  return work.head && wroteOn(work.head, work.side) ? 'echo' : 'unchanged';
}

function conflictOf({ plan }: PairWork): Pick<OutcomeRow, 'conflict'> {
  return plan.conflicts.length > 0 ? { conflict: { reason: 'both-changed', fields: plan.conflicts } } : {};
}

/** The new record must be found by its keys at once. */
function indexCreated(session: PassSession, page: PageDraft, work: PairWork, id: string): void {
  const { rules } = session.prepared;
  if (rules.length === 0) return;
  const made = otherSide(work.side);
  const fields = session.side(made).fields.nest(work.plan[made]!.writes);
  page.keysOf(made, id, matchKeys(rules, made, fields, session.ports.hash));
}

/** Somebody changed the record between our look and our write: it is looked at again at once. */
function settleOvertaken(session: PassSession, page: PageDraft, pair: WrittenPair): void {
  const { work } = pair;
  const failure: Failure = { code: 'sync.changed-meanwhile', kind: 'transient', params: { record: work.record.id } };
  if (work.attempts + 1 >= session.prepared.document.settings.recordAttempts)
    return settleFailed(session, page, pair, failure);
  page.link(linkToRetry(session, pair));
  page.again(work.side, work.record.id, work.attempts + 1, session.now);
}

function settleGone(session: PassSession, page: PageDraft, { work }: WrittenPair, side: Side): void {
  const link = linkOf(work);
  markGone(session, page, { head: link, memory: work.memory, side });
}

const firstRetryMs = 1_000;

function settleFailed(session: PassSession, page: PageDraft, pair: WrittenPair, failure: Failure): void {
  const { work } = pair;
  keepLink(session, page, pair, failure);
  const mayPass = isPassing(failure) || failure.ambiguous === true;
  if (mayPass && work.attempts + 1 < session.prepared.document.settings.recordAttempts)
    page.again(work.side, work.record.id, work.attempts + 1, session.now + firstRetryMs * 2 ** work.attempts);
  const outcome = failure.kind === 'invalid' ? 'invalid' : 'failed';
  page.record({ ...rowOf(session, work, outcome), failure, ...storedWrite(session, work) });
}

/** A new pair whose record was surely not made leaves no link; any other is looked at again whatever its hashes say. */
function keepLink(session: PassSession, page: PageDraft, pair: WrittenPair, failure: Failure): void {
  const { work } = pair;
  if (work.head) return page.link(linkToRetry(session, pair));
  if (!work.creates && !work.failure) return page.link(linkToRetry(session, pair));
  if (work.creates && failure.ambiguous === true) page.link(linkInFlight(session, work));
  else page.unlink(work.linkId);
}

/** What was written, and what may have been, counts as on its way: the next look recognises it. */
function linkToRetry(session: PassSession, { work, outcomes }: WrittenPair) {
  const inFlight = linkInFlight(session, work);
  const intents = inFlight.memory.intents;
  const a = mayHaveLanded(outcomes.a) ? intents?.a : work.storedMemory.intents?.a;
  const b = mayHaveLanded(outcomes.b) ? intents?.b : work.storedMemory.intents?.b;
  const { intents: _, trail: __, ...memory } = inFlight.memory;
  // A write that did not happen is no flip.
  const trail = a || b ? inFlight.memory.trail : work.storedMemory.trail;
  return {
    ...inFlight,
    memory: {
      ...memory,
      ...(trail ? { trail } : {}),
      ...(a || b ? { intents: { ...(a ? { a } : {}), ...(b ? { b } : {}) } } : {}),
    },
  };
}

function mayHaveLanded(outcome: WriteOutcome | undefined): boolean {
  if (!outcome) return false;
  return outcome.kind === 'written' || (outcome.kind === 'failed' && outcome.failure.ambiguous === true);
}

function storedWrite(session: PassSession, work: PairWork): { readonly stored?: StoredWrite } {
  const side = [otherSide(work.side), work.side].find((one) => writesOn(work, one));
  if (!side) return {};
  const fields = session.side(side).fields.nest(writesOn(work, side)!);
  const kind = work.creates ? 'create' : 'update';
  return { stored: { side, kind, fields, sourceId: work.record.id, sourceHash: work.hash } };
}

function rowOf(session: PassSession, work: PairWork, outcome: SyncOutcome): OutcomeRow {
  return {
    linkId: work.creates && outcome !== 'created' ? null : work.linkId,
    side: work.side,
    recordId: work.record.id,
    otherId: counterpartId(work),
    outcome,
    changes: changesOf(work),
    at: session.now,
  };
}

function failureOf(outcome: WriteOutcome | undefined): Failure | undefined {
  return outcome?.kind === 'failed' ? outcome.failure : undefined;
}

function goneSide({ a, b }: WrittenPair['outcomes']): Side | null {
  if (a?.kind === 'gone') return 'a';
  return b?.kind === 'gone' ? 'b' : null;
}

function isOvertaken({ a, b }: WrittenPair['outcomes']): boolean {
  return a?.kind === 'changed-meanwhile' || b?.kind === 'changed-meanwhile';
}
