import type { Cursor, SideRecord } from '../ports.ts';

/** Where a look for changes begins: behind the newest record seen, for what was committed late or with a slow clock. */
export function windowStart(cursor: Cursor | null, overlapMs: number): Cursor | null {
  if (cursor?.kind !== 'time' || overlapMs === 0) return cursor;
  return { kind: 'time', time: cursor.time - overlapMs, id: '' };
}

/** The newest of a cursor and the records of a page, by time and, within one moment, by id. */
export function newestOf(cursor: Cursor | null, records: readonly SideRecord[]): Cursor | null {
  let newest = cursor;
  for (const { modifiedAt, id } of records) {
    if (modifiedAt === undefined) continue;
    const here: Cursor = { kind: 'time', time: modifiedAt, id };
    if (newest === null || (newest.kind === 'time' && isAfter(here, newest))) newest = here;
  }
  return newest;
}

/**
 * The cursor after a look that came to its end. It never goes back, and never beyond the moment the look began: a
 * record from a clock that runs ahead would hide everything until that clock is reached.
 */
export function movedCursor(before: Cursor | null, newest: Cursor | null, startedAt: number): Cursor | null {
  if (newest === null || newest.kind === 'bookmark') return newest ?? before;
  const capped: Cursor = newest.time > startedAt ? { kind: 'time', time: startedAt, id: '' } : newest;
  return before?.kind === 'time' && isAfter(before, capped) ? before : capped;
}

function isAfter(x: Extract<Cursor, { kind: 'time' }>, y: Extract<Cursor, { kind: 'time' }>): boolean {
  return x.time > y.time || (x.time === y.time && x.id > y.id);
}
