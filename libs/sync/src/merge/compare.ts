import type { Json } from '@joinery/contracts';
import { canonicalText } from '../record/canonical-text.ts';
import { isEmpty, sameValue, tidy } from '../record/same-value.ts';
import type { Snapshot, SnapshotCell } from '../link-memory.ts';

type Hash = (text: string) => string;

/** Hash of a value's content, tidied up, for two hashes cannot be compared but for being equal; missing has one too. */
export function valueHash(value: Json | undefined, hash: Hash): string {
  if (isEmpty(value) || value === undefined) return hash('');
  return hash(canonicalText(typeof value === 'string' ? tidy(value) : value));
}

/** Whether a value is what the snapshot had. */
export function sameAsCell(cell: SnapshotCell, value: Json | undefined, hash: Hash): boolean {
  return 'hash' in cell ? cell.hash === valueHash(value, hash) : sameValue(cell.value, value);
}

/** Values by field key as a snapshot: sensitive ones by their hash alone. */
export function snapshotOf(
  values: { readonly [key: string]: Json },
  sensitive: ReadonlySet<string>,
  hash: Hash,
): Snapshot {
  if (sensitive.size === 0) return { values };
  const kept: Record<string, Json> = {};
  const hashes: Record<string, string> = {};
  let hashed = false;
  for (const [key, value] of Object.entries(values)) {
    if (isSensitive(key, sensitive)) {
      hashes[key] = valueHash(value, hash);
      hashed = true;
    } else kept[key] = value;
  }
  return hashed ? { values: kept, hashes } : { values };
}

/** A field is as sensitive as the top-level field it lies in. */
export function isSensitive(key: string, sensitive: ReadonlySet<string>): boolean {
  return sensitive.size > 0 && sensitive.has(key.split('/', 1)[0]!);
}

/** Stands for a sensitive value where people look: equal values look equal, and nothing else is told. */
export function maskedValue(value: Json, hash: (text: string) => string): Json {
  return value === null ? null : `•••${valueHash(value, hash).slice(0, 6)}`;
}
