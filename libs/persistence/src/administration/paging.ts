import { FailureError, type Page } from '@joinery/contracts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Above every id: where a list that begins with the newest begins. */
const newest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface Keyset {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Lists go from the newest id to the oldest; the cursor is the last id seen. */
export function below({ cursor }: Keyset): string {
  if (cursor === undefined) return newest;
  if (!uuid.test(cursor)) throw badCursor();
  return cursor;
}

/** For lists in the order of a number, from the highest down. */
export function belowNumber({ cursor }: Keyset): number {
  const number = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  if (!Number.isSafeInteger(number)) throw badCursor();
  return number;
}

/** A page made from `limit + 1` rows: the one too many says that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  { limit }: Keyset,
  { item, key }: { readonly item: (row: Row) => Item; readonly key: (row: Row) => string },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? key(last) : null };
}

export function badCursor(): FailureError {
  return new FailureError({ code: 'request.invalid', kind: 'invalid', params: { detail: 'cursor' }, place: 'cursor' });
}

/** In a LIKE pattern these three have a meaning of their own. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
