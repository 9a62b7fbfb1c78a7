import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A server of a cluster as its `postmaster.pid` names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** The server that runs on a cluster, whoever started it; undefined when none does. */
export async function runningPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  if (!pid || !(await isServing(pid, clusterDir))) return undefined;
  return { pid, port: port || 0 };
}

/** Whether a process lives and works in the cluster: a number alone may have been given to somebody else since. */
async function isServing(pid: number, clusterDir: string): Promise<boolean> {
  if (!(await isAlive(pid))) return false;
  if (process.platform !== 'linux') return true;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === (await realpath(clusterDir));
}

/** A killed process whose parent has not asked for its end is still listed, as a zombie. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return status === undefined ? process.platform !== 'linux' : !status.slice(status.lastIndexOf(')')).startsWith(') Z');
}

/**
 * Whether `postmaster.pid` is a leftover that may go: nobody works in the cluster any more. A killed server's children
 * may outlive it for a moment, and PostgreSQL finds them through that file, so it goes only when they are gone.
 */
export async function isDeserted(clusterDir: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const folder = await realpath(clusterDir);
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const workingIn = await readlink(`/proc/${name}/cwd`).catch(() => undefined);
    if (workingIn === folder && (await isAlive(Number(name)))) return false;
  }
  return true;
}

/** Ends a server: sessions are cut off, everything committed is on disk (`fast`); without a word when it hangs. */
export async function stopPostmaster(pid: number, clusterDir: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!(await isServing(pid, clusterDir))) return;
    process.kill(pid, signal);
    if (await isGoneWithin(pid, clusterDir, patienceMs)) return;
  }
}

async function isGoneWithin(pid: number, clusterDir: string, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (await isServing(pid, clusterDir)) {
    if (Date.now() > until) return false;
    await delay(10);
  }
  return true;
}
