// Brings a clone to the state in which it can run: dependencies as the lock file says, everything built.
// Plain JavaScript on purpose: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceState } from './source-state.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const installedMark = join(root, 'node_modules', '.joinery-installed');

/**
 * @param {(line: string) => void} say a line per stage
 * @param {readonly string[]} packages what is built, with all it needs; everything when none is named
 */
export async function prepare(say, packages = []) {
  refuseOldNode();
  await install(say);
  await build(say, packages);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22;
  if (fits) return;
  throw new Error(
    `Joinery needs Node.js 20.19, 22.13, 24.11 or newer; this is ${process.versions.node}. / 榫卯需要更新版本的 Node.js。`,
  );
}

async function install(say) {
  const wanted = createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex');
  if ((await read(installedMark)) === wanted) return;
  say('Installing dependencies (once; a minute or so) / 正在安装依赖(仅首次,约一分钟)');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  await mkdir(dirname(installedMark), { recursive: true });
  await writeFile(installedMark, wanted);
}

/** Nx knows what is stale, but takes seconds to look; where nothing was touched since it last ended well, it is not asked. */
async function build(say, packages) {
  const name = packages.length > 0 ? packages.join(',') : 'everything';
  const mark = join(
    root,
    'node_modules',
    `.joinery-built-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`,
  );
  const state = await sourceState(root);
  if ((await read(mark)) === state && products.every((path) => existsSync(join(root, path)))) return;
  say('Building / 正在构建');
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const only = packages.length > 0 ? ['-p', name] : [];
  await run(process.execPath, [nx, 'run-many', '-t', 'build', ...only, '--outputStyle=static'], { quiet: true });
  await writeFile(mark, state);
}

/** What a start needs of a build. */
const products = ['apps/server/dist/index.js', 'ui/console/dist/site/index.html'];

async function read(path) {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}

/** Runs a command to its end; its output is shown only if it fails and `quiet` is set. */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', ...env },
    });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      if (quiet) process.stderr.write(Buffer.concat(kept));
      reject(new Error(`${command} ${args.slice(0, 3).join(' ')} ended with ${signal ?? code}`));
    });
  });
}
