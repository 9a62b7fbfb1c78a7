import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

/** A filter the provider cannot read. */
export class InvalidFilter extends Error {
  override readonly name = 'InvalidFilter';
}

type Test = (row: JsonObject) => boolean;

const comparison =
  /^([A-Za-z][\w.:$-]*)(?:\[([^\]]+)\](?:\.(\w+))?)?\s+(?:(eq|ne|co|sw|ew|gt|ge|lt|le)\s+("(?:[^"\\]|\\.)*"|true|false|null|-?\d+(?:\.\d+)?)|(pr))$/i;

/** RFC 7644 §3.4.2.2, without parentheses and `not`. */
export function parseFilter(text: string): Test {
  const any = text.split(/\s+or\s+/i).map((part) => part.split(/\s+and\s+/i).map(parseComparison));
  return (row) => any.some((all) => all.every((test) => test(row)));
}

function parseComparison(text: string): Test {
  const [, path = '', inner, member, operator, literal] = comparison.exec(text.trim()) ?? [];
  if (path === '') throw new InvalidFilter(text);
  const among = inner === undefined ? undefined : parseComparison(inner);
  if (operator === undefined || literal === undefined)
    return (row) => valuesAt(row, path, among, member).some((value) => value !== null && value !== '');
  const wanted = JSON.parse(literal) as Json;
  return (row) => {
    const values = valuesAt(row, path, among, member);
    return operator.toLowerCase() === 'ne'
      ? values.every((value) => !same(value, wanted))
      : values.some((value) => holds(operator.toLowerCase(), value, wanted));
  };
}

function valuesAt(row: JsonObject, path: string, among: Test | undefined, member: string | undefined): readonly Json[] {
  const found = path
    .split('.')
    .reduce<readonly Json[]>((values, name) => values.flatMap((value) => memberOf(value, name)), [row]);
  const lists = found.flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]) : [value]));
  const kept = among
    ? lists.filter((value) => typeof value === 'object' && value !== null && among(value as JsonObject))
    : lists;
  return member === undefined ? kept : kept.flatMap((value) => memberOf(value, member));
}

/** Names of attributes know no case. */
function memberOf(value: Json, name: string): readonly Json[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((each) => memberOf(each, name));
  if (typeof value !== 'object' || value === null) return [];
  const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? [] : [(value as JsonObject)[key] ?? null];
}

function same(value: Json, wanted: Json): boolean {
  return typeof value === 'string' ? value.toLowerCase() === textOf(wanted).toLowerCase() : value === wanted;
}

function holds(operator: string, value: Json, wanted: Json): boolean {
  const [held, given] = [textOf(value).toLowerCase(), textOf(wanted).toLowerCase()];
  switch (operator) {
    case 'eq':
      return same(value, wanted);
    case 'co':
      return held.includes(given);
    case 'sw':
      return held.startsWith(given);
    case 'ew':
      return held.endsWith(given);
    default: {
      const times = [Date.parse(held), Date.parse(given)] as const;
      const [a, b] = times.some(Number.isNaN) ? [held, given] : times;
      return { gt: a > b, ge: a >= b, lt: a < b, le: a <= b }[operator as 'gt'];
    }
  }
}
