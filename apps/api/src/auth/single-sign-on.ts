import { ProblemError } from '../http/problem-error.ts';
import type { Config } from '@joinery/platform/config';
import * as oidc from 'openid-client';
import { issuerFetch } from './issuer-fetch.ts';

export interface SignOnOptions {
  /** What the button says. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Where the issuer sends the browser back to. */
  readonly redirectUri: string;
}

/** Null where the operator has not configured an issuer. */
export function signOnOf({ signOn }: Pick<Config, 'signOn'>, publicUrl: string): SingleSignOn | null {
  const { issuer, clientId, clientSecret, label } = signOn;
  if (issuer === undefined || clientId === undefined) return null;
  const redirectUri = `${publicUrl.replace(/\/+$/, '')}/api/v1/session/sign-on/callback`;
  return new SingleSignOn({ name: label, issuer, clientId, clientSecret, redirectUri });
}

/** What must be remembered of a sign-on between going and coming back; it stays in the browser that began it. */
export interface SignOnMemory {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Sign-in at an OpenID Connect issuer: authorization code with PKCE, state and nonce. */
export class SingleSignOn {
  readonly #options: SignOnOptions;
  #issuer: Promise<oidc.Configuration> | undefined;

  constructor(options: SignOnOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  async begin(): Promise<{ readonly url: string; readonly memory: SignOnMemory }> {
    const memory = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: this.#options.redirectUri,
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(memory.codeVerifier),
      code_challenge_method: 'S256',
      state: memory.state,
      nonce: memory.nonce,
    });
    return { url: url.href, memory };
  }

  /** The e-mail address the issuer vouches for. */
  async complete(query: string, memory: SignOnMemory): Promise<string> {
    const issuer = await this.#discovered();
    const tokens = await oidc
      .authorizationCodeGrant(issuer, new URL(`${this.#options.redirectUri}${query}`), {
        pkceCodeVerifier: memory.codeVerifier,
        expectedState: memory.state,
        expectedNonce: memory.nonce,
        idTokenExpected: true,
      })
      .catch(refused);
    const claims = tokens.claims();
    const email = claims?.['email'];
    const verified = claims?.['email_verified'];
    // An address that the issuer does not vouch for could be anybody's.
    if (typeof email !== 'string' || verified === false)
      throw new ProblemError('auth.single-sign-on', { detail: 'no verified e-mail address' });
    return email;
  }

  /** Asked once; after a failure again. */
  #discovered(): Promise<oidc.Configuration> {
    if (this.#issuer) return this.#issuer;
    const { issuer, clientId, clientSecret } = this.#options;
    const address = new URL(issuer);
    const insecure = address.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
    const discovery = oidc.discovery(address, clientId, clientSecret, undefined, {
      ...insecure,
      [oidc.customFetch]: issuerFetch(address),
    });
    this.#issuer = discovery.catch((error: unknown) => {
      this.#issuer = undefined;
      return refused(error);
    });
    return this.#issuer;
  }
}

/** Details of a protocol error help the administrator; messages of the network stay inside. */
function refused(cause: unknown): never {
  const detail =
    cause instanceof Error && 'error' in cause && typeof cause.error === 'string'
      ? cause.error
      : 'the issuer could not be asked';
  throw Object.assign(new ProblemError('auth.single-sign-on', { detail }), { cause });
}
