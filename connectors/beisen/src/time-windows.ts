import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { readScroll } from './scroll.ts';

const hour = 3_600_000;
/** iTalent takes at most 90 days at once. */
const widest = 89 * 24 * hour;
/** A stretch with more records is halved, so that memory stays bounded. */
const most = 5_000;
/** Over there it may be a little later than here. */
const clockLead = 60_000;

/** What is listed: organisations or employees, by the time of their last business change. */
export interface Listing {
  readonly path: string;
  readonly budget: string;
  readonly filter: (ctx: CodeContext) => JsonObject;
}

/** Where a listing stands: the beginning of the next stretch of time, and how wide stretches are. Epoch ms, ms. */
interface Position extends JsonObject {
  readonly at: number;
  readonly width: number;
}

/** All records changed since a moment (epoch ms), a stretch of time as a page; stretches without records are passed over. */
export async function pageSince(ctx: CodeContext, listing: Listing, since: number, from: Json): Promise<CodePage> {
  let { at, width } = (from ?? { at: since, width: widest }) as Position;
  for (;;) {
    const now = ctx.now();
    const end = Math.min(at + width, now + clockLead);
    const items = await readStretch(ctx, listing, at, end, width > hour ? most : undefined);
    if (items === undefined) {
      width = Math.max(hour, Math.floor(width / 2));
      continue;
    }
    const next: Position | null = end > now ? null : { at: end, width: Math.min(widest, width * 2) };
    if (items.length > 0 || next === null) return { items, next };
    ({ at, width } = next);
  }
}

function readStretch(
  ctx: CodeContext,
  { path, budget, filter }: Listing,
  from: number,
  to: number,
  atMost: number | undefined,
): Promise<readonly JsonObject[] | undefined> {
  const offset = offsetOf(ctx);
  const body = {
    startTime: localText(from, offset),
    stopTime: localText(to, offset),
    timeWindowQueryType: 2,
    isWithDeleted: true,
    withDisabled: true,
    ...filter(ctx),
  };
  return readScroll(ctx, { path, budget, body, ...(atMost !== undefined && { most: atMost }) });
}

/** Where a full listing begins, or a look for changes. Epoch ms. */
export function beginning(ctx: CodeContext, since: Json | undefined): number {
  if (typeof since === 'string') return Date.parse(since);
  const offset = offsetOf(ctx);
  if (typeof ctx.cursor === 'string') return Date.parse(`${ctx.cursor.replace(' ', 'T')}${offset}`);
  const day = ctx.connection['historyFrom'];
  return Date.parse(`${typeof day === 'string' ? day : '2010-01-01'}T00:00:00${offset}`);
}

function offsetOf({ connection }: CodeContext): string {
  const offset = connection['offset'];
  return typeof offset === 'string' ? offset : '+08:00';
}

/** `2026-01-01T00:00:00`, without a zone, as iTalent wants it. */
function localText(moment: number, offset: string): string {
  const [sign = '+', ...digits] = offset;
  const [hours = 0, minutes = 0] = digits.join('').split(':').map(Number);
  const shift = (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
  return new Date(moment + shift).toISOString().slice(0, 19);
}
