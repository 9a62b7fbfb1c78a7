import type { Failure, Side } from '@joinery/contracts';
import { otherSide } from '../link-memory.ts';
import type { LinkHead, SideRecord } from '../ports.ts';
import { compareKnown, type KnownRecord } from './compare-known.ts';
import { foundRecords } from './found-records.ts';
import { linkOf } from './link-after.ts';
import { markAllGone } from './mark-gone.ts';
import { matchNew, type NewRecord } from './match-new.ts';
import type { PageDraft } from './page-draft.ts';
import { hashOn, idOn, isGone, wroteOn, type FoundRecord, type PairWork } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { settleWorks } from './settle-works.ts';
import { withTrail, writeWorks } from './write-works.ts';

export interface RecordsToReconcile {
  readonly side: Side;
  readonly records: readonly SideRecord[];
  /** A full listing: what it shows is noted, so that what it does not show is known. */
  readonly isListing: boolean;
  /** How often handling a record has failed, by id. */
  readonly attempts?: ReadonlyMap<string, number>;
}

/** Brings a page of one side's records and their counterparts together. The caller commits the page. */
export async function reconcilePage(session: PassSession, page: PageDraft, task: RecordsToReconcile): Promise<void> {
  const found = foundRecords(session, task.side, task.records, task.attempts);
  const heads = await session.ports.links.byRecord(session.lease, task.side, [...found.keys()]);
  const { known, fresh, gone } = sortRecords(session, page, task, found, heads);
  await markAllGone(session, page, task.side, gone);
  const compared = await compareKnown(session, page, task.side, known);
  const matched = await matchNew(session, page, task.side, [
    ...fresh,
    ...compared.orphans.map((one) => ({ ...one, begun: null })),
  ]);
  const works = parkFlipping(session, page, [...compared.works, ...matched]);
  settleWorks(session, page, await writeWorks(session, works, page.unlinked));
}

interface Sorted {
  readonly known: readonly KnownRecord[];
  readonly fresh: readonly NewRecord[];
  /** Listed, but counted as deleted by their system. */
  readonly gone: readonly LinkHead[];
}

function sortRecords(
  session: PassSession,
  page: PageDraft,
  task: RecordsToReconcile,
  found: ReadonlyMap<string, FoundRecord>,
  heads: ReadonlyMap<string, LinkHead>,
): Sorted {
  const known: KnownRecord[] = [];
  const fresh: NewRecord[] = [];
  const gone: LinkHead[] = [];
  const prepared = session.side(task.side);
  for (const [id, one] of found) {
    const head = heads.get(id);
    if (one.record.deleted === true) {
      if (head) gone.push(head);
      continue;
    }
    if (head && task.isListing) page.saw(task.side, head.id);
    if (!prepared.accepts(one.record.fields)) continue;
    if (!head) fresh.push({ ...one, begun: null });
    else if (idOn(head, otherSide(task.side)) === null) fresh.push({ ...one, begun: head });
    else if (isToCompare(session, page, task, one, head)) known.push({ ...one, head });
  }
  return { known, fresh, gone };
}

/** Decides from the link's head alone; most records of a quiet sync go no further than this. */
function isToCompare(
  session: PassSession,
  page: PageDraft,
  { side, isListing }: RecordsToReconcile,
  one: FoundRecord,
  head: LinkHead,
): boolean {
  if (session.passNumber > 0 && head.touched === session.passNumber) return false;
  if (head.state === 'parked') page.count('parked');
  else if (isGone(head, otherSide(side))) page.count('unchanged');
  else if (hashOn(head, side) !== one.hash || head.pending || isGone(head, side)) return true;
  else if (head.state === 'conflict') page.count('conflict');
  else page.count(wroteOn(head, side) && !isListing ? 'echo' : 'unchanged');
  return false;
}

/** A record that keeps being changed back is left alone until a person has looked. */
function parkFlipping(session: PassSession, page: PageDraft, works: readonly PairWork[]): readonly PairWork[] {
  const { flipLimit } = session.prepared.document.settings;
  return works
    .map((work) => withTrail(session, work))
    .filter((work) => {
      if (work.failure || (work.trail?.flips ?? 0) <= flipLimit) return true;
      park(session, page, work);
      return false;
    });
}

function park(session: PassSession, page: PageDraft, work: PairWork): void {
  const fields = work.plan.changes.map((change) => `${change.side.toUpperCase()}.${change.field}`).join(', ');
  const failure: Failure = { code: 'sync.flipping', kind: 'conflict', params: { record: work.record.id, fields } };
  page.link({
    ...linkOf(work),
    state: 'parked',
    touched: session.passNumber,
    memory: { ...work.memory, trail: work.trail! },
  });
  page.record({
    linkId: work.linkId,
    side: work.side,
    recordId: work.record.id,
    otherId: work.other?.id ?? null,
    outcome: 'parked',
    changes: work.plan.changes,
    failure,
    at: session.now,
  });
  page.alert({ failure, at: session.now });
}
