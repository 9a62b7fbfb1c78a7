import { sessionRoutes } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Identities, Member } from '../ports/identities.ts';
import { identitiesToken, signOnToken } from '../ports/tokens.ts';
import type { Caller } from './caller.ts';
import { hashPassword, passwordHolds } from './passwords.ts';
import { Sessions, sessionView } from './sessions.ts';
import type { SingleSignOn } from './single-sign-on.ts';
import { TryLimiter } from './try-limiter.ts';

const quarter = 15 * 60_000;

@Controller('api/v1')
export class SessionController {
  readonly #perAccount = new TryLimiter({ tries: 10, windowMs: quarter });
  readonly #perAddress = new TryLimiter({ tries: 50, windowMs: quarter });

  constructor(
    @Inject(identitiesToken) private readonly identities: Identities,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(signOnToken) private readonly signOn: SingleSignOn | null,
  ) {}

  @Handles(sessionRoutes.readSignInOptions)
  async readSignInOptions() {
    return { singleSignOn: this.signOn ? { name: this.signOn.name, url: '/api/v1/session/sign-on' } : null };
  }

  @Handles(sessionRoutes.signIn)
  async signIn(call: Call<typeof sessionRoutes.signIn>) {
    const member = await this.#proven(call);
    const caller = await this.sessions.open(member, call.origin, call.reply);
    await this.audit.note({ ...call, caller }, { kind: 'user', id: member.user.id, name: member.user.name });
    return sessionView(caller);
  }

  @Handles(sessionRoutes.readSession)
  async readSession({ caller }: Call<typeof sessionRoutes.readSession>) {
    return sessionView(caller);
  }

  @Handles(sessionRoutes.signOut)
  async signOut(call: Call<typeof sessionRoutes.signOut>) {
    await this.sessions.close(call.caller, call.reply);
    await this.audit.note(call, { kind: 'user', id: call.caller.user.id, name: call.caller.user.name });
  }

  @Handles(sessionRoutes.changePassword)
  async changePassword(call: Call<typeof sessionRoutes.changePassword>) {
    const { caller, body } = call;
    const member = await this.#me(caller);
    const key = `password ${caller.user.id}`;
    this.#perAccount.check(key);
    if (!(await passwordHolds(body.currentPassword, member.passwordHash))) {
      this.#perAccount.failed(key);
      throw new ProblemError('auth.wrong-password');
    }
    if (body.newPassword === body.currentPassword) throw new ProblemError('auth.weak-password');
    const passwordHash = await hashPassword(body.newPassword);
    await this.audit.change(call, async (records) => {
      await records.users.setPassword(caller.user.id, passwordHash, false);
      await records.users.endSessions(caller.user.id);
      return { kind: 'user', id: caller.user.id, name: caller.user.name };
    });
    const changed = { ...member, user: { ...member.user, mustChangePassword: false } };
    return sessionView(await this.sessions.open(changed, call.origin, call.reply));
  }

  @Handles(sessionRoutes.changeProfile)
  async changeProfile(call: Call<typeof sessionRoutes.changeProfile>) {
    const { caller, body } = call;
    await this.audit.change(call, async (records) => {
      await records.users.update(caller.user.id, definedOnly(body));
      return { kind: 'user', id: caller.user.id, name: caller.user.name, after: definedOnly(body) };
    });
    return sessionView({ ...caller, user: { ...caller.user, ...definedOnly(body) } });
  }

  async #proven({ body, origin }: Call<typeof sessionRoutes.signIn>): Promise<Member> {
    const account = `account ${body.email.toLowerCase()}`;
    const address = `address ${origin.address ?? ''}`;
    this.#perAddress.check(address);
    this.#perAccount.check(account);
    const member = await this.identities.memberByEmail(body.email);
    if (!(await passwordHolds(body.password, member?.passwordHash)) || !member) {
      this.#perAccount.failed(account);
      this.#perAddress.failed(address);
      throw new ProblemError('auth.wrong-password');
    }
    this.#perAccount.succeeded(account);
    return member;
  }

  async #me(caller: Caller) {
    // A token never changes the password of the person who made it.
    if (!caller.session) throw new ProblemError('auth.required');
    const member = await this.identities.memberById(caller.tenant.id, caller.user.id);
    if (!member) throw new ProblemError('auth.required');
    return member;
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
