import type { ApiToken, ApiTokenPage, PageQuery, Permission, TenantId, TokenId, UserId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { ApiTokenEntity } from '../schema/entities/tenancy.entity.ts';
import { below, pageOf } from './paging.ts';
import { instant, instantOrNull } from './views.ts';

interface TokenRow {
  readonly id: TokenId;
  readonly name: string;
  readonly prefix: string;
  readonly permissions: readonly Permission[];
  readonly user_id: UserId;
  readonly user_name: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
}

/** API tokens that are not revoked; of each the hash is kept, never the token. */
export class TokenRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: PageQuery): Promise<ApiTokenPage> {
    const rows: readonly TokenRow[] = await this.#manager.query(
      `${tokenSql} and api_token.id < $2 order by api_token.id desc limit $3`,
      [this.#tenantId, below(query), query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async create(token: {
    readonly id: TokenId;
    readonly name: string;
    readonly prefix: string;
    readonly hash: Uint8Array;
    readonly permissions: readonly Permission[];
    readonly by: UserId;
    readonly expiresAt: Date;
  }): Promise<ApiToken> {
    const { by, hash, permissions, ...columns } = token;
    await this.#manager.insert(ApiTokenEntity, {
      ...columns,
      tenantId: this.#tenantId,
      userId: by,
      hash: Buffer.from(hash),
      permissions: [...permissions],
    });
    return (await this.#find(token.id))!;
  }

  /** The token as it was; undefined when there is none, or it is revoked already. */
  async revoke(id: TokenId): Promise<ApiToken | undefined> {
    const token = await this.#find(id);
    if (token) await this.#manager.update(ApiTokenEntity, { id, tenantId: this.#tenantId }, { revokedAt: new Date() });
    return token;
  }

  async #find(id: TokenId): Promise<ApiToken | undefined> {
    const rows: readonly TokenRow[] = await this.#manager.query(`${tokenSql} and api_token.id = $2`, [
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }
}

function view(row: TokenRow): ApiToken {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    permissions: row.permissions,
    createdBy: { id: row.user_id, name: row.user_name },
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
    lastUsedAt: instantOrNull(row.used_at),
  };
}

const tokenSql = `
select api_token.*, app_user.name as user_name from api_token join app_user on app_user.id = api_token.user_id
where api_token.tenant_id = $1 and revoked_at is null`;
