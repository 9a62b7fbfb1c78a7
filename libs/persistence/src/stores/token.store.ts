import type { Json, TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';

/** What is kept of a token answer; sealed, for the token opens an account. */
export interface StoredToken {
  readonly token: string;
  readonly refreshToken?: string;
  /** Epoch ms from which it is not used any more. */
  readonly renewAt: number;
  readonly account: Readonly<Record<string, Json>>;
}

export interface TokenKey {
  readonly tenantId: string;
  readonly connectionId: string;
  /** Connection's revision and number of the auth scheme. */
  readonly scheme: string;
}

/** Tokens of connections, shared by every process. */
export class TokenStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  async load({ tenantId, connectionId, scheme }: TokenKey): Promise<StoredToken | undefined> {
    const { rows } = await this.#database.system.query<{ value: Buffer }>({
      name: 'load-token',
      text: 'select value from connection_state where connection_id = $1 and name = $2 and tenant_id = $3',
      values: [connectionId, scheme, tenantId],
    });
    if (!rows[0]) return undefined;
    await this.#codec.ready(tenantId as TenantId);
    return openJson<StoredToken>(this.#codec, tenantId as TenantId, rows[0].value, aad(connectionId, scheme));
  }

  async save({ tenantId, connectionId, scheme }: TokenKey, token: StoredToken): Promise<void> {
    await this.#codec.ready(tenantId as TenantId);
    const value = sealJson(this.#codec, tenantId as TenantId, token, aad(connectionId, scheme));
    await this.#database.system.query({
      name: 'save-token',
      text: `insert into connection_state (connection_id, name, tenant_id, value) values ($1, $2, $3, $4)
        on conflict (connection_id, name) do update set value = excluded.value, updated_at = now()`,
      values: [connectionId, scheme, tenantId, Buffer.from(value)],
    });
  }

  async forget({ tenantId, connectionId, scheme }: TokenKey): Promise<void> {
    await this.#database.system.query({
      name: 'forget-token',
      text: 'delete from connection_state where connection_id = $1 and name = $2 and tenant_id = $3',
      values: [connectionId, scheme, tenantId],
    });
  }

  /** One at a time over all processes: the lock ends with its transaction, and so with its process. */
  exclusively<Result>({ connectionId, scheme }: TokenKey, work: () => Promise<Result>): Promise<Result> {
    return this.#database.systemTransaction(async (client) => {
      // The other side may take longer to answer than a statement of ours ever may.
      await client.query(
        `set local idle_in_transaction_session_timeout = '5min'; set local statement_timeout = '5min'`,
      );
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`token|${connectionId}|${scheme}`]);
      return work();
    });
  }
}

function aad(connectionId: string, scheme: string): string {
  return `token|${connectionId}|${scheme}`;
}
