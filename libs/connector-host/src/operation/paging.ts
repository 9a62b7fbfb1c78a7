import { createHash } from 'node:crypto';
import type { Json, Pagination } from '@joinery/contracts';
import type { AnswerScope } from '../answer/judge-answer.ts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { failWith } from '../failures.ts';
import { type Draft, place } from '../request/draft.ts';
import { plainText } from '../request/encode-body.ts';
import { isObject } from '../request/put-in-body.ts';

/** Where a page begins, as it is stored with a run: plain data, null for the first page. */
export interface PagePosition {
  readonly kind: 'token' | 'number' | 'offset' | 'url';
  readonly at: Json;
  /** Digest of the page before it. */
  readonly after?: string;
}

export interface Paging {
  readonly items: (scope: AnswerScope) => readonly Json[];
  /** Makes the draft ask for the page at a position. */
  readonly ask: (draft: Draft, from: PagePosition | null) => void;
  /** Position after this page of items; null after the last. */
  readonly next: (scope: AnswerScope, items: readonly Json[], from: PagePosition | null) => PagePosition | null;
}

export function compilePaging(pagination: Pagination, options: EvaluatorOptions): Paging {
  const at = (place: string): EvaluatorOptions => ({ ...options, place: `${options.place}.pagination.${place}` });
  const items = evaluator(pagination.items, at('items'));
  const optional = (name: 'more' | 'total' | 'next'): Evaluator | undefined => {
    const source = (pagination as { readonly [key: string]: unknown })[name];
    return typeof source === 'string' ? evaluator(source, at(name)) : undefined;
  };
  const clues: Clues = {
    more: optional('more'),
    total: optional('total'),
    next: optional('next'),
    connector: options.connector,
  };
  return {
    items: (scope) => asItems(items(scope)),
    ask: (draft, from) => ask(pagination, draft, from),
    next: (scope, found, from) => {
      const position = nextPosition(pagination, clues, { scope, count: found.length, from });
      if (!position) return null;
      if (from && JSON.stringify(position.at) === JSON.stringify(from.at)) throw circling(options);
      if (!counted.has(position.kind) || found.length === 0) return position;
      const after = createHash('sha256').update(JSON.stringify(found)).digest('base64url');
      if (from?.after === after) throw circling(options);
      return { ...position, after };
    },
  };
}

/** Positions that grow by themselves: a vendor that does not heed them gives the same page for ever. */
const counted: ReadonlySet<PagePosition['kind']> = new Set(['number', 'offset']);

/** Reads a stored position; anything else begins at the first page. */
export function positionFrom(stored: Json): PagePosition | null {
  if (!isObject(stored) || typeof stored['kind'] !== 'string') return null;
  return stored as unknown as PagePosition;
}

interface Clues {
  readonly more: Evaluator | undefined;
  readonly total: Evaluator | undefined;
  readonly next: Evaluator | undefined;
  readonly connector: Json;
}

interface PageSeen {
  readonly scope: AnswerScope;
  readonly count: number;
  readonly from: PagePosition | null;
}

/** A missing list is an empty one; one element alone is a list of one, as JSONata gives it. */
function asItems(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value as Json];
}

function ask(pagination: Pagination, draft: Draft, from: PagePosition | null): void {
  if (pagination.size && from?.kind !== 'url') place(draft, pagination.size.send, pagination.size.value);
  switch (pagination.kind) {
    case 'cursor':
      if (from && pagination.send) place(draft, pagination.send, from.at);
      return;
    case 'page':
      place(draft, pagination.send, from ? from.at : pagination.first);
      return;
    case 'offset':
      place(draft, pagination.send, (from ? Number(from.at) : 0) + pagination.first);
      return;
    case 'token-in-body':
      if (from) place(draft, { in: 'body', path: [...pagination.path] }, from.at);
      return;
    case 'link-header':
    case 'next-url':
      if (from) goTo(draft, plainText(from.at));
      return;
  }
}

/** The vendor's address, perhaps relative, holds the whole query. */
function goTo(draft: Draft, url: string): void {
  draft.url = URL.canParse(url, draft.url) ? new URL(url, draft.url).href : url;
  draft.query.length = 0;
}

function nextPosition(pagination: Pagination, clues: Clues, seen: PageSeen): PagePosition | null {
  if (clues.more && clues.more(seen.scope) !== true) return null;
  switch (pagination.kind) {
    case 'cursor':
    case 'token-in-body':
      return positionOf('token', clues.next?.(seen.scope));
    case 'next-url':
      return positionOf('url', clues.next?.(seen.scope));
    case 'link-header':
      return positionOf('url', linkTarget(seen.scope.headers['link'], pagination.rel));
    case 'page': {
      const number = seen.from ? Number(seen.from.at) : pagination.first;
      const done = (number - pagination.first + 1) * pagination.size.value;
      return isLast(clues, seen, pagination.size.value, done) ? null : { kind: 'number', at: number + 1 };
    }
    case 'offset': {
      const done = (seen.from ? Number(seen.from.at) : 0) + seen.count;
      return isLast(clues, seen, pagination.size.value, done) ? null : { kind: 'offset', at: done };
    }
  }
}

function isLast({ more, total }: Clues, { scope, count }: PageSeen, size: number, done: number): boolean {
  if (count === 0) return true;
  if (more) return false;
  const all = total?.(scope);
  return all === undefined || all === null ? count < size : done >= Number(all);
}

function positionOf(kind: PagePosition['kind'], at: Json | undefined): PagePosition | null {
  return at === undefined || at === null || at === '' || at === false ? null : { kind, at };
}

/** The target of a relation in a `Link` header (RFC 8288). */
export function linkTarget(header: string | undefined, rel: string): string | undefined {
  for (const match of (header ?? '').matchAll(/<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)/g)) {
    const [, target, parameters = ''] = match;
    const given = /(?:^|;)\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))/i.exec(parameters);
    if ((given?.[1] ?? given?.[2] ?? '').split(/\s+/).includes(rel)) return target;
  }
  return undefined;
}

function circling({ connector }: EvaluatorOptions) {
  const detail = { zh: '下一页与本页相同', en: 'the next page is this one again' };
  return failWith('connector.response-invalid', { connector, detail });
}
