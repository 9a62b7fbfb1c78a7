import { resolve } from 'node:path';
import type { FaultPoint } from '@joinery/engine';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '@joinery/persistence/embedded';
import { readConfig, type Config, type Environment } from '@joinery/platform/config';
import { keepHeapLean } from './lean-heap.ts';

export interface ServeOptions {
  readonly environment: Environment;
  /** A line for people at each stage. */
  readonly say: (line: string) => void;
  /** Only kill tests listen. */
  readonly reach?: (point: FaultPoint) => void;
}

/** Joinery in this process, with a database of its own unless one is named. It starts while everything else is loaded. */
export async function serve({ environment, say, reach }: ServeOptions): Promise<void> {
  keepHeapLean();
  const config = readConfig(environment);
  const [embedded, { assemble }] = await Promise.all([openDatabase(config, say), import('./assemble.ts')]);
  await assemble({ config, embedded, say, reach });
}

async function openDatabase({ storage }: Config, say: (line: string) => void): Promise<EmbeddedPostgres | undefined> {
  if (storage.databaseUrl !== undefined) return undefined;
  const dataDir = resolve(storage.dataDir, 'postgres');
  say(`Starting the embedded PostgreSQL in ${dataDir} / 正在启动内置 PostgreSQL`);
  return openEmbeddedPostgres({ dataDir });
}
