import type { Permission, Role, TenantId, TokenId, UserId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database.ts';
import { MembershipEntity, SessionEntity, TenantEntity, UserEntity } from '../schema/entities/tenancy.entity.ts';

/** A person as a member of a tenant. */
export interface Member {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  readonly user: {
    readonly id: UserId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly language: 'zh' | 'en';
    readonly mustChangePassword: boolean;
  };
}

interface MemberRow {
  readonly tenant_id: TenantId;
  readonly tenant_name: string;
  readonly user_id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: 'zh' | 'en';
  readonly must_change_password: boolean;
  readonly password_hash: string | null;
}

/**
 * Looks people up before their tenant is known, which is why it works as the system. Disabled people and suspended
 * tenants are never found.
 */
export class IdentityStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** Somebody in several tenants signs in to the one they joined first. */
  memberByEmail(email: string): Promise<(Member & { readonly passwordHash: string | null }) | undefined> {
    return this.#member('lower(app_user.email) = lower($1) order by membership.created_at limit 1', [email]);
  }

  memberById(
    tenantId: TenantId,
    userId: UserId,
  ): Promise<(Member & { readonly passwordHash: string | null }) | undefined> {
    return this.#member('membership.tenant_id = $1 and membership.user_id = $2', [tenantId, userId]);
  }

  async openSession(session: {
    readonly hash: Uint8Array;
    readonly tenantId: TenantId;
    readonly userId: UserId;
    readonly csrfToken: string;
    readonly expiresAt: Date;
    readonly address: string | null;
    readonly agent: string | null;
  }): Promise<void> {
    await this.#database.asSystem(async (manager) => {
      await manager.insert(SessionEntity, { ...session, hash: Buffer.from(session.hash), seenAt: new Date() });
      await manager.update(UserEntity, { id: session.userId }, { lastSignInAt: new Date() });
    });
  }

  async memberBySession(
    hash: Uint8Array,
    idleSince: Date,
  ): Promise<(Member & { readonly csrfToken: string; readonly expiresAt: Date }) | undefined> {
    const { rows } = await this.#database.system.query<MemberRow & { csrf_token: string; expires_at: Date }>({
      name: 'member-by-session',
      text: sessionSql,
      values: [Buffer.from(hash), idleSince],
    });
    const row = rows[0];
    return row && { ...memberOf(row), csrfToken: row.csrf_token, expiresAt: row.expires_at };
  }

  async closeSession(hash: Uint8Array): Promise<void> {
    await this.#database.system.query('delete from session where hash = $1', [Buffer.from(hash)]);
  }

  async memberByToken(hash: Uint8Array): Promise<
    | (Member & {
        readonly token: { readonly id: TokenId; readonly name: string; readonly permissions: readonly Permission[] };
      })
    | undefined
  > {
    const { rows } = await this.#database.system.query<
      MemberRow & { token_id: TokenId; token_name: string; permissions: readonly Permission[] }
    >({ name: 'member-by-token', text: tokenSql, values: [Buffer.from(hash)] });
    const row = rows[0];
    return row && { ...memberOf(row), token: { id: row.token_id, name: row.token_name, permissions: row.permissions } };
  }

  /** Creates the first tenant with its owner unless there is a tenant; true when it did. */
  createFirstTenant(first: {
    readonly tenantId: TenantId;
    readonly tenantName: string;
    readonly userId: UserId;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
  }): Promise<boolean> {
    return this.#database.asSystem(async (manager) => {
      // Of two processes that start together one makes it, the other finds it.
      await manager.query('lock table tenant in share row exclusive mode');
      if (await manager.existsBy(TenantEntity, {})) return false;
      await insertTenant(manager, first);
      return true;
    });
  }

  /** Gives an owner who has never signed in another one-time password; true when there is such an owner. */
  async renewFirstPassword(email: string, passwordHash: string): Promise<boolean> {
    const { rowCount } = await this.#database.system.query(
      `update app_user set password_hash = $2
       where lower(email) = lower($1) and must_change_password and last_sign_in_at is null
         and exists (select from membership where membership.user_id = app_user.id and membership.role = 'owner')`,
      [email, passwordHash],
    );
    return rowCount === 1;
  }

  async #member(
    condition: string,
    values: readonly unknown[],
  ): Promise<(Member & { readonly passwordHash: string | null }) | undefined> {
    const { rows } = await this.#database.system.query<MemberRow>(`${memberSql} and ${condition}`, [...values]);
    return rows[0] && { ...memberOf(rows[0]), passwordHash: rows[0].password_hash };
  }
}

async function insertTenant(
  manager: EntityManager,
  first: {
    readonly tenantId: TenantId;
    readonly tenantName: string;
    readonly userId: UserId;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
  },
): Promise<void> {
  const { tenantId, tenantName, userId: id, email, name, passwordHash } = first;
  await manager.insert(TenantEntity, { id: tenantId, name: tenantName });
  await manager.insert(UserEntity, { id, email, name, passwordHash, mustChangePassword: true });
  await manager.insert(MembershipEntity, { tenantId, userId: id, role: 'owner' });
}

function memberOf(row: MemberRow): Member {
  return {
    tenant: { id: row.tenant_id, name: row.tenant_name },
    user: {
      id: row.user_id,
      email: row.email,
      name: row.name,
      role: row.role,
      language: row.language,
      mustChangePassword: row.must_change_password,
    },
  };
}

const columns = `tenant.id as tenant_id, tenant.name as tenant_name, app_user.id as user_id, app_user.email, app_user.name,
  membership.role, app_user.language, app_user.must_change_password, app_user.password_hash`;
const joins = `join app_user on app_user.id = membership.user_id and app_user.state = 'active'
join tenant on tenant.id = membership.tenant_id and tenant.state = 'active'`;

const memberSql = `select ${columns} from membership ${joins} where true`;

// That a session was seen is written once a minute at most: it is asked for with every request.
const sessionSql = `
with seen as (
  update session set seen_at = now() where hash = $1 and expires_at > now() and seen_at > $2
    and seen_at < now() - interval '1 minute'
)
select ${columns}, session.csrf_token, session.expires_at
from session join membership on membership.tenant_id = session.tenant_id and membership.user_id = session.user_id
${joins}
where session.hash = $1 and session.expires_at > now() and session.seen_at > $2`;

const tokenSql = `
with used as (
  update api_token set used_at = now() where hash = $1 and revoked_at is null and expires_at > now()
    and (used_at is null or used_at < now() - interval '1 minute')
)
select ${columns}, api_token.id as token_id, api_token.name as token_name, api_token.permissions
from api_token join membership on membership.tenant_id = api_token.tenant_id and membership.user_id = api_token.user_id
${joins}
where api_token.hash = $1 and api_token.revoked_at is null and api_token.expires_at > now()`;
