import { rolePermissions, type Permission, type Session } from '@joinery/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie, writeCookie } from '../http/cookies.ts';
import type { Origin } from '../http/call.ts';
import type { Identities, Member } from '../ports/identities.ts';
import type { Caller } from './caller.ts';
import { newOpaqueToken, tokenHash } from './opaque-token.ts';

export interface SessionRules {
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** The cookie travels over https only, and says so in its name. */
  readonly secure: boolean;
}

/** Sessions of people: a cookie holds an opaque token, the table holds its hash. */
export class Sessions {
  readonly #identities: Identities;
  readonly #rules: SessionRules;

  constructor(identities: Identities, rules: SessionRules) {
    this.#identities = identities;
    this.#rules = rules;
  }

  get secure(): boolean {
    return this.#rules.secure;
  }

  get cookieName(): string {
    return this.#rules.secure ? '__Host-joinery' : 'joinery';
  }

  /** Always a new token, so that one planted before sign-in is worth nothing after it. */
  async open(member: Member, origin: Origin, reply: FastifyReply): Promise<Caller> {
    const token = newOpaqueToken();
    const session = {
      hash: tokenHash(token),
      csrfToken: newOpaqueToken(),
      expiresAt: new Date(Date.now() + this.#rules.absoluteMs),
    };
    await this.#identities.openSession({ ...session, tenantId: member.tenant.id, userId: member.user.id, ...origin });
    writeCookie(reply, this.cookieName, token, { secure: this.#rules.secure, expires: session.expiresAt });
    return callerOf(member, { session });
  }

  async find(request: FastifyRequest): Promise<Caller | undefined> {
    const token = readCookie(request, this.cookieName);
    if (!token) return undefined;
    const hash = tokenHash(token);
    const found = await this.#identities.memberBySession(hash, new Date(Date.now() - this.#rules.idleMs));
    return found && callerOf(found, { session: { hash, csrfToken: found.csrfToken, expiresAt: found.expiresAt } });
  }

  async close(caller: Caller, reply: FastifyReply): Promise<void> {
    if (caller.session) await this.#identities.closeSession(caller.session.hash);
    writeCookie(reply, this.cookieName, '', { secure: this.#rules.secure, expires: new Date(0) });
  }
}

/** Of a token only what both it and its maker's present role allow. */
export function callerOf(
  { tenant, user }: Member,
  by:
    | Pick<Caller, 'session'>
    | { readonly token: NonNullable<Caller['token']> & { readonly permissions: readonly Permission[] } },
): Caller {
  const ofRole = rolePermissions[user.role];
  if (!('token' in by)) return { tenant, user, permissions: new Set(ofRole), ...by };
  const { id, name, permissions } = by.token;
  return { tenant, user, permissions: new Set(permissions.filter((one) => ofRole.includes(one))), token: { id, name } };
}

export function sessionView(caller: Caller): Session {
  return {
    user: caller.user,
    tenant: caller.tenant,
    permissions: [...caller.permissions],
    csrfToken: caller.session?.csrfToken ?? '',
    expiresAt: (caller.session?.expiresAt ?? new Date()).toISOString(),
  };
}
