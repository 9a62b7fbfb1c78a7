import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hostiles, type Hostile } from './corpus.ts';
import { harmOf } from './harm.ts';
import type { Measured } from './measured.ts';

const child = fileURLToPath(new URL('./child.js', import.meta.url));
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Each in a process of its own, so that what one takes is not hidden by what another took before. */
function inChild(index: number): Measured | undefined {
  const { stdout, status } = spawnSync(process.execPath, [child, String(index)], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? (JSON.parse(stdout) as Measured) : undefined;
}

/** A machine that is busy with something else deserves a second look. */
const looks = 3;

function harmsIn(hostile: Hostile, index: number): readonly string[] {
  let harms: readonly string[] = [];
  for (let look = 0; look < looks; look++) {
    const found = inChild(index);
    harms = found ? harmOf(hostile, found) : ['the process did not survive'];
    if (harms.length === 0) break;
  }
  return harms;
}

let harmful = 0;
hostiles.forEach((hostile, index) => {
  const harms = harmsIn(hostile, index);
  if (harms.length === 0) return;
  harmful++;
  print(`${hostile.name}: ${harms.join('; ')}`);
});
print(JSON.stringify({ expressions: hostiles.length, harmful }));
process.exitCode = harmful === 0 ? 0 : 1;
