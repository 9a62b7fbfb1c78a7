import type { Session } from '../connection/session.ts';
import type { StoredToken, TokenKey, TokenStore } from '../connection/connection-source.ts';
import type { CallLimits, VendorCalls } from '../operation/vendor-calls.ts';
import type { CompiledTokenScheme } from './compile-auth.ts';
import { askForToken } from './ask-for-token.ts';

/**
 * Keeps the tokens of connections fresh. However many calls find a token missing or expired, in this process or
 * another, one of them asks for the next and the others wait for it.
 */
export class Tokens {
  readonly #store: TokenStore;
  readonly #now: () => number;
  readonly #pending = new Map<string, Promise<StoredToken>>();
  /** A token the vendor has refused: not to be taken from the store again. */
  readonly #refused = new Map<string, string>();

  constructor(store: TokenStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** Every token scheme of the session has a token afterwards. */
  async ready(session: Session, calls: VendorCalls, limits: CallLimits): Promise<void> {
    for (const scheme of session.tokenSchemes) {
      const held = session.token(scheme);
      if (held && held.renewAt > this.#now()) continue;
      session.hold(scheme, await this.#shared(session, scheme, calls, limits));
    }
  }

  /** The tokens a call is made with, to be named when the vendor refuses them. */
  used(session: Session): readonly string[] {
    return session.tokenSchemes.map((scheme) => session.token(scheme)?.token ?? '');
  }

  /** The vendor does not accept these tokens any more. One that was renewed meanwhile stays. */
  drop(session: Session, used: readonly string[]): void {
    for (const scheme of session.tokenSchemes) {
      const held = session.token(scheme);
      if (!held || !used.includes(held.token)) continue;
      this.#refused.set(nameOf(session, scheme), held.token);
      session.drop(scheme);
    }
  }

  /** Keeps a token that came by another way: an authorization code that was exchanged. */
  async keep(session: Session, scheme: CompiledTokenScheme, token: StoredToken): Promise<void> {
    await this.#store.save(keyOf(session, scheme), token);
    session.hold(scheme, token);
  }

  #shared(session: Session, scheme: CompiledTokenScheme, calls: VendorCalls, limits: CallLimits): Promise<StoredToken> {
    const name = nameOf(session, scheme);
    const pending =
      this.#pending.get(name) ?? this.#renew(session, scheme, calls, limits).finally(() => this.#pending.delete(name));
    this.#pending.set(name, pending);
    return pending;
  }

  async #renew(
    session: Session,
    scheme: CompiledTokenScheme,
    calls: VendorCalls,
    limits: CallLimits,
  ): Promise<StoredToken> {
    const key = keyOf(session, scheme);
    // A connection under test has no id: nothing of it is kept.
    if (session.connectionId === '')
      return askForToken({ session, scheme, calls, limits, stored: undefined, now: this.#now });
    const found = this.#usable(session, scheme, await this.#store.load(key));
    if (found) return found;
    return this.#store.exclusively(key, async () => {
      const stored = await this.#store.load(key);
      const renewed = this.#usable(session, scheme, stored);
      if (renewed) return renewed;
      const token = await askForToken({ session, scheme, calls, limits, stored, now: this.#now });
      await this.#store.save(key, token);
      this.#refused.delete(nameOf(session, scheme));
      return token;
    });
  }

  #usable(session: Session, scheme: CompiledTokenScheme, stored: StoredToken | undefined): StoredToken | undefined {
    if (!stored || stored.renewAt <= this.#now()) return undefined;
    return stored.token === this.#refused.get(nameOf(session, scheme)) ? undefined : stored;
  }
}

function keyOf(session: Session, scheme: CompiledTokenScheme): TokenKey {
  return { tenantId: session.tenantId, connectionId: session.connectionId, scheme: session.schemeName(scheme) };
}

function nameOf(session: Session, scheme: CompiledTokenScheme): string {
  return `${session.owner}|${session.schemeName(scheme)}`;
}
