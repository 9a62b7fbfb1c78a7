import type { Duplex } from 'node:stream';
import {
  type Clients,
  databaseAddress,
  inTransaction,
  type Result,
  type Statement,
} from '@joinery/connector-sdk/relational';
import type { CodeContext } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { Client, type QueryConfig } from 'pg';
import { types } from './json-values.ts';

/** Connections by `pg`. */
export const clients: Clients<Client> = {
  open,
  prepare: (client, { timeoutMs }) => client.query(`set statement_timeout = ${Math.max(1, Math.floor(timeoutMs))}`),
  onLost: (client, lost) => client.on('error', lost),
  goesOn: (error) => error instanceof Error && 'severity' in error && error.severity === 'ERROR',
  send,
  command: (client, text) => client.query(text),
  reading: (client, work) =>
    inTransaction({ begin: 'begin transaction read only', command: (text) => client.query(text) }, work),
  breakOff: (client) => void client.end().catch(() => undefined),
  end: (client) => client.end(),
};

async function open(ctx: CodeContext): Promise<Client> {
  const { host, port, database, user, password, tls, socket } = await databaseAddress(ctx, 5432);
  const client = new Client({
    host,
    port,
    database,
    user,
    password,
    ssl: tls ?? false,
    stream: () => alreadyConnected(socket),
    application_name: 'joinery',
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    types,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  return client;
}

/** The driver wants to connect the socket itself; ours is connected, by the policy, to the address that was checked. */
function alreadyConnected(socket: Duplex): Duplex {
  return Object.assign(socket, { connect: () => queueMicrotask(() => socket.emit('connect')) });
}

/** `queryMode` is missing in the driver's types; without it a text without values could hold several statements. */
interface ExtendedQuery extends QueryConfig {
  readonly queryMode: 'extended';
}

async function send(client: Client, { text, values }: Statement): Promise<Result> {
  const config: ExtendedQuery = { text, values: [...values], queryMode: 'extended' };
  const { rows, rowCount } = await client.query<JsonObject>(config);
  return { rows, count: rowCount ?? 0 };
}
