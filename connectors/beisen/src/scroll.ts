import { createHash } from 'node:crypto';
import type { CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';

export interface Scroll {
  readonly path: string;
  readonly budget: string;
  /** All but the scroll's own members. */
  readonly body: JsonObject;
  /** Give up, and say so, when there are more records than this. */
  readonly most?: number;
}

const perPage = 300;

/**
 * Reads a scroll to its end. iTalent forgets one after ten seconds and cannot go back in it, so nothing is given out
 * before the last page is here, and after a page that went wrong the whole is read again.
 *
 * @returns the records; undefined when there are more than `most`
 */
export async function readScroll(ctx: CodeContext, scroll: Scroll): Promise<readonly JsonObject[] | undefined> {
  const records: JsonObject[] = [];
  let scrollId: Json = '';
  let before = '';
  for (;;) {
    const page = await nextPage(ctx, scroll, scrollId);
    const total = Number(page['total'] ?? 0);
    if (scroll.most !== undefined && Math.max(total, records.length) > scroll.most) return undefined;
    const found = (page['data'] ?? []) as readonly JsonObject[];
    if (found.length === 0) return records;
    const digest = createHash('sha256').update(JSON.stringify(found)).digest('base64');
    if (digest === before) throw ctx.fault({ meaning: 'transient', message: 'the scroll gives the same page again' });
    before = digest;
    records.push(...found);
    scrollId = page['scrollId'] ?? '';
    if (scrollId === '') return records;
  }
}

async function nextPage(ctx: CodeContext, { path, budget, body }: Scroll, scrollId: Json): Promise<JsonObject> {
  const answer = await ctx.http({
    method: 'POST',
    url: path,
    body: { ...body, scrollId, capacity: perPage },
    budget,
  });
  return (answer.body ?? {}) as JsonObject;
}
