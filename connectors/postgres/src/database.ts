import type { CodeContext } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import type { Client, QueryConfig } from 'pg';
import { ClientPool } from './client-pool.ts';
import { faultOf } from './database-errors.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Result {
  readonly rows: readonly JsonObject[];
  readonly count: number;
}

/** Runs one statement. Values are parameters, and the extended protocol takes no second statement. */
export async function query(ctx: CodeContext, statement: Statement): Promise<Result> {
  return using(ctx, (client) => send(client, statement));
}

/** Runs work that can only read, whatever its SQL says. */
export async function reading(ctx: CodeContext, statement: Statement): Promise<Result> {
  return using(ctx, (client) => within(client, 'begin transaction read only', () => send(client, statement)));
}

/** Runs statements of which all or none take effect. */
export async function together(ctx: CodeContext, statements: readonly Statement[]): Promise<readonly Result[]> {
  return using(ctx, (client) =>
    within(client, 'begin', async () => {
      const results: Result[] = [];
      for (const statement of statements) results.push(await send(client, statement));
      return results;
    }),
  );
}

async function using<T>(ctx: CodeContext, work: (client: Client) => Promise<T>): Promise<T> {
  try {
    const pool = await ctx.keep({ name: 'pool', open: async () => new ClientPool(), close: (kept) => kept.close() });
    return await pool.use(ctx, async (client) => {
      await client.query(`set statement_timeout = ${Math.max(1, Math.floor(ctx.timeoutMs))}`);
      return work(client);
    });
  } catch (error) {
    throw faultOf(ctx, error);
  }
}

async function within<T>(client: Client, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
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
