import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectorManifestInput, Json, JsonObject } from '@joinery/contracts';
import { connectorFromManifest, type ConnectorCode } from '@joinery/connector-sdk';
import { Egress } from '@joinery/egress';
import type { ActionCall } from '@joinery/engine';
import { ConnectorHost, type ConnectorHostOptions, ConnectorRegistry, type LoadedConnection } from '../index.ts';

/** What a vendor's server got. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly json: () => JsonObject;
}

export interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text. */
  readonly body?: Json;
}

export interface Vendor {
  readonly url: string;
  readonly port: number;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

/** A server on loopback that remembers what it was asked. */
export async function aVendor(answer: (asked: Asked) => Told | Promise<Told>): Promise<Vendor> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://vendor.test');
      const body = Buffer.concat(chunks).toString();
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
        json: () => JSON.parse(body) as JsonObject,
      };
      asked.push(one);
      void Promise.resolve(answer(one)).then(({ status = 200, headers = {}, body: told = null }) => {
        const text = typeof told === 'string' ? told : JSON.stringify(told);
        response.writeHead(status, {
          'content-type': typeof told === 'string' ? 'text/plain' : 'application/json',
          ...headers,
        });
        response.end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, port, asked, close };
}

export const tenantId = '018f0000-0000-7000-8000-00000000000a' as ActionCall['tenantId'];
export const connectionId = '018f0000-0000-7000-8000-00000000000c';
const text = { zh: '甲方系统', en: 'Acme' };

/** A manifest with the dull parts filled in. */
export function aManifest(parts: Partial<ConnectorManifestInput>): ConnectorManifestInput {
  return {
    name: 'acme',
    version: '1.0.0',
    title: text,
    description: text,
    categories: ['generic'],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    connection: { fields: { type: 'object' }, auth: [{ scheme: 'none' }] },
    ...parts,
  };
}

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];

/** An action that takes and gives anything. */
export function anAction(operation: ActionInput['operation'], parts: Partial<ActionInput> = {}): ActionInput {
  return { title: text, input: { type: 'object' }, output: {}, effect: { class: 'read' }, operation, ...parts };
}

export const aGet = (path: string): ActionInput['operation'] => ({ kind: 'request', request: { method: 'GET', path } });

export interface AHostOptions extends Partial<Omit<ConnectorHostOptions, 'registry' | 'egress'>> {
  readonly vendor: Vendor;
  readonly manifest: ConnectorManifestInput;
  readonly code?: ConnectorCode;
  readonly values?: JsonObject;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface AHost {
  readonly host: ConnectorHost;
  readonly which: { tenantId: string; connector: { name: string; version: string }; connectionId: string };
  readonly call: (
    action: string,
    input?: Json,
    more?: Partial<ActionCall>,
  ) => ReturnType<ConnectorHost['actions']['invoke']>;
  readonly aCall: (action: string, input?: Json) => ActionCall;
  readonly close: () => Promise<void>;
}

/** A host with one connector and one connection, allowed to reach the vendor and nothing else. */
export function aHost({ vendor, manifest, code, values = {}, secrets = {}, ...options }: AHostOptions): AHost {
  const egress = new Egress({ rules: { for: () => [{ host: '127.0.0.1', port: vendor.port }] } });
  const connector = { name: manifest.name, version: manifest.version };
  const loaded: LoadedConnection = {
    connector,
    values: { baseUrl: vendor.url, ...values },
    secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, { reveal: () => value }])),
    revision: '1',
  };
  const host = new ConnectorHost({
    registry: new ConnectorRegistry([connectorFromManifest(manifest, code)]),
    egress,
    connections: { load: () => Promise.resolve(loaded) },
    ...options,
  });
  const aCall = (action: string, input: Json = {}): ActionCall => ({
    tenantId,
    runId: '018f0000-0000-7000-8000-00000000000b' as ActionCall['runId'],
    connector,
    connectionId,
    action,
    input,
    idempotencyKey: 'run-1/send',
    timeoutMs: 5_000,
  });
  return {
    host,
    which: { tenantId, connector, connectionId },
    aCall,
    call: (action, input, more) =>
      host.actions.invoke({ ...aCall(action, input), ...more }, new AbortController().signal),
    close: async () => {
      await host.close();
      await egress.close();
      await vendor.close();
    },
  };
}
