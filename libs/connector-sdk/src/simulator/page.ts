import type { JsonObject } from '@joinery/contracts';
import type { Faults } from './faults.ts';

export interface PageRequest {
  /** All rows of the listing, in its order. */
  readonly rows: readonly JsonObject[];
  readonly limit: number;
  /** The opaque cursor the client sent back; absent on the first page. */
  readonly cursor?: string | undefined;
  /** A row's place in the order: unique, and comparable as a tuple of strings. */
  readonly placeOf: (row: JsonObject) => readonly string[];
  readonly faults: Faults;
  readonly path: string;
}

export interface Page {
  readonly items: readonly JsonObject[];
  /** Where to go on; absent on the last page. */
  readonly next?: string;
}

/** Thrown on a cursor the vendor never issued; each simulator answers it in its vendor's words. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** One page of a keyset listing, with the listing faults applied. */
export function pageOf(request: PageRequest): Page {
  const { rows, limit, cursor, placeOf, faults, path } = request;
  if (faults.take('empty-listing', path)) return { items: [] };
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const start = after ? firstAfter(rows, after, placeOf) : 0;
  if (cursor !== undefined && faults.take('stuck-cursor', path)) {
    return { items: rows.slice(Math.max(0, start - limit), start), next: cursor };
  }
  // Rows that moved while the client was paging come once more.
  const overlap = cursor !== undefined && faults.take('repeated-page', path) ? Math.ceil(limit / 2) : 0;
  const size = faults.take('truncated-page', path) ? Math.max(1, Math.floor(limit / 2)) : limit;
  const end = Math.min(rows.length, start + size);
  const last = rows[end - 1];
  const items = rows.slice(Math.max(0, start - overlap), end);
  return last && end < rows.length ? { items, next: encodeCursor(placeOf(last)) } : { items };
}

/** One page of a listing that counts records, with the same faults; `next` is the offset to go on at. */
export function offsetPageOf({ rows, limit, offset, faults, path }: OffsetPageRequest): OffsetPage {
  if (faults.take('empty-listing', path)) return { items: [] };
  if (offset > 0 && faults.take('stuck-cursor', path)) {
    return { items: rows.slice(Math.max(0, offset - limit), offset), next: offset };
  }
  const overlap = offset > 0 && faults.take('repeated-page', path) ? Math.ceil(limit / 2) : 0;
  const size = faults.take('truncated-page', path) ? Math.max(1, Math.floor(limit / 2)) : limit;
  const end = Math.min(rows.length, offset + size);
  const items = rows.slice(Math.max(0, offset - overlap), end);
  return end < rows.length ? { items, next: end } : { items };
}

export interface OffsetPageRequest extends Pick<PageRequest, 'rows' | 'limit' | 'faults' | 'path'> {
  readonly offset: number;
}

export interface OffsetPage extends Pick<Page, 'items'> {
  readonly next?: number;
}

export function encodeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

export function decodeCursor(cursor: string): readonly string[] {
  const place = parsed(Buffer.from(cursor, 'base64url').toString());
  if (Array.isArray(place) && place.every((part) => typeof part === 'string')) return place;
  throw new InvalidCursor(cursor);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function firstAfter(rows: readonly JsonObject[], after: readonly string[], placeOf: PageRequest['placeOf']): number {
  const index = rows.findIndex((row) => isAfter(placeOf(row), after));
  return index === -1 ? rows.length : index;
}

function isAfter(place: readonly string[], other: readonly string[]): boolean {
  for (const [index, part] of place.entries()) {
    const against = other[index] ?? '';
    if (part !== against) return part > against;
  }
  return false;
}
