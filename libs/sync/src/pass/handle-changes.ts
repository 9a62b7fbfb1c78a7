import type { Side } from '@joinery/contracts';
import { coalesce } from '../change/coalesce.ts';
import type { PendingChange, SideRecord } from '../ports.ts';
import { markAllGone } from './mark-gone.ts';
import { PageDraft } from './page-draft.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';
import { reconcilePage } from './reconcile-page.ts';
import { removeDue, withRemovals } from './remove-due.ts';

/**
 * Handles what events have told, a page at a time. An event is only a hint: where the system can be asked, its record is
 * read as it is now, so that events which come late, twice, or in the wrong order do no harm.
 * @returns whether there was anything to handle
 */
export async function handleChanges(session: PassSession): Promise<boolean> {
  const taken = await session.ports.changes.take(session.lease, session.prepared.document.settings.pageSize);
  if (taken.length === 0) return false;
  // Outside of the pass's own count of pairs: an event may tell of a pair that the pass has handled.
  const { pass } = session;
  session.pass = null;
  try {
    const side = taken[0]!.side;
    await handleSide(
      session,
      side,
      taken.filter((change) => change.side === side),
    );
  } finally {
    session.pass = pass;
  }
  return true;
}

async function handleSide(session: PassSession, side: Side, changes: readonly PendingChange[]): Promise<void> {
  const page = new PageDraft(session);
  const distinct = coalesce(changes);
  const records = await readTold(session, side, distinct);
  const found = new Set(records.map(({ id }) => id));
  const attempts = new Map(distinct.map(({ recordId, attempts: count }) => [recordId, count]));
  await reconcilePage(session, page, { side, records, isListing: false, attempts });
  const missing = distinct.filter(
    ({ recordId, deleted }) => !found.has(recordId) && (deleted || session.sidePorts(side).traits.get),
  );
  const heads = await session.ports.links.byRecord(
    session.lease,
    side,
    missing.map(({ recordId }) => recordId),
  );
  await markAllGone(session, page, side, [...heads.values()]);
  await page.commit({ handled: changes });
  if (page.foundGone) await removeAfterEvents(session);
}

async function readTold(
  session: PassSession,
  side: Side,
  changes: readonly PendingChange[],
): Promise<readonly SideRecord[]> {
  const { traits, reader } = session.sidePorts(side);
  if (!traits.get) return changes.flatMap(({ deleted, record }) => (deleted || !record ? [] : [record]));
  const ids = changes.map(({ recordId }) => recordId);
  return readPatiently(session, () => reader.get(ids, session.signal));
}

async function removeAfterEvents(session: PassSession): Promise<void> {
  let after = null;
  for (;;) {
    const page = new PageDraft(session);
    const step = await removeDue(session, page, after);
    await page.commit({ memory: { ...session.memory, removals: withRemovals(session, step.removed) } });
    if (step.kind === 'over') return;
    ({ after } = step);
  }
}
