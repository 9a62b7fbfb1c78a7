import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Every source file with its size and time of change, as one hash. */
export async function sourceState(root) {
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['apps', 'connectors', 'libs', 'tests', 'ui']) await addState(hash, join(root, folder));
  for (const file of ['package-lock.json', 'nx.json', 'tsconfig.json']) await addFile(hash, join(root, file));
  return hash.digest('hex');
}

async function addState(hash, folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await addState(hash, path);
    else await addFile(hash, path);
  }
}

async function addFile(hash, path) {
  const { size, mtimeMs } = await stat(path);
  hash.update(`${path} ${size} ${mtimeMs}\n`);
}
