import { createHash, createHmac, createSign } from 'node:crypto';
import type { Json, SignedPart, SignedScheme } from '@joinery/contracts';
import { plainText } from '../request/encode-body.ts';
import { privateKey } from './auth-functions.ts';

/** What parts of a signed text are taken from. */
export interface SigningScope {
  readonly method: string;
  readonly url: URL;
  readonly body: string | Uint8Array;
  readonly timestamp: string;
  readonly nonce: string;
  readonly field: (name: string) => Json | undefined;
  readonly secret: (name: string) => string;
  /** The text of a part that is made by an expression. */
  readonly expression: (source: string) => string;
}

/** The signature of a request by the parts its scheme declares. */
export function signText(scheme: SignedScheme, scope: SigningScope): string {
  const text = joinBytes(
    scheme.parts.map((part) => partBytes(part, scope)),
    scheme.separator,
  );
  const { algorithm, encoding } = scheme;
  if (algorithm.startsWith('rsa-')) {
    return createSign(algorithm.slice(4))
      .update(text)
      .sign(privateKey(keyBytes(scheme, scope).toString()), encoding);
  }
  if (algorithm.startsWith('hmac-')) {
    return createHmac(algorithm.slice(5), keyBytes(scheme, scope)).update(text).digest(encoding);
  }
  return createHash(algorithm).update(text).digest(encoding);
}

/** The key as declared, then each key signed by the one before it. */
function keyBytes(scheme: SignedScheme, scope: SigningScope): Buffer {
  const { algorithm, derive = [] } = scheme;
  return derive.reduce<Buffer>(
    (key, parts) => {
      const text = joinBytes(
        parts.map((part) => partBytes(part, scope)),
        '',
      );
      return createHmac(algorithm.slice(5), key).update(text).digest();
    },
    firstKey(scheme, scope),
  );
}

function firstKey({ key }: SignedScheme, scope: SigningScope): Buffer {
  if (key === undefined) return Buffer.alloc(0);
  if (typeof key === 'string') return Buffer.from(scope.secret(key));
  return joinBytes(
    key.map((part) => partBytes(part, scope)),
    '',
  );
}

function partBytes(part: SignedPart, scope: SigningScope): Buffer {
  return part.part === 'body' ? Buffer.from(scope.body) : Buffer.from(partText(part, scope));
}

function partText(part: Exclude<SignedPart, { part: 'body' }>, scope: SigningScope): string {
  switch (part.part) {
    case 'method':
      return scope.method;
    case 'path':
      return scope.url.pathname;
    case 'url':
      return scope.url.href;
    case 'body-digest':
      return createHash(part.algorithm).update(scope.body).digest(part.encoding);
    case 'sorted-query':
      return sortedQuery(scope.url);
    case 'timestamp':
      return scope.timestamp;
    case 'nonce':
      return scope.nonce;
    case 'literal':
      return part.text;
    case 'field':
      return plainText(scope.field(part.name) ?? '');
    case 'secret':
      return scope.secret(part.name);
    case 'expression':
      return scope.expression(part.value);
  }
}

function sortedQuery(url: URL): string {
  return [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function joinBytes(parts: readonly Buffer[], separator: string): Buffer {
  if (separator === '') return Buffer.concat(parts);
  const between = Buffer.from(separator);
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}
