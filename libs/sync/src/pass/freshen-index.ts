import type { Json, Side } from '@joinery/contracts';
import { newestOf, windowStart } from '../cursor/cursor-window.ts';
import { matchKeys } from '../match/match-keys.ts';
import type { Cursor, RecordPage, SideRecord } from '../ports.ts';
import { PageDraft } from './page-draft.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';

/** How late a record may be committed that was changed before one we have seen. */
const lateMs = 10_000;

/**
 * Reads the match keys of what has changed on a side, so that a record somebody made there a moment ago is recognised
 * and not made a second time. Moves no cursor: the changes themselves are handled in their turn.
 */
export async function freshenIndex(session: PassSession, side: Side): Promise<void> {
  const { traits, reader } = session.sidePorts(side);
  if (traits.changes === 'none') return;
  const { overlapMs } = session.prepared.document.settings;
  let newest = session.indexedTo[side] ?? session.memory.cursors[side] ?? session.pass?.positions[side] ?? null;
  // Within a claim the last read is moments ago: only what was committed late since then is missing.
  const isReadBefore = session.indexedTo[side] !== undefined;
  const since = windowStart(newest, isReadBefore ? Math.min(overlapMs, lateMs) : overlapMs);
  let from: Json = null;
  do {
    const start: Json = from;
    const page: RecordPage = await readPatiently(session, () => reader.changes(since, start, session.signal));
    await indexRecords(session, side, page.records);
    newest = page.bookmark === undefined ? newestOf(newest, page.records) : { kind: 'bookmark', value: page.bookmark };
    from = page.next;
  } while (from !== null);
  session.indexedTo[side] = capped(newest, session.now);
}

/** Notes the keys of records; a deleted one has none. */
export async function indexRecords(session: PassSession, side: Side, records: readonly SideRecord[]): Promise<void> {
  if (records.length === 0) return;
  const page = new PageDraft(session);
  indexInto(session, page, side, records);
  await page.commit({});
}

/** Puts the records' keys, as they are now, among what the page comes to. */
export function indexInto(session: PassSession, page: PageDraft, side: Side, records: readonly SideRecord[]): void {
  const { rules } = session.prepared;
  if (rules.length === 0) return;
  for (const record of records)
    page.keysOf(
      side,
      record.id,
      record.deleted === true ? {} : matchKeys(rules, side, record.fields, session.ports.hash),
    );
}

function capped(cursor: Cursor | null, now: number): Cursor | null {
  return cursor?.kind === 'time' && cursor.time > now ? { kind: 'time', time: now, id: '' } : cursor;
}
