import type { PendingChange } from '../ports.ts';

/** One change per record, the one told last; the order is that of the first telling. Stores do the same by upsert. */
export function coalesce(changes: readonly PendingChange[]): readonly PendingChange[] {
  const byRecord = new Map<string, PendingChange>();
  for (const change of changes) {
    const key = `${change.side} ${change.recordId}`;
    const known = byRecord.get(key);
    if (!known || known.sequence < change.sequence) byRecord.set(key, change);
  }
  return [...byRecord.values()];
}
