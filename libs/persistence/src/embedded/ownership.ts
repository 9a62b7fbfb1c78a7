import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf } from '../database/database-error.ts';
import { ownName } from './cluster.ts';

/** Any number; one session of the server holds it. */
const ownerLock = 4_715_001;

/**
 * Who has a data folder open, as a lock that a session holds: it ends with its process, however that ends, so a killed
 * owner is never mistaken for a living one.
 */
export class Ownership {
  readonly #url: string;
  #client: Client;
  #ended = false;

  private constructor(url: string, client: Client) {
    this.#url = url;
    this.#client = client;
    this.#watch();
  }

  /** `held` by another process; undefined while the server does not answer yet. */
  static async take(url: string): Promise<Ownership | 'held' | undefined> {
    try {
      await ensureDatabase(url);
      const client = await lockingClient(url);
      return client ? new Ownership(url, client) : 'held';
    } catch {
      // Starting up, shutting down, or gone: the caller looks again.
      return undefined;
    }
  }

  async end(): Promise<void> {
    this.#ended = true;
    // Whoever waits for the end must still be there when it comes.
    referable(this.#client).ref();
    await this.#client.end().catch(() => undefined);
  }

  /** A server that restarts itself after a crash cuts its sessions; the lock is taken anew. */
  #watch(): void {
    // The lock is no reason for a process to stay alive.
    referable(this.#client).unref();
    this.#client.on('error', () => undefined);
    this.#client.on('end', () => void this.#takeAgain());
  }

  async #takeAgain(): Promise<void> {
    while (!this.#ended) {
      await delay(500, undefined, { ref: false });
      const client = this.#ended ? undefined : await lockingClient(this.#url).catch(() => undefined);
      if (!client) continue;
      this.#client = client;
      return this.#watch();
    }
  }
}

/** The driver has these two, its types do not. */
function referable(client: Client): { ref(): void; unref(): void } {
  return client as Client & { ref(): void; unref(): void };
}

async function lockingClient(url: string): Promise<Client | undefined> {
  const client = await connected(url);
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ownerLock]);
  if (rows[0]!.got) return client;
  await client.end();
  return undefined;
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = await connected(maintenance.href);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ownName]);
    if (!rowCount) await client.query(`create database ${ownName}`);
  } catch (error) {
    // Two openers of a new folder: one of them made it.
    if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error;
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'joinery-owner',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
