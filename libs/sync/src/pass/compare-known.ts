import type { LinkId, Side } from '@joinery/contracts';
import { emptyMemory, otherSide, type LinkMemory } from '../link-memory.ts';
import type { LinkHead, SideRecord } from '../ports.ts';
import { indexInto } from './freshen-index.ts';
import { planPair } from './make-plan.ts';
import { markGone } from './mark-gone.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn, isGone, type FoundRecord, type PairWork } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';
import { resolveReferences } from './resolve-references.ts';

export interface KnownRecord extends FoundRecord {
  readonly head: LinkHead;
}

export interface ComparedKnown {
  readonly works: readonly PairWork[];
  /** Their counterpart is gone and they are to have a new one. */
  readonly orphans: readonly FoundRecord[];
}

/** Merges linked records that have changed with their counterparts. */
export async function compareKnown(
  session: PassSession,
  page: PageDraft,
  side: Side,
  known: readonly KnownRecord[],
): Promise<ComparedKnown> {
  if (known.length === 0) return { works: [], orphans: [] };
  const others = await readOthers(session, side, known);
  const memories = await session.ports.links.memories(
    session.lease,
    known.map(({ head }) => head.id),
  );
  const resolver = await resolveReferences(
    session,
    bySide(
      side,
      known.map(({ record }) => record),
      [...(others?.values() ?? [])],
    ),
  );
  indexInto(
    session,
    page,
    side,
    known.map(({ record }) => record),
  );
  indexInto(session, page, otherSide(side), [...(others?.values() ?? [])]);
  const works: PairWork[] = [];
  const orphans: FoundRecord[] = [];
  for (const one of known) {
    const other = others?.get(idOn(one.head, otherSide(side))!) ?? null;
    const isLost = others !== null && (other === null || other.deleted === true);
    if (isLost) missesOther(session, page, { side, one, orphans, memory: memories.get(one.head.id) });
    else works.push(planPair(session, pairOf(side, one, other, memories), resolver));
  }
  return { works, orphans };

  function pairOf(at: Side, one: KnownRecord, other: SideRecord | null, known: ReadonlyMap<LinkId, LinkMemory>) {
    const isBack = isGone(one.head, at);
    const { policy } = session.prepared.document.deletes;
    return {
      ...one,
      side: at,
      linkId: one.head.id,
      other,
      revives: isBack && policy === 'disable' && session.side(otherSide(at)).isTarget,
      memory: known.get(one.head.id) ?? emptyMemory,
    };
  }
}

/** Counterparts, where they are to be looked at; null: what was agreed stands for them. */
async function readOthers(
  session: PassSession,
  side: Side,
  known: readonly KnownRecord[],
): Promise<ReadonlyMap<string, SideRecord> | null> {
  const other = otherSide(side);
  const { traits, reader } = session.sidePorts(other);
  const isLookedAt = session.prepared.twoWay || session.side(side).isTarget;
  if (!isLookedAt || !traits.get) return null;
  const ids = known.flatMap(({ head }) => idOn(head, other) ?? []);
  const records = await readPatiently(session, () => reader.get(ids, session.signal));
  return new Map(records.map((record) => [record.id, record]));
}

interface LonelyRecord {
  readonly side: Side;
  readonly one: KnownRecord;
  readonly orphans: FoundRecord[];
  readonly memory: LinkMemory | undefined;
}

/** Both ways, a missing counterpart was deleted; the delete policy has its say before anything is made anew. */
function missesOther(session: PassSession, page: PageDraft, { side, one, orphans, memory }: LonelyRecord): void {
  if (isGone(one.head, side)) {
    page.unlink(one.head.id);
    orphans.push(one);
  } else if (session.prepared.twoWay)
    markGone(session, page, { head: one.head, memory: memory ?? emptyMemory, side: otherSide(side) });
}

function bySide(side: Side, records: readonly SideRecord[], others: readonly SideRecord[]) {
  return side === 'a' ? { a: records, b: others } : { a: others, b: records };
}
