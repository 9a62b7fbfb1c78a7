import { connect as connectTcp, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { egressFailure, transportFailure } from './egress-failures.ts';
import { pinnedLookup } from './pools.ts';
import type { Pin } from './pins.ts';

export interface SocketTarget {
  readonly tenantId: string;
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; the server's name is the host unless given. */
  readonly tls?: { readonly serverName?: string; readonly ca?: string; readonly rejectUnauthorized?: boolean };
  readonly signal?: AbortSignal;
}

/** Connects to the pinned address and gives the socket once it is usable. */
export function openSocket(target: SocketTarget, pin: Pin, connectMs: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = begin(target, pin);
    const end = (error: Error): void => {
      socket.destroy();
      clearTimeout(timer);
      reject(transportFailure(error, `${target.host}:${target.port}`, false));
    };
    const timer = setTimeout(() => end(connectTimeout(target)), connectMs);
    const onAbort = (): void => end(connectTimeout(target));
    target.signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('error', end);
    socket.once(target.tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      target.signal?.removeEventListener('abort', onAbort);
      socket.off('error', end);
      resolve(socket);
    });
  });
}

function begin({ host, port, tls }: SocketTarget, pin: Pin): Socket {
  const lookup = pinnedLookup(pin);
  if (!tls) return connectTcp({ host, port, lookup });
  return connectTls({
    host,
    port,
    lookup,
    servername: tls.serverName ?? (isIP(host) ? '' : host),
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
  });
}

function connectTimeout({ host, port }: SocketTarget) {
  return egressFailure({ code: 'egress.timeout', params: { host: `${host}:${port}`, phase: 'connect' } });
}
