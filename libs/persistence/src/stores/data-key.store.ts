import type { TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { SettingEntity } from '../schema/entities/data-key.entity.ts';

/** A tenant's data key, wrapped by a key-encryption key. */
export interface WrappedKey {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly wrapped: Uint8Array;
  readonly wrappedBy: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Sealed under the key-encryption key, so that a start with another one is noticed. */
export interface StoredCanary {
  readonly sealed: Uint8Array;
  readonly wrappedBy: string;
}

interface KeyRow {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly wrapped: Buffer;
  readonly wrapped_by: string;
  readonly created_ms: string;
}

/** The tenant of what belongs to the whole installation. */
const installation = '00000000-0000-0000-0000-000000000000' as TenantId;
const canaryName = 'vault.canary';

/** Keeps the vault's wrapped keys. It works as the system: the vault opens keys before anybody's tenant is known. */
export class DataKeyStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** Newest first. */
  async keysOf(tenantId: TenantId): Promise<readonly WrappedKey[]> {
    const { rows } = await this.#database.system.query<KeyRow>(
      `${keySql} where tenant_id = $1 order by created_at desc, id desc`,
      [tenantId],
    );
    return rows.map(keyOf);
  }

  /** Keeps a tenant's first key; when it has one already, keeps that. Gives the one that is kept. */
  async addFirst(key: WrappedKey): Promise<WrappedKey> {
    return this.#database.systemTransaction(async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('data-key|' || $1, 0))`, [key.tenantId]);
      const { rows } = await client.query<KeyRow>(`${keySql} where tenant_id = $1 order by created_at, id limit 1`, [
        key.tenantId,
      ]);
      if (rows[0]) return keyOf(rows[0]);
      await client.query(insertSql, parameters(key));
      return key;
    });
  }

  async add(key: WrappedKey): Promise<void> {
    await this.#database.system.query(insertSql, parameters(key));
  }

  /** Every key that is not wrapped by this key-encryption key, at most `limit`. */
  async notWrappedBy(keyId: string, limit: number): Promise<readonly WrappedKey[]> {
    const { rows } = await this.#database.system.query<KeyRow>(
      `${keySql} where wrapped_by <> $1 order by id limit $2`,
      [keyId, limit],
    );
    return rows.map(keyOf);
  }

  /** Replaces the wrapping, unless somebody else did meanwhile. */
  async rewrap(key: WrappedKey, wrappedByBefore: string): Promise<void> {
    await this.#database.system.query(
      'update data_key set wrapped = $2, wrapped_by = $3 where id = $1 and wrapped_by = $4',
      [key.id, Buffer.from(key.wrapped), key.wrappedBy, wrappedByBefore],
    );
  }

  async canary(): Promise<StoredCanary | undefined> {
    const row = await this.#database.asSystem((manager) =>
      manager.findOneBy(SettingEntity, { tenantId: installation, name: canaryName }),
    );
    if (!row) return undefined;
    const { sealed, wrappedBy } = row.value as { readonly sealed: string; readonly wrappedBy: string };
    return { sealed: Buffer.from(sealed, 'base64'), wrappedBy };
  }

  /** Keeps the first one that is ever put; a later one replaces it only with `replace`. */
  async putCanary({ sealed, wrappedBy }: StoredCanary, replace: boolean): Promise<void> {
    const value = JSON.stringify({ sealed: Buffer.from(sealed).toString('base64'), wrappedBy });
    await this.#database.system.query(
      `insert into setting (tenant_id, name, value) values ($1, $2, $3)
       on conflict (tenant_id, name) do ${replace ? 'update set value = excluded.value, updated_at = now()' : 'nothing'}`,
      [installation, canaryName, value],
    );
  }
}

function keyOf(row: KeyRow): WrappedKey {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    wrapped: row.wrapped,
    wrappedBy: row.wrapped_by,
    createdAt: Number(row.created_ms),
  };
}

function parameters(key: WrappedKey): unknown[] {
  return [key.id, key.tenantId, Buffer.from(key.wrapped), key.wrappedBy, key.createdAt];
}

const keySql = `select id, tenant_id, wrapped, wrapped_by, floor(extract(epoch from created_at) * 1000)::bigint as created_ms
from data_key`;

const insertSql = `insert into data_key (id, tenant_id, wrapped, wrapped_by, created_at)
values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))`;
