import type { JsonObject } from '@joinery/contracts';
import {
  encodeCursor,
  InvalidCursor,
  pageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
  readonly Body: JsonObject | undefined;
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Handler = (asked: Asked & { readonly request: SimulatorRequest }, reply: SimulatorReply) => unknown;

/** A path of version 2, with and without `.json` behind it. */
export function route(app: SimulatorApp, method: Method, path: string, handle: Handler): void {
  const whole = `/api/v2${path}`;
  for (const each of [whole, whole.endsWith(':id') ? `${whole}(^[^/.]+).json` : `${whole}.json`])
    app[method]<Asked>(each, (request, reply) =>
      handle({ Params: request.params, Querystring: request.query, Body: request.body, request }, reply),
    );
}

const padded = (value: JsonObject[string] | undefined): string => textOf(value).padStart(20, '0');

/** A page by cursor, `page[size]` at a time. */
export function cursorPage(
  name: string,
  rows: readonly JsonObject[],
  { request, Querystring: query }: Parameters<Handler>[0],
  { faults }: SimulatorBox,
): JsonObject {
  const limit = Math.min(100, Math.max(1, Number(query['page[size]'] ?? 100)));
  const cursor = query['page[after]'];
  const ordered = rows.toSorted((a, b) => Number(a['id']) - Number(b['id']));
  const { items, next } = pageOf({
    rows: ordered,
    limit,
    cursor,
    placeOf: (row) => [padded(row['id'])],
    faults,
    path: request.url,
  });
  return {
    [name]: items,
    meta: { has_more: next !== undefined, after_cursor: next ?? null, before_cursor: null },
    links: { next: next ? addressOf(request, { 'page[after]': next }) : null, prev: null },
  };
}

/** A page of an export: what changed at or after a moment, up to a while ago, in the order of the changes. */
export function exportPage(
  name: string,
  changes: { readonly rows: readonly JsonObject[]; readonly at: (row: JsonObject) => number; readonly delayMs: number },
  { request, Querystring: query }: Parameters<Handler>[0],
  reply: SimulatorReply,
  box: SimulatorBox,
): unknown {
  const { rows, at, delayMs } = changes;
  const { cursor, start_time: start } = query;
  if (cursor === undefined && start === undefined)
    return refuse(reply, 400, { title: 'Missing attribute', message: 'start_time or cursor is required' });
  if (cursor === undefined && Number(start) * 1000 > box.now() - 60_000)
    return refuse(reply, 422, 'InvalidValue', 'Too recent start_time. Use a start_time older than 1 minute');
  const until = Math.floor((box.now() - delayMs) / 1000);
  const due = rows
    .filter((row) => (cursor !== undefined || at(row) >= Number(start)) && at(row) <= until)
    .toSorted((a, b) => at(a) - at(b) || Number(a['id']) - Number(b['id']));
  const placeOf = (row: JsonObject) => [padded(at(row)), padded(row['id'])];
  try {
    const limit = Math.min(1000, Math.max(1, Number(query['per_page'] ?? 1000)));
    const { items, next } = pageOf({ rows: due, limit, cursor, placeOf, faults: box.faults, path: request.url });
    const last = items.at(-1);
    const after = next ?? (last ? encodeCursor(placeOf(last)) : (cursor ?? null));
    return {
      [name]: items,
      after_cursor: after,
      after_url: after === null ? null : addressOf(request, { cursor: after }),
      before_cursor: null,
      before_url: null,
      end_of_stream: next === undefined,
    };
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    return refuse(reply, 400, 'InvalidPaginationParameter', 'cursor is not valid');
  }
}

/** The same by time alone: a page ends at a moment, with which the next one begins. */
export function exportByTime(
  name: string,
  changes: { readonly rows: readonly JsonObject[]; readonly at: (row: JsonObject) => number; readonly delayMs: number },
  { request, Querystring: { start_time: start = '0' } }: Parameters<Handler>[0],
  reply: SimulatorReply,
  box: SimulatorBox,
): unknown {
  const { rows, at, delayMs } = changes;
  if (Number(start) * 1000 > box.now() - 60_000)
    return refuse(reply, 422, 'InvalidValue', 'Too recent start_time. Use a start_time older than 1 minute');
  const until = Math.floor((box.now() - delayMs) / 1000);
  const due = rows.filter((row) => at(row) >= Number(start) && at(row) <= until).toSorted((a, b) => at(a) - at(b));
  const items = due.slice(0, 1000);
  const last = items.at(-1);
  const end = last ? at(last) : null;
  return {
    [name]: items,
    count: items.length,
    end_time: end,
    next_page: end === null ? null : addressOf(request, { start_time: String(end) }),
    end_of_stream: due.length <= 1000,
  };
}

function addressOf({ url, host }: SimulatorRequest, changes: Readonly<Record<string, string>>): string {
  const address = new URL(url, `http://${host}`);
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
  return address.href;
}
