import type { TenantId } from '@joinery/contracts';
import { Client, Pool, type PoolClient } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { entities } from '../schema/entities/index.ts';
import { SnakeNaming } from '../schema/snake-naming.ts';
import {
  requestSettings,
  startupOptions,
  syncSettings,
  systemSettings,
  writerSettings,
} from './connection-settings.ts';
import { migrate } from './migrate.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Connections for people's requests, and for the stores of runs. */
  readonly requestConnections?: number;
  readonly systemConnections?: number;
  /** Where lost connections are reported; they are made anew by themselves. */
  readonly onConnectionError?: (error: Error) => void;
}

/** The one way to PostgreSQL: migrated, under the application's role, each transaction on behalf of somebody. */
export class Database {
  readonly url: string;
  /** Works for all tenants; the stores' own statements name the tenant of every row. */
  readonly system: Pool;
  /** For group commits only: a connection for each kind, so that none waits for another. */
  readonly writer: Pool;
  /** For the passes of syncs. */
  readonly syncs: Pool;
  readonly #source: DataSource;

  private constructor(
    url: string,
    source: DataSource,
    pools: { readonly system: Pool; readonly writer: Pool; readonly syncs: Pool },
  ) {
    this.url = url;
    this.#source = source;
    this.system = pools.system;
    this.writer = pools.writer;
    this.syncs = pools.syncs;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const { url } = options;
    const role = await migrate(url);
    const source = new DataSource({
      type: 'postgres',
      url,
      schema: 'joinery',
      entities,
      namingStrategy: new SnakeNaming(),
      applicationName: 'joinery',
      poolErrorHandler: options.onConnectionError ?? (() => undefined),
      extra: { max: options.requestConnections ?? 8, options: startupOptions(requestSettings, role) },
    });
    await source.initialize();
    const pool = (settings: Readonly<Record<string, string>>, max: number, idleTimeoutMillis: number): Pool => {
      const made = new Pool({
        connectionString: url,
        max,
        idleTimeoutMillis,
        application_name: 'joinery-runs',
        options: startupOptions(settings, role),
      });
      made.on('error', (error) => options.onConnectionError?.(error));
      return made;
    };
    // Writers keep their connections: a new one would plan its large statements anew.
    const system = pool(systemSettings, options.systemConnections ?? 8, 60_000);
    const syncs = pool(syncSettings, 4, 60_000);
    return new Database(url, source, { system, writer: pool(writerSettings, 4, 0), syncs });
  }

  /** One transaction that sees and writes one tenant's rows. */
  withTenant<Result>(tenantId: TenantId, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.#source.transaction(async (manager) => {
      await manager.query(`select set_config('joinery.tenant', $1, true)`, [tenantId]);
      return work(manager);
    });
  }

  /** One transaction over all tenants: sign-in, start-up, keepers. Every use says in a comment why. */
  asSystem<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.#source.transaction(async (manager) => {
      await manager.query(`select set_config('joinery.system', 'on', true)`);
      return work(manager);
    });
  }

  /** One transaction of the run stores. */
  systemTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return transaction(this.system, work);
  }

  /** One transaction of the stores of syncs. */
  syncTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return transaction(this.syncs, work);
  }

  /** One transaction of a group commit. */
  writerTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return transaction(this.writer, work);
  }

  /** A connection as the owner of the tables, for the keeper of partitions. */
  async asOwner<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({
      connectionString: this.url,
      options: startupOptions({ search_path: 'joinery', 'joinery.system': 'on' }, undefined),
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#source.destroy(), this.system.end(), this.writer.end(), this.syncs.end()]);
  }
}

async function transaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
