import type { PageQuery, Role, TenantId, User, UserId, UserPage } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { MembershipEntity, SessionEntity, UserEntity } from '../schema/entities/tenancy.entity.ts';
import { unlessExists } from './conflicts.ts';
import { below, pageOf } from './paging.ts';
import { instant, instantOrNull } from './views.ts';

interface UserRow {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: 'zh' | 'en';
  readonly state: 'active' | 'disabled';
  readonly must_change_password: boolean;
  readonly last_sign_in_at: Date | null;
  readonly created_at: Date;
}

/** The members of one tenant. */
export class UserRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: PageQuery): Promise<UserPage> {
    const rows: readonly UserRow[] = await this.#manager.query(
      `${userSql} and app_user.id < $2 order by app_user.id desc limit $3`,
      [this.#tenantId, below(query), query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(id: UserId): Promise<User | undefined> {
    const rows: readonly UserRow[] = await this.#manager.query(`${userSql} and app_user.id = $2`, [this.#tenantId, id]);
    return rows[0] && view(rows[0]);
  }

  /** @throws FailureError `conflict.exists` when the e-mail is taken */
  async create(user: {
    readonly id: UserId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly language: 'zh' | 'en';
    readonly passwordHash: string;
  }): Promise<User> {
    const { role, ...columns } = user;
    // The membership comes first: the policy shows a tenant the people who are its members, and nobody else's.
    await this.#manager.insert(MembershipEntity, { tenantId: this.#tenantId, userId: user.id, role });
    await unlessExists(user.email, () => this.#manager.insert(UserEntity, { ...columns, mustChangePassword: true }));
    return (await this.find(user.id))!;
  }

  async update(
    id: UserId,
    change: {
      readonly name?: string;
      readonly role?: Role;
      readonly state?: 'active' | 'disabled';
      readonly language?: 'zh' | 'en';
    },
  ): Promise<User | undefined> {
    const { role, ...fields } = change;
    if (!(await this.find(id))) return undefined;
    if (role !== undefined)
      await this.#manager.update(MembershipEntity, { tenantId: this.#tenantId, userId: id }, { role });
    if (Object.keys(fields).length > 0) await this.#manager.update(UserEntity, { id }, fields);
    return this.find(id);
  }

  async setPassword(id: UserId, passwordHash: string, mustChange: boolean): Promise<User | undefined> {
    await this.#manager.update(UserEntity, { id }, { passwordHash, mustChangePassword: mustChange });
    return this.find(id);
  }

  async endSessions(id: UserId): Promise<void> {
    await this.#manager.delete(SessionEntity, { userId: id, tenantId: this.#tenantId });
  }

  async countOwners(): Promise<number> {
    const rows: readonly { readonly count: number }[] = await this.#manager.query(
      `select count(*)::int as count from membership join app_user on app_user.id = membership.user_id
       where membership.tenant_id = $1 and role = 'owner' and app_user.state = 'active'`,
      [this.#tenantId],
    );
    return rows[0]!.count;
  }
}

function view(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    language: row.language,
    state: row.state,
    mustChangePassword: row.must_change_password,
    lastSignInAt: instantOrNull(row.last_sign_in_at),
    createdAt: instant(row.created_at),
  };
}

const userSql = `
select app_user.*, membership.role from membership join app_user on app_user.id = membership.user_id
where membership.tenant_id = $1`;
