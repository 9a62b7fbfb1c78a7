import { timingSafeEqual } from 'node:crypto';
import type { Route } from '@joinery/contracts';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem-error.ts';
import type { Identities } from '../ports/identities.ts';
import type { Caller } from './caller.ts';
import { apiTokenPrefix, tokenHash } from './opaque-token.ts';
import { callerOf, type Sessions } from './sessions.ts';

/** Decides, before a body is read, whether a request may go on, and as whom. */
export class Access {
  readonly #identities: Identities;
  readonly #sessions: Sessions;

  constructor(identities: Identities, sessions: Sessions) {
    this.#identities = identities;
    this.#sessions = sessions;
  }

  async decide(route: Route, request: FastifyRequest): Promise<Caller | null> {
    refuseOtherSites(request);
    if ('public' in route.policy) return null;
    const caller = await this.#callerOf(request);
    if (!caller) throw new ProblemError('auth.required');
    refuseForged(caller, request);
    refuseUnchangedPassword(caller, route);
    if ('permission' in route.policy && !caller.permissions.has(route.policy.permission)) {
      throw new ProblemError('auth.forbidden', { permission: route.policy.permission });
    }
    return caller;
  }

  async #callerOf(request: FastifyRequest): Promise<Caller | undefined> {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.#sessions.find(request);
    const secret = /^Bearer (\S+)$/.exec(authorization)?.[1];
    if (!secret?.startsWith(apiTokenPrefix)) return undefined;
    const found = await this.#identities.memberByToken(tokenHash(secret));
    return found && callerOf(found, { token: found.token });
  }
}

const changes = (request: FastifyRequest): boolean => request.method !== 'GET' && request.method !== 'HEAD';

/** Browsers say where a request was made; ours are made on our own pages. */
function refuseOtherSites(request: FastifyRequest): void {
  if (changes(request) && request.headers['sec-fetch-site'] === 'cross-site') throw new ProblemError('auth.csrf');
}

/** A cookie comes along by itself, so a change needs the session's token too. API tokens do not come by themselves. */
function refuseForged(caller: Caller, request: FastifyRequest): void {
  if (!caller.session || !changes(request)) return;
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameText(given, caller.session.csrfToken)) throw new ProblemError('auth.csrf');
}

function refuseUnchangedPassword(caller: Caller, route: Route): void {
  if (caller.user.mustChangePassword && !route.path.startsWith('/session'))
    throw new ProblemError('auth.password-change');
}

/** Digests have one length, so that the comparison tells nothing. */
const sameText = (one: string, other: string): boolean => timingSafeEqual(tokenHash(one), tokenHash(other));
