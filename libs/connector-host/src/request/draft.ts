import type { Json, Placement, RequestTemplate } from '@joinery/contracts';
import { plainText } from './encode-body.ts';
import { putInBody } from './put-in-body.ts';

/** A request that is being put together: paging, idempotency key and credentials still add to it. */
export interface Draft {
  readonly method: RequestTemplate['method'];
  /** Whole address, without what `query` holds. */
  url: string;
  readonly query: [string, string][];
  readonly headers: Record<string, string>;
  body: Json | undefined;
  readonly encoding: RequestTemplate['encoding'];
  /** Names of the headers that are credentials. */
  readonly credentialHeaders: string[];
}

/** Puts a value where a placement says. */
export function place(draft: Draft, placement: Placement, value: Json): void {
  switch (placement.in) {
    case 'header':
      draft.headers[placement.name.toLowerCase()] = plainText(value);
      return;
    case 'query':
      setQuery(draft.query, placement.name, plainText(value));
      return;
    case 'body':
      draft.body = putInBody(draft.body, placement.path, value);
      return;
  }
}

function setQuery(query: [string, string][], name: string, value: string): void {
  const held = query.find(([each]) => each === name);
  if (held) held[1] = value;
  else query.push([name, value]);
}

/** The whole address. */
export function addressOf(draft: Pick<Draft, 'url' | 'query'>): string {
  if (draft.query.length === 0) return draft.url;
  const query = draft.query
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `${draft.url}${draft.url.includes('?') ? '&' : '?'}${query}`;
}
