import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpSimulator } from '@joinery/connector-http/simulator';
import { SandboxPorts } from './sandbox-ports.ts';

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-ports-'));
  file = join(folder, 'data', 'sandbox.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** One start and stop of a sandbox with one simulator; answers with its address. */
async function life(): Promise<string> {
  const ports = await SandboxPorts.read(file);
  const { url, stop } = await ports.start(httpSimulator());
  await ports.save();
  await stop();
  return url;
}

test('a simulator has the address it had last time', async () => {
  const first = await life();
  expect(await life()).toBe(first);
});

test('a port that something else has taken is replaced, and that one is kept', async () => {
  const first = await life();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(new URL(first).port), '127.0.0.1', resolve));
  const second = await life();
  other.close();
  expect(second).not.toBe(first);
  expect(await life()).toBe(second);
});

test('a spoilt file costs the ports only', async () => {
  await life();
  await writeFile(file, '{"http": "8080", ');
  await life();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ http: expect.any(Number) });
});
