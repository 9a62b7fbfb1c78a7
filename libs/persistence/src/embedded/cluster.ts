import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FailureError } from '@joinery/contracts';
import { codeOf } from '../database/database-error.ts';
import type { ServerBinaries } from './binaries.ts';
import type { ServerAccount } from './server-account.ts';

const run = promisify(execFile);

/** The name of the server's superuser and of the database the product lives in. */
export const ownName = 'joinery';

/** The password of the server, made with the data folder and readable by its owner only. */
export async function ensurePassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'password');
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(randomBytes(24).toString('base64url'));
    await file.sync();
    await file.close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return readFile(path, 'utf8');
}

export interface ClusterOptions {
  readonly dataDir: string;
  readonly password: string;
  readonly binaries: ServerBinaries;
  readonly account: ServerAccount | undefined;
}

/** Makes the cluster beside its place and moves it there, so that one that stands is whole. */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { dataDir, account } = options;
  const place = clusterDirOf(dataDir);
  if (await stat(join(place, 'PG_VERSION')).catch(() => undefined)) return;
  const draft = await mkdtemp(join(dataDir, 'cluster-draft-'));
  if (account) await chown(draft, account.uid, account.gid);
  try {
    await initialise(draft, options);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another opener was faster; whose server it is will show.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
}

export function clusterDirOf(dataDir: string): string {
  return join(dataDir, 'cluster');
}

/**
 * How the server's programs are told the folder they were started in. They take it as it stands, so the account needs
 * no right to walk there: a root process entered it before it lent the account.
 */
export function ownFolder(clusterDir: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : clusterDir;
}

async function initialise(clusterDir: string, { binaries, account, password }: ClusterOptions): Promise<void> {
  const folder = await passwordFolder(password, account);
  const flags = [
    `--pgdata=${ownFolder(clusterDir)}`,
    `--username=${ownName}`,
    `--pwfile=${join(folder, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The server's own locale: the order of texts, and so every index, is the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  try {
    await run(binaries.initdb, flags, { cwd: clusterDir, env: { LC_ALL: 'C' }, ...account });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.slice(-500) : String(cause);
    throw new FailureError({ code: 'database.start-failed', kind: 'permanent', params: { detail } }, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the server's account may read the password for the moment in which the cluster is made. */
async function passwordFolder(password: string, account: ServerAccount | undefined): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-'));
  await writeFile(join(folder, 'password'), password, { mode: 0o600 });
  if (account) {
    await chown(join(folder, 'password'), account.uid, account.gid);
    await chown(folder, account.uid, account.gid);
  }
  return folder;
}

/** Folders of ours above the cluster are nobody else's. */
export async function ensureDataDir(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
}
