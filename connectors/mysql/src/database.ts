import type { CodeContext } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import type { Connection, ExecuteValues, FieldPacket, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import { ClientPool } from './client-pool.ts';
import { faultOf } from './database-errors.ts';
import { jsonRow } from './json-values.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Result {
  readonly rows: readonly JsonObject[];
  readonly count: number;
}

/** Runs one statement. It is prepared by the server: values are parameters, and there is no second statement. */
export async function query(ctx: CodeContext, statement: Statement): Promise<Result> {
  return using(ctx, (client) => send(client, statement));
}

/** Runs a statement that can only read, whatever its SQL says, procedures included. */
export async function reading(ctx: CodeContext, statement: Statement): Promise<Result> {
  return using(ctx, async (client) => {
    await client.query('set session transaction read only');
    try {
      return await send(client, statement);
    } finally {
      await client.query('set session transaction read write');
    }
  });
}

/** Runs statements of which all or none take effect. */
export async function together(ctx: CodeContext, statements: readonly Statement[]): Promise<readonly Result[]> {
  return using(ctx, async (client) => {
    await client.query('start transaction');
    try {
      const results: Result[] = [];
      for (const statement of statements) results.push(await send(client, statement));
      await client.query('commit');
      return results;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  });
}

async function using<T>(ctx: CodeContext, work: (client: Connection) => Promise<T>): Promise<T> {
  try {
    const pool = await ctx.keep({ name: 'pool', open: async () => new ClientPool(), close: (kept) => kept.close() });
    return await pool.use(ctx, work);
  } catch (error) {
    throw faultOf(ctx, error);
  }
}

async function send(client: Connection, { text, values }: Statement): Promise<Result> {
  const [answer, fields] = (await client.execute(text, [...values] as ExecuteValues)) as [
    RowDataPacket[] | ResultSetHeader,
    FieldPacket[] | undefined,
  ];
  if (!Array.isArray(answer)) return { rows: [], count: answer.affectedRows };
  return { rows: answer.map((row) => jsonRow(row, fields ?? [])), count: answer.length };
}
