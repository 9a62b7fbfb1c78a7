import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedPostgres, type EmbeddedPostgres } from './open-embedded-postgres.ts';

let dataDir: string;
let server: EmbeddedPostgres | undefined;

// A folder only its owner may enter, as `mktemp -d` makes it: what a root process is likely to be given.
beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'joinery-embedded-')), 'data');
  server = await openEmbeddedPostgres({ dataDir });
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

describe('the embedded database', () => {
  it('keeps what was written over a stop and a start', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    await query(server.url, 'create table kept (n int); insert into kept values (1)');
    await server.stop();
    server = await openEmbeddedPostgres({ dataDir });
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('leaves no process behind when it stops', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    expect(await processesIn(dataDir)).not.toEqual([]);
    await server.stop();
    expect(await processesIn(dataDir)).toEqual([]);
  });

  it('leaves none behind either when its owner has nothing else to do', async () => {
    await server?.stop();
    const owner = spawn(process.execPath, [await bundledOwner(), dataDir, 'stop'], { stdio: 'inherit' });
    const code = await new Promise((resolve) => owner.once('close', resolve));
    expect([code, await processesIn(dataDir)]).toEqual([0, []]);
    server = undefined;
  });

  it('lets nobody in without the password, and nobody from elsewhere', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    const url = new URL(server.url);
    url.password = 'guessed';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('commits to disk before it answers', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    expect(
      await query(server.url, `select current_setting('fsync') || current_setting('synchronous_commit') as s`),
    ).toEqual([{ s: 'onon' }]);
  });

  it('refuses a second opener with a clear message', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    await expect(openEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ failure: { code: 'database.in-use' } });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('gives one of two openers that come at once the folder', async () => {
    const openers = await Promise.allSettled([openEmbeddedPostgres({ dataDir }), openEmbeddedPostgres({ dataDir })]);
    const opened = openers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    server = opened[0];
    expect(opened).toHaveLength(1);
    expect(openers.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { failure: { code: 'database.in-use' } },
    });
  });

  it('adopts the server of an owner that was killed, with its data', async () => {
    const owner = await killedOwner(dataDir);
    server = await openEmbeddedPostgres({ dataDir });
    expect(server.pid).toBe(owner.serverPid);
    expect(await query(server.url, 'select n from of_killed')).toEqual([{ n: 7 }]);
  });

  it('starts anew, and has every acknowledged row, after the server itself was killed', async () => {
    server ??= await openEmbeddedPostgres({ dataDir });
    await query(server.url, 'create table acknowledged (n int)');
    let written = 0;
    const client = await connect(server.url);
    const writing = (async (): Promise<void> => {
      for (let n = 1; ; n += 1) {
        await client.query('insert into acknowledged values ($1)', [n]);
        written = n;
      }
    })().catch(() => undefined);
    await expect.poll(() => written, { interval: 1 }).toBeGreaterThan(50);
    process.kill(server.pid, 'SIGKILL');
    await writing;
    server = await openEmbeddedPostgres({ dataDir });
    const [row] = await query(
      server.url,
      'select count(*)::int as count from acknowledged where n <= ' + String(written),
    );
    expect(row).toEqual({ count: written });
  });
});

/** A process of its own that opens the folder, writes a row and is killed without a chance to stop its server. */
async function killedOwner(folder: string): Promise<{ readonly serverPid: number }> {
  const owner = spawn(process.execPath, [await bundledOwner(), folder, 'wait'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const serverPid = await new Promise<number>((resolve, reject) => {
    owner.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
    owner.once('exit', () => reject(new Error('the owner ended before it was killed')));
  });
  owner.kill('SIGKILL');
  await new Promise((resolve) => owner.once('close', resolve));
  return { serverPid };
}

/** The test's own process runs sources; another one needs them as JavaScript. */
async function bundledOwner(): Promise<string> {
  const outDir = join(import.meta.dirname, '../../dist/testing-owner');
  await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { conditions: ['@joinery/source', 'node'] },
    ssr: { noExternal: /@joinery/, external: ['pg'], resolve: { conditions: ['@joinery/source', 'node'] } },
    build: { ssr: join(import.meta.dirname, '../testing/owner-process.ts'), outDir, emptyOutDir: true },
  });
  return join(outDir, 'owner-process.js');
}

async function processesIn(folder: string): Promise<readonly string[]> {
  const cluster = await realpath(join(folder, 'cluster'));
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(numbers.map((name) => readlink(`/proc/${name}/cwd`).catch(() => '')));
  return numbers.filter((_, index) => folders[index] === cluster);
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = await connect(url);
  try {
    return (await client.query<object>(text)).rows;
  } finally {
    await client.end();
  }
}
