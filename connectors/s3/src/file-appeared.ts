import { defineTrigger, form, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { prefixField, summary, summarySample } from './actions/object-fields.ts';
import { listPage } from './objects.ts';

export const fileAppeared = defineTrigger({
  kind: 'polling',
  title: { zh: '有新文件(轮询)', en: 'File appeared (polling)' },
  description: {
    zh: '前缀下新建或覆盖了对象;每次查看都列出整个前缀,请让它保持不大',
    en: 'An object below the prefix is new or was replaced; every look lists the whole prefix, so keep it small',
  },
  settings: form({ prefix: prefixField }),
  output: summary,
  sample: summarySample,
  operation: { kind: 'code', paginated: true },
  cursor: { kind: 'time', value: 'item.lastModified', format: 'iso', lagMs: 60_000 },
  dedupeKey: "item.key & ' ' & item.etag & ' ' & item.lastModified",
  correlationKey: 'item.key',
});

/** Listings go by key: those from the moment on are chosen here. Folders that consoles make are no files. */
export async function pageOfFiles(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const { items, next } = await listPage(ctx, { prefix: (input['prefix'] ?? '') as string, from });
  const since = typeof ctx.cursor === 'string' ? Date.parse(ctx.cursor) : 0;
  const files = (items as readonly JsonObject[]).filter(
    ({ key, lastModified }) => !(key as string).endsWith('/') && Date.parse(lastModified as string) >= since,
  );
  return { items: files, next };
}
