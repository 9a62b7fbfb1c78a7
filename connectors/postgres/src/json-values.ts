import type { Column } from '@joinery/connector-sdk/relational';
import type { Json } from '@joinery/contracts';
import type { CustomTypesConfig } from 'pg';

/** Type ids of pg_type that stay the same in every installation. */
const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  json: 114,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  jsonb: 3802,
};
const textArrays = new Set([1009, 1015]);

type Reader = (text: string) => Json;

const readers: Readonly<Record<number, Reader>> = {
  [oid.bool]: (text) => text === 't',
  [oid.bytea]: (text) => Buffer.from(text.slice(2), 'hex').toString('base64'),
  [oid.int2]: Number,
  [oid.int4]: Number,
  // Numbers beyond 2^53 stay text, so that no digit is lost.
  [oid.int8]: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  [oid.float4]: finiteOrText,
  [oid.float8]: finiteOrText,
  [oid.json]: (text) => JSON.parse(text) as Json,
  [oid.jsonb]: (text) => JSON.parse(text) as Json,
  [oid.timestamptz]: instant,
};

/** How values come out of the database: as JSON, with every digit they have. */
export const types: CustomTypesConfig = {
  getTypeParser: ((id: number) =>
    textArrays.has(id) ? textArray : (readers[id] ?? String)) as CustomTypesConfig['getTypeParser'],
};

function finiteOrText(text: string): Json {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/**
 * `2026-09-01 01:05:00.123456+00` (the session is in UTC) to RFC 3339, microseconds kept. The database leaves zeros at
 * the end out; with milliseconds it is the text that others write for the same moment.
 */
function instant(text: string): string {
  const [, date, time, fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return date === undefined ? text : `${date}T${time}.${fraction.padEnd(3, '0')}Z`;
}

/** A `timestamp` has no zone of its own; the session reads and writes it in UTC. */
export function momentOf(value: Json, { type }: Column): Json {
  const isBare = typeof value === 'string' && /^timestamp.* without time zone$/.test(type);
  return isBare ? `${value.replace(' ', 'T')}Z` : value;
}

/** `{a,"b \"c\"",NULL}` */
function textArray(text: string): Json {
  const items: Json[] = [];
  for (const match of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^",]+)/g)) {
    const [, inQuotes, bare] = match;
    items.push(bare === 'NULL' ? null : (bare ?? (inQuotes ?? '').replace(/\\(.)/g, '$1')));
  }
  return items;
}

/** How a JSON value goes into a column: documents as JSON text, lists as lists where the column holds lists. */
export function parameterOf(value: Json | undefined, column: Pick<Column, 'type'>): unknown {
  if (value === undefined || value === null) return null;
  if (column.type === 'json' || column.type === 'jsonb') return JSON.stringify(value);
  if (column.type === 'bytea' && typeof value === 'string') return Buffer.from(value, 'base64');
  if (column.type.endsWith('[]') && Array.isArray(value)) return value;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
