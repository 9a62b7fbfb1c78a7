import type { Json } from '@joinery/contracts';
import type { ReadAnswer, RecordPage, SideReader } from '@joinery/sync';

interface Ahead {
  readonly from: string;
  readonly answer: Promise<ReadAnswer<RecordPage>>;
}

/**
 * Fetches the next page of a full listing while the one before is worked on. A page that was fetched for nothing is
 * forgotten; one that failed is asked for again.
 */
export function readingAhead(reader: SideReader): SideReader {
  let ahead: Ahead | undefined;
  const fetch = (from: Json, signal: AbortSignal): Promise<ReadAnswer<RecordPage>> => reader.list(from, null, signal);
  return {
    list: async (from, slice, signal) => {
      if (slice !== null) return reader.list(from, slice, signal);
      const expected = ahead?.from === JSON.stringify(from) ? ahead.answer : undefined;
      ahead = undefined;
      const answer = (await expected) ?? (await fetch(from, signal));
      const next = answer.kind === 'read' ? answer.value.next : null;
      if (next !== null) {
        const fetched = fetch(next, signal);
        // Whoever stops meanwhile never asks for it.
        fetched.catch(() => undefined);
        ahead = { from: JSON.stringify(next), answer: fetched };
      }
      return answer;
    },
    changes: (since, from, signal) => reader.changes(since, from, signal),
    get: (ids, signal) => reader.get(ids, signal),
    position: (signal) => reader.position(signal),
  };
}
