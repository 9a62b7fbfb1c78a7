import { spawn, type ChildProcess } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FailureError } from '@joinery/contracts';
import { codeOf } from '../database/database-error.ts';
import { serverBinaries } from './binaries.ts';
import { clusterDirOf, ensureCluster, ensureDataDir, ensurePassword, ownFolder, ownName } from './cluster.ts';
import { Ownership } from './ownership.ts';
import { isDeserted, runningPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts';
import { serverAccount } from './server-account.ts';
import { serverSettings } from './server-settings.ts';

export interface EmbeddedPostgresOptions {
  /** Where the data lives; made when it is missing. One process at a time opens it. */
  readonly dataDir: string;
  /** Settings of the server beside or instead of ours. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** With user and password; loopback only. */
  readonly url: string;
  /** The server's process, for those who test what its death does. */
  readonly pid: number;
  /** Ends the server; resolves when its process is gone. */
  stop(): Promise<void>;
}

const patienceMs = 60_000;

/**
 * Starts the PostgreSQL that came with the product on a data folder. A server that a killed process left behind there
 * is adopted, which is as fast and loses nothing.
 * @throws FailureError `database.in-use` when another process has the folder open, `database.start-failed`
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  await ensureDataDir(dataDir);
  const clusterDir = clusterDirOf(dataDir);
  const account = await serverAccount(clusterDir);
  const binaries = await serverBinaries(account);
  const password = await ensurePassword(dataDir);
  await ensureCluster({ dataDir, password, binaries, account });

  const urlOf = (port: number): string => `postgres://${ownName}:${password}@127.0.0.1:${port}/${ownName}`;
  const until = Date.now() + patienceMs;
  let child: ChildProcess | undefined;
  for (;;) {
    const postmaster = await runningPostmaster(clusterDir);
    const ownership = postmaster && (await Ownership.take(urlOf(postmaster.port)));
    if (ownership === 'held') throw inUse(dataDir);
    if (postmaster && ownership) return opened(urlOf(postmaster.port), postmaster, ownership);
    if (Date.now() > until) throw await startFailed(dataDir);
    if (!postmaster && (child === undefined || child.exitCode !== null || child.signalCode !== null)) {
      // A server that was just killed may be in the way for a moment, so a start that failed is tried again.
      if (child) await delay(200);
      child = await start();
    }
    await delay(10);
  }

  async function start(): Promise<ChildProcess> {
    if (await isDeserted(clusterDir)) await rm(join(clusterDir, 'postmaster.pid'), { force: true });
    const log = await open(logPathOf(dataDir), 'a', 0o600);
    const settings = { ...serverSettings, ...options.settings, port: String(await freePort()) };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const started = spawn(binaries.postgres, ['-D', ownFolder(clusterDir), ...flags], {
      cwd: clusterDir,
      env: { LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
      // Ctrl-C reaches every process of the terminal; the server must outlive the drain of its owner.
      detached: true,
      ...account,
    });
    // A spawn that fails shows as a child that has exited.
    started.on('error', () => undefined);
    started.unref();
    await log.close();
    return started;
  }

  function opened(url: string, postmaster: Postmaster, ownership: Ownership): EmbeddedPostgres {
    return {
      url,
      pid: postmaster.pid,
      stop: async () => {
        await ownership.end();
        await stopPostmaster(postmaster.pid, clusterDir);
      },
    };
  }
}

function logPathOf(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}

function inUse(dataDir: string): FailureError {
  return new FailureError({ code: 'database.in-use', kind: 'conflict', params: { dataDir } });
}

async function startFailed(dataDir: string): Promise<FailureError> {
  return new FailureError({
    code: 'database.start-failed',
    kind: 'permanent',
    params: { detail: await lastWords(dataDir) },
  });
}

async function lastWords(dataDir: string): Promise<string> {
  const log = await open(logPathOf(dataDir), 'r');
  try {
    const { size } = await log.stat();
    const length = Math.min(size, 500);
    const { buffer } = await log.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString().trim() || logPathOf(dataDir);
  } catch (error) {
    return codeOf(error) ?? String(error);
  } finally {
    await log.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
