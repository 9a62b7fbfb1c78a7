import type { CodeContext, HttpAnswer, HttpCall } from '@joinery/connector-sdk';
import type { HttpMethod, Json, JsonObject } from '@joinery/contracts';
import { addressBelow } from './address-below.ts';

/** Sends one request with what the input says, and gives the whole answer. */
export async function sendRequest(input: JsonObject, ctx: CodeContext, method: HttpMethod): Promise<HttpAnswer> {
  return ctx.http(callOf(input, ctx, method));
}

export function callOf(input: JsonObject, ctx: CodeContext, method: HttpMethod): HttpCall {
  const { query, headers, body, encoding } = input as { readonly [name: string]: Json } & Pick<
    HttpCall,
    'query' | 'headers' | 'encoding'
  >;
  const carries = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  return {
    method,
    url: checkedAddress(input, ctx),
    ...(query && { query }),
    ...(headers && { headers: asTexts(headers) }),
    ...(carries && { body }),
    ...(encoding && { encoding }),
  };
}

function checkedAddress(input: JsonObject, ctx: CodeContext): string {
  const path = typeof input['path'] === 'string' ? input['path'] : '';
  const base = ctx.connection['baseUrl'];
  const address = addressBelow(typeof base === 'string' ? base : '', path);
  if (address !== undefined) return address;
  throw ctx.fault({ meaning: 'invalid', message: `${path} is not below the base address of the connection` });
}

/** Headers that say who calls, or how the bytes travel, are the host's. */
const reserved = new Set([
  'authorization',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'cookie',
  'proxy-authorization',
]);

function asTexts(headers: Readonly<Record<string, Json>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !reserved.has(name.toLowerCase()));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
