import type { Failure, LinkId, Side } from '@joinery/contracts';
import { judgeListing } from '../absence/judge-listing.ts';
import { emptyMemory } from '../link-memory.ts';
import type { LinkHead, PassProgress } from '../ports.ts';
import { markAllGone } from './mark-gone.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';

/** Listings in a row that must not show a record which cannot be asked for by itself. */
const missedListings = 2;

export type AbsenceStep =
  { readonly kind: 'more'; readonly after: LinkId } | { readonly kind: 'over'; readonly isBelieved: boolean };

/**
 * Looks at a page of links whose record the full listing did not show. Absence is no proof by itself: the listing must
 * be believable, and the record, asked for by its id, must be gone; where it cannot be asked for, the next listing must
 * miss it too.
 */
export async function judgeAbsences(
  session: PassSession,
  page: PageDraft,
  pass: PassProgress,
  side: Side,
): Promise<AbsenceStep> {
  const { links } = session.ports;
  const after = pass.page as LinkId | null;
  if (after === null && !(await isBelieved(session, page, pass, side))) return { kind: 'over', isBelieved: false };
  const limit = session.prepared.document.settings.pageSize;
  const unseen = await links.unseen(session.lease, pass, side, after, limit);
  await judgePage(session, page, side, unseen);
  const last = unseen.at(-1);
  return last && unseen.length === limit ? { kind: 'more', after: last.id } : { kind: 'over', isBelieved: true };
}

async function isBelieved(session: PassSession, page: PageDraft, pass: PassProgress, side: Side): Promise<boolean> {
  const { links } = session.ports;
  const unseen = await links.countUnseen(session.lease, pass, side);
  const judgement = judgeListing({
    listed: pass.phaseListed,
    total: pass.phaseTotal,
    before: session.memory.lastFull[side],
    linked: pass.linked?.[side] ?? 0,
    unseen,
  });
  if (judgement.kind === 'complete') return true;
  alertIncomplete(session, page, side, { listed: pass.phaseListed, expected: judgement.expected });
  return false;
}

async function judgePage(
  session: PassSession,
  page: PageDraft,
  side: Side,
  unseen: readonly LinkHead[],
): Promise<void> {
  if (unseen.length === 0) return;
  const { traits, reader } = session.sidePorts(side);
  if (!traits.get) return countMissed(session, page, side, unseen);
  const ids = unseen.map((head) => idOn(head, side)!);
  const records = await readPatiently(session, () => reader.get(ids, session.signal));
  const present = new Set(records.filter((record) => record.deleted !== true).map((record) => record.id));
  if (present.size > 0) alertIncomplete(session, page, side, { listed: 0, expected: present.size });
  await markAllGone(
    session,
    page,
    side,
    unseen.filter((head) => !present.has(idOn(head, side)!)),
  );
}

async function countMissed(
  session: PassSession,
  page: PageDraft,
  side: Side,
  unseen: readonly LinkHead[],
): Promise<void> {
  const proven = unseen.filter((head) => head.missed + 1 >= missedListings);
  await markAllGone(session, page, side, proven);
  const doubtful = unseen.filter((head) => head.missed + 1 < missedListings);
  if (doubtful.length === 0) return;
  const memories = await session.ports.links.memories(
    session.lease,
    doubtful.map(({ id }) => id),
  );
  for (const head of doubtful)
    page.link({ ...head, missed: head.missed + 1, memory: memories.get(head.id) ?? emptyMemory });
  alertIncomplete(session, page, side, { listed: 0, expected: doubtful.length });
}

function alertIncomplete(
  session: PassSession,
  page: PageDraft,
  side: Side,
  { listed, expected }: { readonly listed: number; readonly expected: number },
): void {
  const failure: Failure = {
    code: 'sync.listing-incomplete',
    kind: 'transient',
    params: { side: side.toUpperCase(), listed, expected },
  };
  page.alert({ failure, at: session.now });
}
