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
  query<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** A PostgreSQL of its own that plays the company's data warehouse, with the tables somebody has made there. */
export async function openWarehouse(tables: string): Promise<Warehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-warehouse-'));
  const server = await openEmbeddedPostgres({ dataDir: folder });
  const url = new URL(server.url);
  const pool = new pg.Pool({ connectionString: server.url, max: 2 });
  await pool.query(tables);
  return {
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    query: async <Row extends pg.QueryResultRow>(sql: string) => (await pool.query<Row>(sql)).rows,
    close: async () => {
      await pool.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
