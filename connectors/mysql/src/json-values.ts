import type { Column } from '@joinery/connector-sdk/relational';
import type { Json, JsonObject } from '@joinery/contracts';

/** Column types of the protocol. https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html */
const protocol = { timestamp: 7, datetime: 12 } as const;

interface Field {
  readonly name: string;
  readonly columnType?: number | undefined;
}

/** A row as JSON: bytes in base64, moments as RFC 3339 in UTC, numbers beyond 2^53 and decimals as text. */
export function jsonRow(row: Readonly<Record<string, unknown>>, fields: readonly Field[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.name, jsonValue(row[field.name], field)]));
}

function jsonValue(value: unknown, { columnType }: Field): Json {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  const isMoment = columnType === protocol.datetime || columnType === protocol.timestamp;
  if (isMoment && typeof value === 'string') return instant(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return (value ?? null) as Json;
}

/** `2026-09-01 01:05:00.123` (the session is in UTC); a zero date is no moment and stays as it is. */
function instant(text: string): string {
  return text.startsWith('0000') ? text : `${text.replace(' ', 'T')}Z`;
}

const binary = /^(?:tiny|medium|long)?blob$|^(?:var)?binary/;

/** How a JSON value goes into a column. */
export function parameterOf(value: Json | undefined, { type }: Pick<Column, 'type'>): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value !== 'string') return value;
  if (binary.test(type)) return Buffer.from(value, 'base64');
  return /^(?:datetime|timestamp)/.test(type) ? localMoment(value) : value;
}

const rfc3339 = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,6})?\d*(Z|[+-]\d{2}:\d{2})$/i;

/** RFC 3339 as the session's UTC text, microseconds kept; what is written otherwise is for the database to judge. */
function localMoment(text: string): string {
  const [, day, time, fraction = '', zone] = rfc3339.exec(text) ?? [];
  if (day === undefined || zone === undefined) return text;
  if (/^z$/i.test(zone)) return `${day} ${time}${fraction}`;
  const utc = new Date(`${day}T${time}${zone}`).toISOString();
  return `${utc.slice(0, 19).replace('T', ' ')}${fraction}`;
}
