import type { Json } from '@joinery/contracts';
import { setOwn } from './fields.ts';

type Members = { readonly [key: string]: Json };

/** From here on characters may be written in another Unicode form. */
const mayVary = /[\u0300-\uffff]/;

/** One form per text: NFC, and `\n` as line end. Blanks are content and stay. */
export function canonicalString(text: string): string {
  const normal = mayVary.test(text) ? text.normalize('NFC') : text;
  return normal.includes('\r') ? normal.replaceAll('\r\n', '\n') : normal;
}

/**
 * The same text for the same content: members in order of their names, strings in canonical form. Missing members and
 * `null` ones are different.
 *
 * @example canonicalText({ b: 1, a: ['x'] }) // '{"a":["x"],"b":1}'
 */
export function canonicalText(value: Json): string {
  return written(ordered(value));
}

/** Of an object only the named members, which must be given in order. */
export function canonicalMembers(object: Members, names: readonly string[]): string {
  return written(orderedMembers(object, names));
}

/** Normalised once as a whole, which costs far less than string by string. */
function written(value: Json): string {
  const text = JSON.stringify(value);
  const normal = mayVary.test(text) ? text.normalize('NFC') : text;
  return normal.includes(String.raw`\r\n`) ? normal.replaceAll(String.raw`\r\n`, String.raw`\n`) : normal;
}

function ordered(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(ordered);
  const members: Record<string, Json> = {};
  for (const name of sortedNames(value)) {
    const member = value[name];
    if (member !== undefined) setOwn(members, name, typeof member === 'object' ? ordered(member) : member);
  }
  return members;
}

/** Records of a page have the same members, so the order found last is nearly always the next one's too. */
let lastOrder: { readonly names: readonly string[]; readonly sorted: readonly string[] } = { names: [], sorted: [] };

function sortedNames(object: Members): readonly string[] {
  const names = Object.keys(object);
  const { names: last } = lastOrder;
  const isSame = names.length === last.length && names.every((name, index) => name === last[index]);
  if (!isSame) lastOrder = { names, sorted: names.toSorted() };
  return lastOrder.sorted;
}

function orderedMembers(object: Members, names: readonly string[]): Json {
  const members: Record<string, Json> = {};
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (value !== undefined) setOwn(members, name, typeof value === 'object' ? ordered(value) : value);
  }
  return members;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
