import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';

/** Edited bugs by the time of editing, then new ones by their number: a bug that was never edited has no such time. */
const orders = [
  { order: 'lastEditedDate_desc', time: 'lastEditedDate' },
  { order: 'id_desc', time: 'openedDate' },
] as const;
const pageSize = 100;

interface Position extends JsonObject {
  readonly order: number;
  readonly page: number;
}

/**
 * One page of bugs touched since `ctx.cursor`. ZenTao cannot be asked for what changed: its lists are read from the newest
 * backwards until they are older than the cursor. At the very first look every bug is new, so the second order alone does.
 */
export async function pageOfChangedBugs(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const since = typeof ctx.cursor === 'string' ? Date.parse(ctx.cursor) : Number.NEGATIVE_INFINITY;
  const first: Position = { order: ctx.cursor === undefined ? 1 : 0, page: 1 };
  const { order, page } = (from ?? first) as Position;
  const asked = orders[order];
  if (!asked) return { items: [], next: null };
  const { body } = await ctx.http({
    method: 'GET',
    url: `/products/${ctx.connection['product'] as number}/bugs`,
    query: { status: 'all', order: asked.order, page, limit: pageSize },
  });
  const bugs = ((body as JsonObject)['bugs'] ?? []) as readonly JsonObject[];
  const fresh = bugs.filter((bug) => touched(bug, asked.time) >= since);
  // The lists are sorted, so the first one that is too old ends this order.
  if (fresh.length === bugs.length && bugs.length > 0)
    return { items: fresh.map(plain), next: { order, page: page + 1 } };
  return { items: fresh.map(plain), next: order + 1 < orders.length ? { order: order + 1, page: 1 } : null };
}

function touched(bug: JsonObject, time: 'lastEditedDate' | 'openedDate'): number {
  const text = bug[time];
  return typeof text === 'string' && text !== '' ? Date.parse(text) : Number.NEGATIVE_INFINITY;
}

/** The status as the word it is in a single bug. */
function plain(bug: JsonObject): JsonObject {
  const { status } = bug;
  if (typeof status !== 'object' || status === null || Array.isArray(status)) return bug;
  return { ...bug, status: (status as JsonObject)['code'] ?? null };
}
