import { FailureError, type Json } from '@joinery/contracts';
import type { StoredToken } from '../connection/connection-source.ts';
import type { Session } from '../connection/session.ts';
import { failWith } from '../failures.ts';
import type { CallLimits, VendorAnswer, VendorCalls } from '../operation/vendor-calls.ts';
import type { Draft } from '../request/draft.ts';
import type { CompiledOAuth2, CompiledTokenExchange, CompiledTokenScheme, TokenReading } from './compile-auth.ts';

interface Asking {
  readonly session: Session;
  readonly scheme: CompiledTokenScheme;
  readonly calls: VendorCalls;
  readonly limits: CallLimits;
  /** What was kept before; its refresh token may still be good. */
  readonly stored: StoredToken | undefined;
  readonly now: () => number;
}

/** Asks the vendor for a token, by refreshing where there is something to refresh with. */
export async function askForToken(asking: Asking): Promise<StoredToken> {
  const { scheme } = asking;
  if (scheme.kind === 'token-exchange') return readToken(asking, await exchange(asking, scheme));
  try {
    return readToken(asking, await grant(asking, scheme, grantParameters(asking, scheme)));
  } catch (error) {
    if (!canStartOver(asking, error)) throw error;
    return askForToken({ ...asking, stored: undefined });
  }
}

/** A refresh token that is no longer good is no matter where the credentials themselves are at hand. */
function canStartOver({ scheme, stored }: Asking, error: unknown): boolean {
  if (!(error instanceof FailureError) || error.failure.kind !== 'auth' || !stored?.refreshToken) return false;
  return scheme.kind === 'oauth2' && scheme.scheme.grant !== 'authorization-code';
}

/** Exchanges an authorization code (RFC 6749 §4.1.3, RFC 7636). */
export async function exchangeCode(
  asking: Asking & { readonly scheme: CompiledOAuth2 },
  code: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string | undefined },
): Promise<StoredToken> {
  const parameters = {
    grant_type: 'authorization_code',
    code: code.code,
    redirect_uri: code.redirectUri,
    ...(code.codeVerifier === undefined ? {} : { code_verifier: code.codeVerifier }),
  };
  return readToken(asking, await grant(asking, asking.scheme, parameters));
}

async function exchange({ session, calls, limits }: Asking, scheme: CompiledTokenExchange): Promise<VendorAnswer> {
  const { judge } = scheme.reading;
  let state: Readonly<Record<string, Json | undefined>> = {};
  for (const { name, request, output } of scheme.before) {
    const { answer, scope } = await calls.call({
      ...limits,
      session,
      request: unsigned(request),
      judge,
      scope: secretScope(session, state),
    });
    state = { ...state, [name]: output ? output(scope) : answer.body };
  }
  return calls.call({
    ...limits,
    session,
    request: unsigned(scheme.request),
    judge,
    scope: secretScope(session, state),
  });
}

/** A token request carries its credentials itself. */
function unsigned<R extends CompiledTokenExchange['request']>(request: R): R {
  return { ...request, template: { ...request.template, authenticated: false } };
}

function secretScope(session: Session, state: Readonly<Record<string, Json | undefined>>) {
  return { input: null, connection: session.values, account: session.account, state, secrets: session.secrets() };
}

type Parameters = Readonly<Record<string, string>>;

function grantParameters({ session, stored }: Asking, { scheme }: CompiledOAuth2): Parameters {
  if (stored?.refreshToken) return { grant_type: 'refresh_token', refresh_token: stored.refreshToken };
  switch (scheme.grant) {
    case 'client-credentials':
      return { grant_type: 'client_credentials', ...scopes(scheme) };
    case 'password': {
      const credentials = { username: field(session, scheme.username), password: field(session, scheme.password) };
      return { grant_type: 'password', ...credentials, ...scopes(scheme) };
    }
    case 'authorization-code': {
      const detail = { zh: '尚未授权,请在“连接”中完成授权', en: 'not authorised yet; authorise it under Connections' };
      throw failWith('connector.auth', { connector: session.connector.title, detail });
    }
  }
}

function scopes({ scopes: list, scopeSeparator }: CompiledOAuth2['scheme']): Parameters {
  return list.length === 0 ? {} : { scope: list.join(scopeSeparator) };
}

/** A field of the connection, secret or not. */
function field(session: Session, name: string): string {
  const secret = session.secret(name);
  if (secret !== '') return secret;
  const values = session.values as Readonly<Record<string, Json>>;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function grant(
  { session, calls, limits }: Asking,
  compiled: CompiledOAuth2,
  parameters: Parameters,
): Promise<VendorAnswer> {
  const { scheme, tokenUrl, tokenParameters, reading } = compiled;
  const id = field(session, scheme.clientId);
  const secret = session.secret(scheme.clientSecret);
  const scope = { connection: session.values, secrets: session.secrets(), account: session.account };
  const inBody = scheme.clientAuthentication === 'body';
  const extra = tokenParameters.flatMap(([name, value]) => {
    const given = value(scope);
    return given === undefined || given === null ? [] : [[name, given] as const];
  });
  const body = {
    ...parameters,
    ...(inBody ? { client_id: id, ...(secret === '' ? {} : { client_secret: secret }) } : {}),
    ...Object.fromEntries(extra),
  };
  const basic = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`;
  const draft = (): Draft => ({
    method: 'POST',
    url: tokenUrl(scope),
    query: [],
    headers: inBody ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
    body,
    encoding: scheme.tokenEncoding,
    credentialHeaders: [],
  });
  const template = { ...tokenTemplate, encoding: scheme.tokenEncoding };
  return calls.call({
    ...limits,
    session,
    request: { template, draft },
    judge: reading.judge,
    scope: { input: null, connection: session.values, account: session.account, state: {} },
  });
}

const tokenTemplate = { method: 'POST', path: '/', answer: 'auto', cost: 1, authenticated: false } as const;

function readToken({ session, scheme, stored, now }: Asking, { scope }: VendorAnswer): StoredToken {
  const { reading } = scheme;
  const token = reading.token(scope);
  if (typeof token !== 'string' || token === '') {
    const detail = { zh: '返回内容中没有令牌', en: 'its answer holds no token' };
    throw failWith('connector.auth', { connector: session.connector.title, detail });
  }
  const refreshed = reading.refreshToken?.(scope);
  const refreshToken = typeof refreshed === 'string' && refreshed !== '' ? refreshed : stored?.refreshToken;
  const kept = reading.keep.flatMap(([name, value]) => {
    const given = value(scope);
    return given === undefined ? [] : [[name, given] as const];
  });
  return {
    token,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    renewAt: now() + usefulMs(reading, reading.expiresInSeconds?.(scope)),
    account: Object.fromEntries(kept),
  };
}

/** A token of a very short life is still used for most of it. */
function usefulMs({ lifetimeMs, renewBeforeMs }: TokenReading, seconds: Json | undefined): number {
  const told = Number(seconds);
  const life = seconds === undefined || seconds === null || !Number.isFinite(told) ? lifetimeMs : told * 1000;
  return life - Math.min(renewBeforeMs, life / 5);
}
