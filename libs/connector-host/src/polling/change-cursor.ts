import type { ChangeCursor, Json } from '@joinery/contracts';
import type { Evaluator } from '../expressions/evaluator.ts';
import { plainText } from '../request/encode-body.ts';
import { isObject } from '../request/put-in-body.ts';

/**
 * How far a poll is, as plain data that is stored with the trigger.
 * `at`: the furthest value seen (epoch ms, number, or bookmark). `seen`: keys that the next look will meet again,
 * with their values. `page`: where an unfinished look goes on; then `from` is what the look began with and `high` the
 * furthest value it has met.
 */
export interface PollCursor {
  readonly at: Json;
  readonly seen: readonly (readonly [key: string, value: number])[];
  readonly page?: Json;
  readonly high?: Json;
}

export interface CompiledCursor {
  readonly cursor: ChangeCursor;
  readonly value: Evaluator;
  readonly offset: Evaluator | undefined;
}

/** Above this the oldest keys are forgotten; a vendor with so many changes in its lag sends them twice at worst. */
const seenAtMost = 20_000;

export function readPollCursor(stored: Json | undefined): PollCursor | undefined {
  return isObject(stored) && 'seen' in stored ? (stored as unknown as PollCursor) : undefined;
}

/** What the request sees as `state.cursor`: the vendor's notation of where to look from. */
export function cursorForRequest({ cursor, offset }: CompiledCursor, at: Json, connection: Json): Json | undefined {
  if (at === null) return undefined;
  if (cursor.kind !== 'time') return at;
  const from = new Date(Math.max(0, Number(at) - cursor.lagMs));
  switch (cursor.format) {
    case 'iso':
      return from.toISOString();
    case 'iso-seconds':
      return `${from.toISOString().slice(0, 19)}Z`;
    case 'date-time':
      return localText(from, offsetMs(offset, connection));
    case 'epoch-seconds':
      return Math.floor(from.getTime() / 1000);
    case 'epoch-milliseconds':
      return from.getTime();
  }
}

/** The value of a record as a number that can be compared; NaN where it has none. */
export function valueOf({ cursor, value, offset }: CompiledCursor, item: Json, connection: Json): number {
  const found = value({ item });
  if (cursor.kind !== 'time') return Number(found ?? Number.NaN);
  if (found === undefined || found === null) return Number.NaN;
  switch (cursor.format) {
    case 'epoch-seconds':
      return Number(found) * 1000;
    case 'epoch-milliseconds':
      return Number(found);
    case 'date-time':
      return parseLocal(plainText(found), offsetMs(offset, connection));
    default:
      return Date.parse(plainText(found));
  }
}

/** Which keys the next look from `at` will meet again. */
export function keysToRemember(
  { cursor }: CompiledCursor,
  at: Json,
  seen: readonly (readonly [string, number])[],
): readonly (readonly [string, number])[] {
  if (cursor.kind === 'opaque' || at === null) return [];
  const from = cursor.kind === 'time' ? Math.floor((Number(at) - cursor.lagMs) / 1000) * 1000 : Number(at);
  return seen.filter(([, value]) => !(value < from)).slice(-seenAtMost);
}

const localPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;

function parseLocal(text: string, offset: number): number {
  const [, day, time, zone] = localPattern.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return Date.parse(text);
  return zone === undefined ? Date.parse(`${day}T${time}Z`) - offset : Date.parse(`${day}T${time}${zone}`);
}

function localText(moment: Date, offset: number): string {
  return new Date(moment.getTime() + offset).toISOString().slice(0, 19).replace('T', ' ');
}

function offsetMs(offset: Evaluator | undefined, connection: Json): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(plainText(offset?.({ connection }) ?? '')) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
