import type { CodeContext } from '@joinery/connector-sdk';
import { type Clients, databaseAddress, type Result, type Statement } from '@joinery/connector-sdk/relational';
import {
  type Connection,
  createConnection,
  type ExecuteValues,
  type FieldPacket,
  type ResultSetHeader,
  type RowDataPacket,
} from 'mysql2/promise';
import { jsonRow } from './json-values.ts';

/** Connections by `mysql2`. */
export const clients: Clients<Connection> = {
  open,
  onLost: (client, lost) => client.on('error', lost),
  goesOn: (error) => error instanceof Error && 'sqlMessage' in error && !('fatal' in error && error.fatal === true),
  send,
  command: (client, text) => client.query(text),
  reading,
  breakOff: (client) => client.destroy(),
  end: (client) => client.end(),
};

async function open(ctx: CodeContext): Promise<Connection> {
  const { host, database, user, password, tls, socket } = await databaseAddress(ctx, 3306);
  const client = await createConnection({
    stream: socket,
    host,
    database,
    user,
    password,
    ...(tls && { ssl: { ...tls, verifyIdentity: tls.rejectUnauthorized } }),
    charset: 'utf8mb4',
    timezone: 'Z',
    // Texts as the server writes them: no digit of a number or a time is lost.
    dateStrings: true,
    supportBigNumbers: true,
    connectTimeout: 10_000,
    maxPreparedStatements: 100,
    // No file of ours is ever sent, whatever the server asks for.
    flags: ['-LOCAL_FILES'],
    connectAttributes: { program_name: 'joinery' },
  });
  await client.query("set time_zone = '+00:00', sql_mode = concat(@@sql_mode, ',STRICT_TRANS_TABLES')");
  return client;
}

/** By session, for a procedure could end a transaction and begin another. */
async function reading<T>(client: Connection, work: () => Promise<T>): Promise<T> {
  await client.query('set session transaction read only');
  try {
    return await work();
  } finally {
    await client.query('set session transaction read write');
  }
}

/** Prepared by the server: values are parameters, and there is no second statement. */
async function send(client: Connection, { text, values }: Statement): Promise<Result> {
  const [answer, fields] = (await client.execute(text, [...values] as ExecuteValues)) as [
    RowDataPacket[] | ResultSetHeader,
    FieldPacket[] | undefined,
  ];
  if (!Array.isArray(answer)) return { rows: [], count: answer.affectedRows };
  return { rows: answer.map((row) => jsonRow(row, fields ?? [])), count: answer.length };
}
