import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '@joinery/persistence/embedded';
import pg from 'pg';

export interface Warehouse {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Event ids in the table, each as often as it stands there. */
  eventIds(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const warehouseTable = 'ods_ticket_event';

/** A PostgreSQL of its own that plays the company's data warehouse. */
export async function openWarehouse(): Promise<Warehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-warehouse-'));
  const server = await openEmbeddedPostgres({ dataDir: folder });
  const url = new URL(server.url);
  const pool = new pg.Pool({ connectionString: server.url, max: 2 });
  await pool.query(`create table ${warehouseTable} (
    event_id text primary key, event_type text not null, ticket_id text not null, ticket_number text, subject text,
    priority text, customer text, assignee text, occurred_at timestamptz, stored_at timestamptz not null default now())`);
  return {
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    eventIds: async () => {
      const { rows } = await pool.query<{ event_id: string }>(`select event_id from ${warehouseTable}`);
      return rows.map((row) => row.event_id);
    },
    close: async () => {
      await pool.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
