import { setTimeout as delay } from 'node:timers/promises';
import type { Json, TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
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

/** Longer than any token takes to be given. */
const leaseSeconds = 60;
const lookAgainMs = 100;

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

  /** Tokens of earlier revisions of the connection are of no use to anybody any more and go. */
  async save({ tenantId, connectionId, scheme }: TokenKey, token: StoredToken): Promise<void> {
    await this.#codec.ready(tenantId as TenantId);
    const value = sealJson(this.#codec, tenantId as TenantId, token, aad(connectionId, scheme));
    await this.#database.system.query({
      name: 'save-token',
      text: `with outlived as (
          delete from connection_state where connection_id = $1 and tenant_id = $3 and split_part(name, '|', 1) <> split_part($2, '|', 1)
        )
        insert into connection_state (connection_id, name, tenant_id, value) values ($1, $2, $3, $4)
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

  /**
   * One at a time over all processes. A lease in a row and not a lock: the other side may take its time to answer, and
   * meanwhile no connection to the database should be held for that.
   */
  async exclusively<Result>(key: TokenKey, work: () => Promise<Result>): Promise<Result> {
    const holder = newId();
    while (!(await this.#takeLease(key, holder))) await delay(lookAgainMs);
    try {
      return await work();
    } finally {
      await this.#giveBackLease(key, holder);
    }
  }

  async #takeLease({ tenantId, connectionId, scheme }: TokenKey, holder: string): Promise<boolean> {
    const { rowCount } = await this.#database.system.query({
      name: 'take-token-lease',
      text: `insert into connection_state (connection_id, name, tenant_id, value, expires_at)
        values ($1, $2, $3, $4, now() + $5 * interval '1 second')
        on conflict (connection_id, name) do update set value = excluded.value, expires_at = excluded.expires_at, updated_at = now()
          where connection_state.expires_at < now()`,
      values: [connectionId, leaseName(scheme), tenantId, Buffer.from(holder), leaseSeconds],
    });
    return rowCount === 1;
  }

  async #giveBackLease({ tenantId, connectionId, scheme }: TokenKey, holder: string): Promise<void> {
    await this.#database.system.query({
      name: 'give-back-token-lease',
      text: 'delete from connection_state where connection_id = $1 and name = $2 and tenant_id = $3 and value = $4',
      values: [connectionId, leaseName(scheme), tenantId, Buffer.from(holder)],
    });
  }
}

const leaseName = (scheme: string): string => `${scheme}|lease`;

function aad(connectionId: string, scheme: string): string {
  return `token|${connectionId}|${scheme}`;
}
