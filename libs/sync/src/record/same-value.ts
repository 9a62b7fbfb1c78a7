import type { Json, JsonObject } from '@joinery/contracts';
import { canonicalString } from './canonical-text.ts';

/** Equal content, in any order of members and any Unicode form; `undefined` is missing and equals only itself. */
export function sameValue(x: Json | undefined, y: Json | undefined): boolean {
  if (x === y) return true;
  if (typeof x === 'string') return typeof y === 'string' && canonicalString(x) === canonicalString(y);
  if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return false;
  if (Array.isArray(x) || Array.isArray(y)) return sameList(x, y);
  return sameMembers(x as JsonObject, y as JsonObject);
}

/** Equal but for blanks around and between words and for compatibility forms: what systems tidy up when they save. */
export function looselySame(x: Json | undefined, y: Json | undefined): boolean {
  if (isEmpty(x) && isEmpty(y)) return true;
  if (typeof x === 'string' && typeof y === 'string') return tidy(x) === tidy(y);
  return sameValue(x, y);
}

/** Missing, null, or a text of nothing but blanks. */
export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** A text as systems tidy it up. */
export function tidy(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
}

function sameList(x: object, y: object): boolean {
  if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return false;
  return x.every((item: Json, index) => sameValue(item, y[index] as Json));
}

function sameMembers(x: JsonObject, y: JsonObject): boolean {
  const names = Object.keys(x);
  return (
    names.length === Object.keys(y).length &&
    names.every((name) => Object.hasOwn(y, name) && sameValue(x[name], y[name]))
  );
}
