import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const serverEntry = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url));

/** A Joinery of its own process, as a customer runs it; killed like one, too. */
export interface ServerUnderTest {
  readonly url: string;
  /** Printed at the first start only. */
  readonly ownerPassword: string | undefined;
  readonly pid: number;
  /** Resolves when the process is no more, however it ended. */
  readonly ended: Promise<void>;
  /** Everything it has printed. */
  log(): string;
  /** SIGTERM, then its own end. */
  stop(): Promise<void>;
  /** SIGKILL: nothing is said to it. */
  kill(): Promise<void>;
  /** Resident memory in MB. */
  residentMb(): Promise<number>;
}

/** Starts the built server and waits until it says that it is ready. */
export async function startServer(
  env: Readonly<Record<string, string>>,
  { entry = serverEntry, startMs = 90_000 }: { readonly entry?: string; readonly startMs?: number } = {},
): Promise<ServerUnderTest> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      TZ: process.env['TZ'] ?? 'UTC',
      ...env,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const printed: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const log = (): string => printed.join('');
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url, log, startMs);
  return {
    url,
    ownerPassword: /one-time password[^:]*:\s*(\S+)/i.exec(log())?.[1],
    pid: child.pid!,
    ended,
    log,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
    residentMb: () => residentMb(child.pid!),
  };
}

/** A test that is ended from outside leaves no server behind. */
function endWithUs(child: ChildProcess): void {
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  if (process.listenerCount('SIGTERM') === 0) process.once('SIGTERM', () => process.exit(143));
}

async function untilReady(child: ChildProcess, url: string, log: () => string, startMs: number): Promise<void> {
  const until = performance.now() + startMs;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended while it started:\n${log()}`);
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${startMs} ms:\n${log()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** A port that was free a moment ago, on loopback. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
