import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '../connection/session.ts';
import type { JsonObject } from '@joinery/contracts';
import { plainText } from '../request/encode-body.ts';
import { failWith } from '../failures.ts';
import type { CallLimits, VendorCalls } from '../operation/vendor-calls.ts';
import { exchangeCode } from './ask-for-token.ts';
import type { CompiledOAuth2 } from './compile-auth.ts';
import type { Tokens } from './tokens.ts';

export interface AuthorizationRequest {
  readonly redirectUri: string;
  /** Unguessable; comes back with the code and is compared by the caller. */
  readonly state: string;
}

export interface Authorization {
  /** Where the person's browser is sent. */
  readonly url: string;
  /** To be kept, sealed, until the code comes; undefined where the vendor takes no PKCE. */
  readonly codeVerifier: string | undefined;
}

export interface AuthorizationAnswer {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string | undefined;
}

/** Where a person allows the connection (RFC 6749 §4.1.1, with PKCE by RFC 7636). */
export function authorizeUrl(session: Session, { redirectUri, state }: AuthorizationRequest): Authorization {
  const compiled = codeScheme(session);
  const { scheme, authorizeParameters } = compiled;
  const scope = { connection: session.values, secrets: {}, account: session.account };
  const codeVerifier = scheme.pkce ? randomBytes(32).toString('base64url') : undefined;
  const url = new URL(compiled.authorizeUrl?.(scope) ?? '');
  const clientId = (session.values as JsonObject)[scheme.clientId] ?? session.secret(scheme.clientId);
  const parameters = {
    response_type: 'code',
    client_id: plainText(clientId),
    redirect_uri: redirectUri,
    state,
    ...(scheme.scopes.length === 0 ? {} : { scope: scheme.scopes.join(scheme.scopeSeparator) }),
    ...(codeVerifier === undefined
      ? {}
      : {
          code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
    ...Object.fromEntries(authorizeParameters.map(([name, value]) => [name, plainText(value(scope) ?? '')])),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, codeVerifier };
}

/** Exchanges the code that came back and keeps the tokens. */
export async function completeAuthorization(
  session: Session,
  answer: AuthorizationAnswer,
  { calls, tokens, limits }: { readonly calls: VendorCalls; readonly tokens: Tokens; readonly limits: CallLimits },
): Promise<void> {
  const scheme = codeScheme(session);
  const token = await exchangeCode({ session, scheme, calls, limits, stored: undefined, now: Date.now }, answer);
  await tokens.keep(session, scheme, token);
}

function codeScheme(session: Session): CompiledOAuth2 {
  const found = session.schemes.find(
    (scheme): scheme is CompiledOAuth2 => scheme.kind === 'oauth2' && scheme.scheme.grant === 'authorization-code',
  );
  if (found?.authorizeUrl) return found;
  const detail = { zh: '此连接器不使用授权码登录', en: 'this connector does not sign in by an authorization code' };
  throw failWith('connector.auth', { connector: session.connector.title, detail });
}
