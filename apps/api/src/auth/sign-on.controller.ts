import { sessionRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { readCookie, writeCookie } from '../http/cookies.ts';
import { Handles } from '../http/handles.decorator.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { Identities } from '../ports/identities.ts';
import { identitiesToken, signOnToken } from '../ports/tokens.ts';
import { Sessions } from './sessions.ts';
import type { SignOnMemory, SingleSignOn } from './single-sign-on.ts';

const memoryCookie = 'joinery-sign-on';
const memoryMs = 10 * 60_000;

@Controller('api/v1')
export class SignOnController {
  constructor(
    @Inject(signOnToken) private readonly signOn: SingleSignOn | null,
    @Inject(identitiesToken) private readonly identities: Identities,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @Handles(sessionRoutes.beginSignOn)
  async begin({ reply }: Call<typeof sessionRoutes.beginSignOn>) {
    const { url, memory } = await this.#enabled().begin();
    const text = Buffer.from(JSON.stringify(memory)).toString('base64url');
    writeCookie(reply, memoryCookie, text, { secure: this.sessions.secure, expires: new Date(Date.now() + memoryMs) });
    void reply.header('location', url);
  }

  @Handles(sessionRoutes.completeSignOn)
  async complete(call: Call<typeof sessionRoutes.completeSignOn>) {
    const { request, reply, origin } = call;
    const memory = memoryOf(readCookie(request, memoryCookie));
    const query = request.url.slice(request.url.indexOf('?'));
    const email = await this.#enabled().complete(query, memory);
    const member = await this.identities.memberByEmail(email);
    if (!member) throw new ProblemError('auth.single-sign-on', { detail: 'no such user here' });
    // Who proves himself at the issuer needs no password here, so none has to be changed.
    const known = { ...member, user: { ...member.user, mustChangePassword: false } };
    const caller = await this.sessions.open(known, origin, reply);
    await this.audit.note({ ...call, caller }, { kind: 'user', id: member.user.id, name: member.user.name });
    void reply.header('location', '/');
  }

  #enabled(): SingleSignOn {
    if (!this.signOn) throw notFound('single sign-on');
    return this.signOn;
  }
}

function memoryOf(cookie: string | undefined): SignOnMemory {
  try {
    const memory = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()) as Partial<SignOnMemory>;
    const { state, nonce, codeVerifier } = memory;
    if (typeof state === 'string' && typeof nonce === 'string' && typeof codeVerifier === 'string')
      return { state, nonce, codeVerifier };
  } catch {
    // Falls through: whatever is wrong with the cookie, the person begins again.
  }
  throw new ProblemError('auth.single-sign-on', { detail: 'it was begun in another browser or took too long' });
}
