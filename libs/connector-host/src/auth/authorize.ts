import { randomBytes } from 'node:crypto';
import type { Json, SignedScheme } from '@joinery/contracts';
import { failWith } from '../failures.ts';
import { addressOf, type Draft, place } from '../request/draft.ts';
import { plainText } from '../request/encode-body.ts';
import { isObject } from '../request/put-in-body.ts';
import type { AuthScope, CompiledInjection, CompiledScheme } from './compile-auth.ts';
import { signText } from './sign-text.ts';

/** What a connection gives to the schemes. */
export interface Credentials {
  readonly connector: Json;
  readonly connection: Json;
  readonly account: Json;
  /** Of the operation: as whom it acts, where a vendor is told so beside the credentials. */
  readonly input: Json;
  readonly secret: (name: string) => string;
  /** All of them revealed; asked for only where expressions need them. */
  readonly secrets: () => Readonly<Record<string, string>>;
  /** Of token schemes, by their place in the manifest. */
  readonly token: (scheme: CompiledScheme) => string | undefined;
}

/** Moment and nonce of one request, the same for every part of it. */
export interface Stamp {
  readonly now: number;
  readonly nonceOf: (length: number) => string;
}

export function newStamp(now: number): Stamp {
  const nonces = new Map<number, string>();
  const nonceOf = (length: number): string => {
    const nonce = nonces.get(length) ?? randomBytes(length).toString('hex').slice(0, length);
    nonces.set(length, nonce);
    return nonce;
  };
  return { now, nonceOf };
}

/** Adds what belongs in the body, before it is turned into bytes. */
export function authorizeBody(
  draft: Draft,
  schemes: readonly CompiledScheme[],
  credentials: Credentials,
  stamp: Stamp,
): void {
  for (const scheme of schemes) {
    if (scheme.kind === 'plain') apiKey(draft, scheme, credentials, 'body');
    else inject({ draft, scheme, credentials, stamp, bytes: '', phase: 'body' });
  }
}

/** Adds headers and query, when the bytes of the body are known. */
export function authorizeHead(
  draft: Draft,
  schemes: readonly CompiledScheme[],
  credentials: Credentials,
  stamp: Stamp,
  bytes: string | Uint8Array,
): void {
  for (const scheme of schemes) {
    switch (scheme.kind) {
      case 'plain':
        if (scheme.scheme.scheme === 'bearer')
          setAuthorization(draft, `Bearer ${credentials.secret(scheme.scheme.secret)}`);
        apiKey(draft, scheme, credentials, 'head');
        break;
      case 'basic': {
        const scope = { connection: credentials.connection, secrets: credentials.secrets() };
        const pair = `${plainText(scheme.username(scope) ?? '')}:${plainText(scheme.password(scope) ?? '')}`;
        setAuthorization(draft, `Basic ${Buffer.from(pair).toString('base64')}`);
        break;
      }
      case 'oauth2':
      case 'token-exchange':
        if (scheme.inject) inject({ draft, scheme, credentials, stamp, bytes, phase: 'head' });
        else setAuthorization(draft, `Bearer ${credentials.token(scheme) ?? ''}`);
        break;
      case 'signed':
        inject({ draft, scheme, credentials, stamp, bytes, phase: 'head' });
        break;
    }
  }
}

function setAuthorization(draft: Draft, value: string): void {
  draft.headers['authorization'] = value;
}

type Phase = 'body' | 'head';

function apiKey(draft: Draft, compiled: CompiledScheme, credentials: Credentials, phase: Phase): void {
  const { scheme } = compiled;
  if (scheme.scheme !== 'api-key' || (scheme.into.in === 'body') !== (phase === 'body')) return;
  const keyName = compiled.kind === 'plain' ? compiled.keyName : undefined;
  const named = keyName?.({ connection: credentials.connection });
  const into = scheme.into.in === 'body' || named === undefined ? scheme.into : { ...scheme.into, name: named };
  place(draft, into, scheme.prefix + credentials.secret(scheme.secret));
  if (into.in === 'header') draft.credentialHeaders.push(into.name);
}

interface Injecting {
  readonly draft: Draft;
  readonly scheme: CompiledScheme;
  readonly credentials: Credentials;
  readonly stamp: Stamp;
  readonly bytes: string | Uint8Array;
  readonly phase: Phase;
}

/** First what the signature may cover, then what quotes the signature. */
function inject(given: Injecting): void {
  const { scheme, phase } = given;
  const all = 'inject' in scheme ? (scheme.inject ?? []) : [];
  const mine = all.filter(({ into }) => (into.in === 'body') === (phase === 'body'));
  if (mine.length === 0) return;
  const plain = authScope(given);
  for (const each of mine.filter(({ quotesSignature }) => !quotesSignature)) put(given, each, plain);
  const rest = mine.filter(({ quotesSignature }) => quotesSignature);
  if (rest.length === 0) return;
  const signed = scheme.kind === 'signed' ? { ...authScope(given), signature: sign(given, scheme) } : plain;
  for (const each of rest) put(given, each, signed);
}

function put({ draft, credentials, scheme }: Injecting, injection: CompiledInjection, scope: AuthScope): void {
  const { into, value, when } = injection;
  if (when && when(scope) !== true) return;
  const given = value(scope);
  if (given === undefined || given === null) {
    throw failWith('connector.auth', {
      connector: credentials.connector,
      detail: `${scheme.scheme.scheme}: ${describe(into)}`,
    });
  }
  place(draft, into, given);
  if (into.in === 'header') draft.credentialHeaders.push(into.name);
}

function describe(into: CompiledInjection['into']): string {
  return into.in === 'body' ? into.path.join('.') : into.name;
}

function authScope({ draft, scheme, credentials, stamp, bytes }: Injecting): AuthScope {
  const token = credentials.token(scheme);
  return {
    secrets: credentials.secrets(),
    connection: credentials.connection,
    account: credentials.account,
    input: credentials.input,
    ...(token === undefined ? {} : { token }),
    ...stampTexts(scheme, stamp),
    request: requestView(draft, bytes),
  };
}

function requestView(draft: Draft, bytes: string | Uint8Array): Readonly<Record<string, Json>> {
  const url = new URL(addressOf(draft));
  const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
  const query = Object.fromEntries(url.searchParams);
  return { method: draft.method, url: url.href, path: url.pathname, query, headers: { ...draft.headers }, body };
}

function stampTexts({ scheme }: CompiledScheme, { now, nonceOf }: Stamp): { timestamp: string; nonce: string } {
  if (scheme.scheme !== 'signed') return { timestamp: String(now), nonce: nonceOf(16) };
  return { timestamp: timestampText(scheme, now), nonce: nonceOf(scheme.nonceLength) };
}

function timestampText({ timestamp }: SignedScheme, now: number): string {
  switch (timestamp) {
    case 'seconds':
      return String(Math.floor(now / 1000));
    case 'milliseconds':
      return String(now);
    case 'iso':
      return new Date(now).toISOString();
  }
}

function sign(given: Injecting, { scheme, texts }: Extract<CompiledScheme, { readonly kind: 'signed' }>): string {
  const { draft, credentials, stamp, bytes } = given;
  const { connection } = credentials;
  return signText(scheme, {
    method: draft.method,
    url: new URL(addressOf(draft)),
    body: bytes,
    timestamp: timestampText(scheme, stamp.now),
    nonce: stamp.nonceOf(scheme.nonceLength),
    field: (name) => (isObject(connection) && Object.hasOwn(connection, name) ? connection[name] : undefined),
    secret: credentials.secret,
    // With what was put into the request so far.
    expression: (source) => plainText(texts.get(source)?.(authScope(given)) ?? ''),
  });
}
