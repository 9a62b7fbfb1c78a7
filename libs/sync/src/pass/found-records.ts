import type { Side } from '@joinery/contracts';
import type { SideRecord } from '../ports.ts';
import type { PreparedSide } from '../prepared-sync.ts';
import { canonicalMembers, canonicalText } from '../record/canonical-text.ts';
import type { FoundRecord } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';

/** The hash of what matters of a record in this sync. */
export function contentHash(
  { readNames, stamp }: PreparedSide,
  { fields }: Pick<SideRecord, 'fields'>,
  hash: (text: string) => string,
): string {
  return hash(stamp + (readNames === null ? canonicalText(fields) : canonicalMembers(fields, readNames)));
}

/** Records of a page by id, each once: the last one wins, for a page may show a record twice. */
export function foundRecords(
  session: PassSession,
  side: Side,
  records: readonly SideRecord[],
  attempts?: ReadonlyMap<string, number>,
): ReadonlyMap<string, FoundRecord> {
  const prepared = session.side(side);
  const found = new Map<string, FoundRecord>();
  for (const record of records)
    found.set(record.id, {
      record,
      hash: contentHash(prepared, record, session.ports.hash),
      attempts: attempts?.get(record.id) ?? 0,
    });
  return found;
}
