import { adminRoutes, rolePermissions, roles, type Role, type User, type UserId } from '@joinery/contracts';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Caller } from '../auth/caller.ts';
import { hashPassword, oneTimePassword } from '../auth/passwords.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { Administration, TenantRecords } from '../ports/administration.ts';
import { administrationToken, newIdToken } from '../ports/tokens.ts';
import { roleTitles } from './role-titles.ts';

@Controller('api/v1')
export class UserController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(adminRoutes.listUsers)
  async list({ caller, query }: Call<typeof adminRoutes.listUsers>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.users.list(query));
  }

  @Handles(adminRoutes.listRoles)
  async listRoles() {
    const items = roles.map((role) => ({ role, title: roleTitles[role], permissions: rolePermissions[role] }));
    return { items, next: null };
  }

  @Handles(adminRoutes.createUser)
  async create(call: Call<typeof adminRoutes.createUser>) {
    const { caller, body } = call;
    refuseOwners(caller, body.role);
    const password = oneTimePassword();
    const passwordHash = await hashPassword(password);
    const { after } = await this.audit.change(call, async (records) => {
      const user = await records.users.create({ id: this.newId() as UserId, ...body, passwordHash });
      return { kind: 'user', id: user.id, name: user.name, after: user };
    });
    return { user: after, oneTimePassword: password };
  }

  @Handles(adminRoutes.updateUser)
  async update(call: Call<typeof adminRoutes.updateUser>) {
    const { caller, params, body } = call;
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.users.find(params.userId), 'user');
      const next = {
        name: body.name ?? before.name,
        role: body.role ?? before.role,
        state: body.state ?? before.state,
      };
      const powerChanges = next.role !== before.role || next.state !== before.state;
      if (powerChanges) await refusePowerChange(caller, before, next.role, records);
      const user = found(await records.users.update(before.id, next), 'user');
      // Power that was taken away must not live on in a session.
      if (powerChanges) await records.users.endSessions(before.id);
      return { kind: 'user', id: user.id, name: user.name, before, after: user };
    });
    return after;
  }

  @Handles(adminRoutes.resetPassword)
  async resetPassword(call: Call<typeof adminRoutes.resetPassword>) {
    const { caller, params } = call;
    const password = oneTimePassword();
    const passwordHash = await hashPassword(password);
    const { user } = await this.audit.change(call, async (records) => {
      const before = found(await records.users.find(params.userId), 'user');
      refuseOwners(caller, before.role);
      const reset = found(await records.users.setPassword(before.id, passwordHash, true), 'user');
      await records.users.endSessions(before.id);
      return { kind: 'user', id: reset.id, name: reset.name, user: reset };
    });
    return { user, oneTimePassword: password };
  }
}

/** Only an owner makes owners, or has power over one. */
function refuseOwners(caller: Caller, role: Role): void {
  if (role === 'owner' && caller.user.role !== 'owner')
    throw new ProblemError('auth.forbidden', { permission: 'owner' });
}

async function refusePowerChange(caller: Caller, before: User, role: Role, records: TenantRecords): Promise<void> {
  if (before.id === caller.user.id) throw new ProblemError('auth.own-account');
  refuseOwners(caller, before.role);
  refuseOwners(caller, role);
  if (before.role === 'owner' && (await records.users.countOwners()) <= 1) throw new ProblemError('auth.last-owner');
}
