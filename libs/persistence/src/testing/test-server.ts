import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../database/migrate.ts';
import { endWithUs } from './end-with-us.ts';
import { openEmbeddedPostgres } from '../embedded/open-embedded-postgres.ts';

export interface TestServer {
  /** A database with the whole schema and no rows; databases of tests are copies of it. */
  readonly templateUrl: string;
  stop(): Promise<void>;
}

/**
 * One server for a run of tests: the one that is named, or an embedded one that forgets everything afterwards and
 * therefore need not wait for its disk.
 */
export async function startTestServer(url: string | undefined): Promise<TestServer> {
  if (url !== undefined) return withTemplate(url, () => Promise.resolve());
  const dataDir = await mkdtemp(join(tmpdir(), 'joinery-test-'));
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };
  const server = await openEmbeddedPostgres({ dataDir, settings });
  const stopWatching = endWithUs(server, dataDir);
  return withTemplate(server.url, async () => {
    stopWatching();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
}

async function withTemplate(serverUrl: string, stop: () => Promise<void>): Promise<TestServer> {
  const name = `joinery_template_${process.pid}`;
  const templateUrl = withDatabase(serverUrl, name);
  await onServer(serverUrl, `create database ${name}`);
  await migrate(templateUrl);
  return {
    templateUrl,
    stop: async () => {
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
      await stop();
    },
  };
}

export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
