import type { Connector } from '@joinery/connector-sdk';
import type { CallOutcome, ConformanceHost, Simulator } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';
import { openHost } from './open-host.ts';

/** A connector before its running simulator, for the tests of a vendor's quirks. */
export interface Rig {
  readonly simulator: Simulator;
  readonly url: string;
  /** A host for a connection; without one the simulator's own. */
  readonly open: (connection?: JsonObject) => Promise<ConformanceHost>;
  readonly close: () => Promise<void>;
}

/** Starts the simulator; `close` stops it and every host that was opened. */
export async function startRig(connector: Connector, simulator: Simulator): Promise<Rig> {
  const { url, stop } = await simulator.start();
  const closing: (() => Promise<void>)[] = [stop];
  return {
    simulator,
    url,
    async open(connection = simulator.connection()) {
      const host = await openHost(connector, connection, url);
      closing.push(host.close);
      return host;
    },
    async close() {
      for (const close of closing.splice(0).toReversed()) await close();
    },
  };
}

/** The output of a call that must succeed. @throws with the failure of one that did not */
export async function outputOf(outcome: Promise<CallOutcome>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return (settled.output ?? {}) as JsonObject;
}
