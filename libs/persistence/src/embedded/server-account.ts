import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** PostgreSQL refuses to run as root, so a root process lends it another account. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account the server runs under; undefined is our own. A cluster that exists decides by its owner; else it is one that
 * owns nothing of ours.
 */
export async function serverAccount(clusterDir: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await accountNamed('postgres')) ?? (await accountNamed('nobody')) ?? nobody;
}

const nobody: ServerAccount = { uid: 65_534, gid: 65_534 };

/** Whether an account may enter every folder on the way to a path. */
export async function isReachable(path: string, account: ServerAccount | undefined): Promise<boolean> {
  if (!account) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const searchBit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & searchBit)) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function accountNamed(name: string): Promise<ServerAccount | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find(([first]) => first === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
