import { defineAction, type CodeContext, type CodePage, type HttpAnswer } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { readFields } from '../request-fields.ts';
import { callOf } from '../send-request.ts';

const memberPath = (zh: string, en: string, example: string): JsonObject => ({
  type: 'string',
  maxLength: 200,
  'x-title': { zh, en },
  'x-placeholder': example,
});
const name = (zh: string, en: string, value: string): JsonObject => ({
  type: 'string',
  pattern: '^[A-Za-z0-9_.\\[\\]-]{1,100}$',
  default: value,
  'x-title': { zh, en },
});

export const listAction = defineAction({
  title: { zh: '分页读取列表', en: 'List, page by page' },
  input: {
    type: 'object',
    required: ['path', 'paging'],
    properties: {
      ...readFields,
      items: memberPath('列表所在字段(空为整个响应体)', 'Where the list is (empty: the body itself)', 'data.items'),
      paging: {
        type: 'string',
        enum: ['page', 'offset', 'cursor', 'next-url', 'link-header', 'none'],
        default: 'page',
        'x-title': { zh: '分页方式', en: 'Paging' },
        'x-labels': {
          page: { zh: '页码', en: 'Page number' },
          offset: { zh: '偏移量', en: 'Offset' },
          cursor: { zh: '游标', en: 'Cursor' },
          'next-url': { zh: '响应体中的下一页地址', en: 'Next address in the body' },
          'link-header': { zh: 'Link 响应头', en: 'Link header' },
          none: { zh: '不分页', en: 'A single page' },
        },
      },
      pageParameter: name('页码/偏移/游标参数', 'Parameter of page, offset or cursor', 'page'),
      sizeParameter: name('每页条数参数', 'Parameter of the page size', 'per_page'),
      size: {
        type: 'integer',
        minimum: 1,
        maximum: 1_000,
        default: 100,
        'x-title': { zh: '每页条数', en: 'Page size' },
      },
      firstPage: {
        type: 'integer',
        minimum: 0,
        maximum: 1,
        default: 1,
        'x-title': { zh: '首页页码', en: 'Number of the first page' },
      },
      next: memberPath('下一页游标或地址所在字段', 'Where the next cursor or address is', 'paging.next'),
    },
    additionalProperties: false,
  },
  output: {},
  sample: { id: 42, name: 'sample' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'code', paginated: true },
});

interface Listing extends JsonObject {
  readonly paging: 'page' | 'offset' | 'cursor' | 'next-url' | 'link-header' | 'none';
}

/** Where a page begins: a number, a cursor or an address, by the way of paging. */
export async function pageOfList(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const listing = input as Listing;
  const byAddress = listing.paging === 'next-url' || listing.paging === 'link-header';
  const asked =
    byAddress && from !== null
      ? { ...input, path: textOf(from), query: {} }
      : { ...input, query: { ...(input['query'] as JsonObject), ...places(listing, from) } };
  const answer = await ctx.http(callOf(asked, ctx, 'GET'));
  const items = asList(member(answer.body, textOf(input['items'])));
  const next = nextPlace(listing, { answer, from, count: items.length });
  if (next !== null && next === from)
    throw ctx.fault({ meaning: 'permanent', message: 'the next page begins where this one began' });
  return { items, next };
}

function places(listing: Listing, from: Json): JsonObject {
  const size = { [textOf(listing['sizeParameter']) || 'per_page']: sizeOf(listing) };
  const parameter = textOf(listing['pageParameter']);
  switch (listing.paging) {
    case 'page':
      return { ...size, [parameter || 'page']: from ?? firstPage(listing) };
    case 'offset':
      return { ...size, [parameter || 'offset']: from ?? 0 };
    case 'cursor':
      return from === null ? size : { ...size, [parameter || 'cursor']: from };
    case 'next-url':
    case 'link-header':
      return size;
    case 'none':
      return {};
  }
}

interface Seen {
  readonly answer: HttpAnswer;
  readonly from: Json;
  readonly count: number;
}

/** Numbered pages end with the first one that is empty: a short page may only be the vendor's own limit. */
function nextPlace(listing: Listing, { answer, from, count }: Seen): Json {
  switch (listing.paging) {
    case 'page':
      return count === 0 ? null : Number(from ?? firstPage(listing)) + 1;
    case 'offset':
      return count === 0 ? null : Number(from ?? 0) + count;
    case 'cursor':
    case 'next-url':
      return textOf(member(answer.body, textOf(listing['next']))) || null;
    case 'link-header':
      return linkedNext(answer.headers['link'] ?? '');
    case 'none':
      return null;
  }
}

/** `Link: <…>; rel="next"` (RFC 8288) */
function linkedNext(header: string): Json {
  const next = header.split(/,(?=\s*<)/).find((part) => /;\s*rel="?[^";]*\bnext\b/i.test(part));
  return /<([^>]*)>/.exec(next ?? '')?.[1] ?? null;
}

function firstPage(listing: Listing): number {
  return listing['firstPage'] === 0 ? 0 : 1;
}

function sizeOf(listing: Listing): number {
  return typeof listing['size'] === 'number' ? listing['size'] : 100;
}

function member(body: Json, path: string): Json {
  if (path === '') return body;
  return path.split('.').reduce<Json>((value, key) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && Object.hasOwn(value, key) ? ((value as JsonObject)[key] ?? null) : null;
  }, body);
}

function asList(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  return value === null ? [] : [value];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
