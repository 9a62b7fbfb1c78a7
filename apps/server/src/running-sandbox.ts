import { resolve } from 'node:path';
import type { Sandbox } from '@joinery/api';
import type { EgressRule } from '@joinery/egress';
import type { Config } from '@joinery/platform/config';
import { simulatorSandbox } from './simulator-sandbox.ts';

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  /** The simulators' own addresses, which every tenant may reach. */
  readonly allowed: readonly EgressRule[];
  stop(): Promise<void>;
}

const noSandbox: RunningSandbox = { sandbox: simulatorSandbox([]), allowed: [], stop: () => Promise.resolve() };

/** The simulators, loaded only where they are wanted. */
export async function openSandbox({ operation, storage }: Config): Promise<RunningSandbox> {
  if (!operation.sandbox) return noSandbox;
  const { startSandbox } = await import('./sandbox.ts');
  return startSandbox(resolve(storage.dataDir, 'sandbox.json'));
}
