import type { FieldChange, Side } from '@joinery/contracts';
import { emptyMemory, otherSide, type LinkMemory } from '../link-memory.ts';
import type { LinkHead } from '../ports.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn, isGone } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';

export interface GoneRecord {
  readonly head: LinkHead;
  readonly memory: LinkMemory;
  /** Where it is gone. */
  readonly side: Side;
}

/**
 * Notes that a record is proven gone. What its counterpart has to suffer is decided later, when it is known how many
 * there are.
 */
export function markGone(session: PassSession, page: PageDraft, { head, memory: before, side }: GoneRecord): void {
  if (isGone(head, side)) return;
  const { overwrites, ...memory } = before;
  if (overwrites) recordOverwrites(session, page, { head, side, changes: overwrites });
  // Nothing may be matched with it any more.
  page.keysOf(side, idOn(head, side)!, {});
  const other = otherSide(side);
  const isOnlyTarget = !session.prepared.twoWay && session.side(side).isTarget;
  if (isGone(head, other) || idOn(head, other) === null) return page.unlink(head.id);
  if (isOnlyTarget) {
    // The source decides: its record gets a new counterpart.
    page.unlink(head.id);
    return page.again(other, idOn(head, other)!, 0, session.now);
  }
  const isDue = session.prepared.document.deletes.policy !== 'ignore' && session.side(other).isTarget;
  page.link({
    ...head,
    memory,
    state: `gone-${side}`,
    due: isDue,
    missed: 0,
    touched: session.passNumber,
    ...(side === 'a' ? { hashA: null } : { hashB: null }),
  });
  if (isDue) page.foundGone = true;
}

/** Edits that a write took the place of whose answer was never seen: the link may not live to tell of them later. */
function recordOverwrites(
  session: PassSession,
  page: PageDraft,
  { head, side, changes }: { readonly head: LinkHead; readonly side: Side; readonly changes: readonly FieldChange[] },
): void {
  const [recordId, otherId] = [idOn(head, side)!, idOn(head, otherSide(side))];
  page.record({ linkId: head.id, side, recordId, otherId, outcome: 'updated', changes, at: session.now });
}

/** The same for many, with what is remembered of them. */
export async function markAllGone(
  session: PassSession,
  page: PageDraft,
  side: Side,
  heads: readonly LinkHead[],
): Promise<void> {
  const news = heads.filter((head) => !isGone(head, side));
  if (news.length === 0) return;
  const memories = await session.ports.links.memories(
    session.lease,
    news.map(({ id }) => id),
  );
  for (const head of news) markGone(session, page, { head, memory: memories.get(head.id) ?? emptyMemory, side });
}
