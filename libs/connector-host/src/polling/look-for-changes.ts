import { FailureError, type Json } from '@joinery/contracts';
import type { Evaluator } from '../expressions/evaluator.ts';
import type { OperationPage, OperationRun, Operations } from '../operation/run-operation.ts';
import {
  type CompiledCursor,
  cursorForRequest,
  keysToRemember,
  type PollCursor,
  readPollCursor,
  valueOf,
} from './change-cursor.ts';

export interface Change {
  /** The same for the same occurrence. */
  readonly key: string;
  readonly item: Json;
}

export interface Changes {
  readonly changes: readonly Change[];
  /** To be stored in the transaction that stores the changes. */
  readonly cursor: Json;
  /** There is more right now: look again without waiting. */
  readonly more: boolean;
}

export interface Look {
  readonly operations: Operations;
  readonly run: OperationRun;
  readonly cursor: CompiledCursor;
  /** Over `{item}`: what tells one occurrence from another. */
  readonly key: Evaluator;
  /** As the last look gave it; undefined at the very first. */
  readonly stored: Json | undefined;
  /** At the very first look: begin now, or with everything there is. */
  readonly from: 'now' | 'beginning';
  readonly now: number;
  readonly changesAtMost: number;
}

/**
 * Looks once for what has changed. Changes come at least once and, within the lag, each once: the request asks again
 * from before the furthest value, and what was met there is known by its key. A look that meets very much is
 * cut after a page and goes on there next time; its furthest value counts only when its last page is read.
 */
export async function lookForChanges(look: Look): Promise<Changes> {
  const { cursor } = look.cursor;
  const held = readPollCursor(look.stored);
  if (!held && look.from === 'now') return firstLook(look);
  const begun: PollCursor = held ?? { at: null, seen: [] };
  const request = cursorForRequest(look.cursor, begun.at, look.run.session.values);
  const run = { ...look.run, state: { ...look.run.state, cursor: request } };
  const known = new Map(begun.seen);
  const changes: Change[] = [];
  let high: Json = begun.high ?? begun.at;
  let page: Json = begun.page ?? null;
  do {
    const read: OperationPage = await readPage(look, run, page);
    high = furthest(look, read, high);
    for (const change of newOnes(look, read, known)) changes.push(change);
    page = read.next;
  } while (page !== null && changes.length < look.changesAtMost);
  const seen = [...known];
  if (page !== null) return { changes, cursor: { at: begun.at, seen, page, high } as unknown as Json, more: true };
  const at = high;
  const remembered = cursor.kind === 'opaque' ? [] : keysToRemember(look.cursor, at, seen);
  return { changes, cursor: { at, seen: remembered } as unknown as Json, more: false };
}

/**
 * A page position that was kept since the last look may have expired at the vendor: then the look begins anew, and what
 * it has given out already is known by its keys.
 */
async function readPage({ operations, stored }: Look, run: OperationRun, page: Json): Promise<OperationPage> {
  try {
    return await operations.page(run, page);
  } catch (error) {
    const kept = readPollCursor(stored)?.page;
    const lasting = error instanceof FailureError && ['invalid', 'permanent', 'conflict'].includes(error.failure.kind);
    if (!lasting || page === null || page !== kept) throw error;
    return operations.page(run, null);
  }
}

/** Remembers what is there already within the lag, so that it is not taken for new. */
async function firstLook(look: Look): Promise<Changes> {
  const { cursor } = look.cursor;
  const at: Json = cursor.kind === 'time' ? look.now : null;
  const whole: Look = { ...look, stored: { at, seen: [] }, changesAtMost: Infinity };
  const { cursor: after } = await lookForChanges(whole);
  return { changes: [], cursor: after, more: false };
}

function furthest({ cursor, run }: Look, { items, scope }: OperationPage, high: Json): Json {
  if (cursor.cursor.kind === 'opaque') return cursor.value(scope) ?? high;
  const values = items.map((item) => valueOf(cursor, item, run.session.values)).filter((value) => !Number.isNaN(value));
  return values.reduce<Json>((top, value) => (top === null || value > Number(top) ? value : top), high);
}

function* newOnes({ cursor, key, run }: Look, { items }: OperationPage, known: Map<string, number>): Generator<Change> {
  for (const item of items) {
    const found = key({ item });
    const text = typeof found === 'string' ? found : JSON.stringify(found ?? item);
    if (known.has(text)) continue;
    const value = cursor.cursor.kind === 'opaque' ? 0 : valueOf(cursor, item, run.session.values);
    known.set(text, Number.isNaN(value) ? 0 : value);
    yield { key: text, item };
  }
}
