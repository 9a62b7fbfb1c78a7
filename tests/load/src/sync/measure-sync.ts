import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { openEmbeddedPostgres } from '@joinery/persistence/embedded';
import { Client } from 'pg';
import { fillSource, sourceIndex, sourceTable, targetTable } from './customers.ts';

const run = promisify(execFile);
const child = fileURLToPath(new URL('./child.js', import.meta.url));

/**
 * PostgreSQL → twelve mapped fields → upsert into PostgreSQL: a sync, with its links, hashes and journal, beside a script
 * that was written for this one job; each in a process of its own, on the same server, one after the other.
 */
export async function measureSync(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string', default: '100000' }, json: { type: 'boolean' } },
  });
  const rows = Number(values.rows);
  const folder = await mkdtemp(join(tmpdir(), 'joinery-sync-'));
  const server = await openEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  try {
    const url = (name: string): string => withDatabase(server.url, name);
    for (const name of ['joinery_sync', 'source', 'by_hand', 'by_sync'])
      await query(server.url, `create database ${name}`);
    await query(url('source'), sourceTable);
    await query(url('source'), fillSource, [rows]);
    await query(url('source'), sourceIndex);
    await query(url('source'), 'analyze account');
    for (const name of ['by_hand', 'by_sync']) await query(url(name), targetTable);
    const measure = async (which: 'hand' | 'synced', target: string): Promise<Readonly<Record<string, number>>> => {
      const words = [child, which, String(rows), url('joinery_sync'), url('source'), url(target)];
      const { stdout } = await run(process.execPath, words, { maxBuffer: 1_000_000 });
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as Readonly<Record<string, number>>;
    };
    const byHand = await measure('hand', 'by_hand');
    const synced = await measure('synced', 'by_sync');
    return {
      rows,
      byHand,
      synced,
      ratioToHandWritten: ratio(synced['rowsPerSecond']!, byHand['rowsPerSecond']!),
      ratioOfCpu: ratio(synced['rowsPerCpuSecond']!, byHand['rowsPerCpuSecond']!),
      unchangedToFirst: ratio(synced['unchangedRowsPerSecond']!, synced['rowsPerSecond']!),
      alike: await isAlike(url('by_hand'), url('by_sync')),
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the script wrote and what the sync wrote before the cities were changed. */
async function isAlike(one: string, other: string): Promise<boolean> {
  const sum = `select md5(string_agg(md5(row(name, contact, phone, mail, level, active, revenue::float8, employees, website)::text), ''
    order by external_id)) as sum from customer`;
  const [x, y] = [await query(one, sum), await query(other, sum)];
  return x === y;
}

async function query(url: string, sql: string, values: readonly unknown[] = []): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ sum?: unknown }>(sql, [...values]);
    return rows[0]?.sum;
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

const ratio = (x: number, y: number): number => Math.round((x / y) * 100) / 100;
