import type { ConnectorManifest, Json, RequestTemplate } from '@joinery/contracts';
import { type Evaluator, evaluator, type EvaluatorOptions } from '../expressions/evaluator.ts';
import { template } from '../expressions/template.ts';
import type { Draft } from './draft.ts';
import { plainText } from './encode-body.ts';

/** What a request's expressions see. */
export interface RequestScope {
  readonly input: Json;
  readonly connection: Json;
  readonly account: Json;
  readonly state: Readonly<Record<string, Json | undefined>>;
}

/** A request template, compiled once for a manifest. */
export interface CompiledRequest {
  readonly template: RequestTemplate;
  readonly draft: (scope: RequestScope, baseUrl: string) => Draft;
}

export interface CompileOptions extends EvaluatorOptions {
  /** The manifest's headers for every request. */
  readonly headers?: ConnectorManifest['headers'];
}

export function compileRequest(request: RequestTemplate, options: CompileOptions): CompiledRequest {
  const at = (place: string): EvaluatorOptions => ({ ...options, place: `${options.place}.${place}` });
  const path = template(request.path, at('path'));
  const query = compileMembers(request.query, (name) => at(`query.${name}`));
  const headers = [
    ...compileMembers(options.headers, (name) => ({ ...options, place: `headers.${name}` })),
    ...compileMembers(request.headers, (name) => at(`headers.${name}`)),
  ].map(([name, value]) => [name.toLowerCase(), value] as const);
  const body = request.body === undefined ? undefined : evaluator(request.body, at('body'));
  return {
    template: request,
    draft: (scope, baseUrl) => ({
      method: request.method,
      url: joined(baseUrl, path(scope, encodeURIComponent), request.path),
      query: query.flatMap(([name, value]) => pairs(name, value(scope))),
      headers: headersFrom(headers, scope),
      body: body?.(scope),
      encoding: request.encoding,
      credentialHeaders: [],
    }),
  };
}

type Member = readonly [string, Evaluator];

function compileMembers(
  members: Readonly<Record<string, string>> | undefined,
  optionsOf: (name: string) => EvaluatorOptions,
): readonly Member[] {
  return Object.entries(members ?? {}).map(([name, source]) => [name, evaluator(source, optionsOf(name))]);
}

/** A path that begins with an expression may be a whole address; then its value is not encoded text but an address. */
function joined(baseUrl: string, path: string, source: string): string {
  if (/^https?:\/\//i.test(path)) return path;
  if (source.startsWith('{') && /^https?%3A%2F%2F/i.test(path)) return decodeURIComponent(path);
  return path.startsWith('/') ? baseUrl + path : `${baseUrl}/${path}`;
}

function pairs(name: string, value: Json | undefined): [string, string][] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((each: Json) => [name, plainText(each)]);
}

function headersFrom(members: readonly Member[], scope: RequestScope): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of members) {
    const given = value(scope);
    if (given !== undefined && given !== null) headers[name] = plainText(given);
  }
  return headers;
}
