import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { CallbackPart, CallbackSignature } from '@joinery/contracts';

/** What the parts of a signed text are taken from. */
export interface SignedScope {
  readonly body: Uint8Array;
  readonly method: string;
  readonly url: string;
  readonly timestamp: string;
  readonly ciphertext: string;
  readonly header: (name: string) => string;
  readonly query: (name: string) => string;
  readonly secret: (name: string) => string;
  /** A plain field of the connection. */
  readonly value: (name: string) => string;
}

/** Whether a signature as received holds. Every comparison takes the same time wherever it differs. */
export function signatureHolds(scheme: CallbackSignature, scope: SignedScope, received: string): boolean {
  if (received === '') return false;
  switch (scheme.algorithm) {
    case 'token':
      return sameText(received, scheme.prefix + scope.secret(scheme.secret));
    case 'basic': {
      const pair = `${scope.value(scheme.usernameField ?? '')}:${scope.secret(scheme.secret)}`;
      return sameText(received, `Basic ${Buffer.from(pair).toString('base64')}`);
    }
    case 'rsa-sha256':
    case 'ed25519':
      return candidates(scheme, received).some((one) => verifiedByKey(scheme, scope, one));
    default: {
      const expected = digest(scheme, scope);
      return candidates(scheme, received).some((one) => sameBytes(Buffer.from(one, scheme.encoding), expected));
    }
  }
}

/** The signature as text; for answers that are signed like what came. */
export function signatureText(scheme: CallbackSignature, scope: SignedScope): string {
  return digest(scheme, scope).toString(scheme.encoding);
}

/** One header may carry several signatures, while a secret is being changed. */
function candidates({ separator, prefix }: CallbackSignature, received: string): readonly string[] {
  const all = separator === undefined ? [received] : received.split(separator);
  return all
    .map((one) => one.trim())
    .filter((one) => one.startsWith(prefix))
    .map((one) => one.slice(prefix.length));
}

function digest(scheme: CallbackSignature, scope: SignedScope): Buffer {
  const text = signedText(scheme, scope);
  const { algorithm } = scheme;
  if (!algorithm.startsWith('hmac-')) return createHash(algorithm).update(text).digest();
  return createHmac(algorithm.slice(5), keyBytes(scheme, scope)).update(text).digest();
}

function keyBytes({ secret, secretEncoding, secretPrefix }: CallbackSignature, scope: SignedScope): Buffer {
  const text = scope.secret(secret);
  return Buffer.from(text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text, secretEncoding);
}

function verifiedByKey(scheme: CallbackSignature, scope: SignedScope, received: string): boolean {
  try {
    const key = publicKey(scheme, scope.secret(scheme.secret));
    const algorithm = scheme.algorithm === 'ed25519' ? null : 'sha256';
    return verify(algorithm, signedText(scheme, scope), key, Buffer.from(received, scheme.encoding));
  } catch {
    return false;
  }
}

/** PEM, the base64 of an SPKI document, or the 32 bytes of an Ed25519 key in hex. */
function publicKey({ algorithm }: CallbackSignature, text: string) {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  if (algorithm === 'ed25519' && /^[\da-f]{64}$/i.test(text)) {
    const x = Buffer.from(text, 'hex').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  }
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

function signedText({ parts, sorted, separatorBetweenParts }: CallbackSignature, scope: SignedScope): Buffer {
  const bytes = parts.map((part) => partBytes(part, scope));
  const ordered = sorted ? bytes.toSorted((a, b) => a.compare(b)) : bytes;
  if (separatorBetweenParts === '') return Buffer.concat(ordered);
  const between = Buffer.from(separatorBetweenParts);
  return Buffer.concat(ordered.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
}

function partBytes(part: CallbackPart, scope: SignedScope): Buffer {
  switch (part.part) {
    case 'body':
      return Buffer.from(scope.body.buffer, scope.body.byteOffset, scope.body.byteLength);
    case 'timestamp':
      return Buffer.from(scope.timestamp);
    case 'ciphertext':
      return Buffer.from(scope.ciphertext);
    case 'method':
      return Buffer.from(scope.method);
    case 'url':
      return Buffer.from(scope.url);
    case 'header':
      return Buffer.from(scope.header(part.name));
    case 'query':
      return Buffer.from(scope.query(part.name));
    case 'literal':
      return Buffer.from(part.text);
    case 'secret':
      return Buffer.from(scope.secret(part.name));
  }
}

export function sameText(a: string, b: string): boolean {
  return sameBytes(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
