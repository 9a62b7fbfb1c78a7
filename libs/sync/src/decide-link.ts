import type { Side } from '@joinery/contracts';
import { otherSide, type ConflictVerdict } from './link-memory.ts';
import type { Link } from './ports.ts';

/** What becomes of a link after a person has spoken, and which record is looked at anew. */
export interface DecidedLink {
  /** Null: the link is dropped, and its living record is handled like a new one. */
  readonly link: Link | null;
  readonly lookAgain: { readonly side: Side; readonly recordId: string } | null;
}

/**
 * A person's decision of a conflict. Fields that both have changed are merged by it at the next look. Of a record that
 * was deleted on one side and changed on the other, keeping the side it is gone from deletes the other, keeping the
 * living one makes it anew.
 */
export function decideConflict(link: Link, verdict: ConflictVerdict): DecidedLink {
  const gone = goneSide(link);
  if (!gone)
    return { link: { ...link, pending: true, memory: { ...link.memory, verdict } }, lookAgain: livingRecord(link) };
  if (verdict.kind === 'keep' && verdict.side === gone) {
    const { conflict: _, ...memory } = link.memory;
    return { link: { ...link, due: true, memory: { ...memory, verdict } }, lookAgain: null };
  }
  return { link: null, lookAgain: recordOn(link, otherSide(gone)) };
}

/** Lets a parked record take part again; what it did before is forgotten. */
export function releaseParked(link: Link): DecidedLink {
  const { trail: _, ...memory } = link.memory;
  return { link: { ...link, state: 'linked', pending: true, memory }, lookAgain: livingRecord(link) };
}

function goneSide({ state }: Link): Side | null {
  if (state === 'gone-a') return 'a';
  return state === 'gone-b' ? 'b' : null;
}

function livingRecord(link: Link): DecidedLink['lookAgain'] {
  return recordOn(link, 'a') ?? recordOn(link, 'b');
}

function recordOn(link: Link, side: Side): DecidedLink['lookAgain'] {
  const recordId = link[side];
  return recordId === null ? null : { side, recordId };
}
