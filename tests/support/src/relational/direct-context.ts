import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { CodeContext, CodeFault } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

/** What a function of the connector said through `ctx.fault`. */
class Fault extends Error {
  override readonly name = 'Fault';
  readonly fault: CodeFault;

  constructor(fault: CodeFault) {
    super(fault.message ?? fault.meaning);
    this.fault = fault;
  }
}

/** What a call that had to fail said, where it said it through `ctx.fault`; else what it threw or gave. */
export async function faultOf(work: Promise<unknown> | undefined): Promise<unknown> {
  const outcome: unknown = await Promise.resolve(work).catch((thrown: unknown) => thrown);
  return outcome instanceof Fault ? outcome.fault : outcome;
}

/** A context that connects straight to the database, without a host around it. */
export function directContext(
  connection: JsonObject,
  password: string,
  signal: CodeContext['signal'] = new AbortController().signal,
) {
  const kept = new Map<string, { readonly resource: unknown; readonly close: (resource: never) => Promise<void> }>();
  const sockets: Duplex[] = [];
  const context: CodeContext = {
    http: () => Promise.reject(new Error('no HTTP here')),
    connect: ({ host, port }) =>
      new Promise((resolve, reject) => {
        const socket = connect({ host, port });
        socket.once('connect', () => resolve(socket));
        socket.once('error', reject);
        sockets.push(socket);
      }),
    connection,
    driverSecrets: () => ({ password }),
    async keep({ name, open, close }) {
      const known = kept.get(name);
      if (known) return known.resource as never;
      const resource = await open();
      kept.set(name, { resource, close: close as (resource: never) => Promise<void> });
      return resource;
    },
    idempotencyKey: 'key',
    signal,
    timeoutMs: 10_000,
    now: Date.now,
    fault: (fault) => new Fault(fault),
  };
  const end = async (): Promise<void> => {
    for (const { resource, close } of kept.values()) await close(resource as never);
    kept.clear();
  };
  return { context, sockets, end };
}
