import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RunningSimulator, Simulator } from '@joinery/connector-sdk/simulator';

/** Which port each simulator had last, kept in a file of the data folder: `{"feishu": 40123, …}`. */
export class SandboxPorts {
  readonly #file: string;
  readonly #ports: Map<string, number>;

  private constructor(file: string, ports: Map<string, number>) {
    this.#file = file;
    this.#ports = ports;
  }

  static async read(file: string): Promise<SandboxPorts> {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return new SandboxPorts(file, portsIn(text));
  }

  /** On its port of last time; on a free one where it had none, or where something else has taken it. */
  async start(simulator: Simulator): Promise<RunningSimulator> {
    const running = await startOn(simulator, this.#ports.get(simulator.name));
    this.#ports.set(simulator.name, Number(new URL(running.url).port));
    return running;
  }

  async save(): Promise<void> {
    if (this.#ports.size === 0) return;
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFile(this.#file, JSON.stringify(Object.fromEntries(this.#ports)));
  }
}

async function startOn(simulator: Simulator, port: number | undefined): Promise<RunningSimulator> {
  if (port === undefined) return simulator.start();
  try {
    return await simulator.start({ port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return simulator.start();
  }
}

/** A file that somebody has spoilt costs the ports, not the start. */
function portsIn(text: string): Map<string, number> {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return new Map(entries.filter((entry): entry is [string, number] => isPort(entry[1])));
  } catch {
    return new Map();
  }
}

const isPort = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
