import type { CodeContext, CodeFault } from '../code-context.ts';
import { ClientPool } from './client-pool.ts';
import type { RelationalDriver } from './driver.ts';
import type { Result, Statement } from './table.ts';

/** What became of statements: their results, or what the database had against them. */
export type Attempt =
  { readonly ok: true; readonly results: readonly Result[] } | { readonly ok: false; readonly fault: CodeFault };

/** Statements at a database; every one takes a client of the connection's pool. */
export interface Database {
  /** Runs one statement. */
  readonly query: (ctx: CodeContext, statement: Statement) => Promise<Result>;
  /** Runs a statement that can only read, whatever its SQL says. */
  readonly reading: (ctx: CodeContext, statement: Statement) => Promise<Result>;
  /** Runs statements of which all or none take effect. */
  readonly together: (ctx: CodeContext, statements: readonly Statement[]) => Promise<readonly Result[]>;
  /** The same, told what was wrong. @throws what is no fault of the database */
  readonly attempt: (ctx: CodeContext, statements: readonly Statement[]) => Promise<Attempt>;
}

export function databaseOf<Client>({ name, clients, faultOf }: RelationalDriver<Client>): Database {
  async function using<T>(ctx: CodeContext, work: (client: Client) => Promise<T>): Promise<T> {
    const pool = await ctx.keep({
      name: `${name}-pool`,
      open: async () => new ClientPool(clients),
      close: (kept) => kept.close(),
    });
    return pool.use(ctx, async (client) => {
      await clients.prepare?.(client, ctx);
      return work(client);
    });
  }
  const thrown = (ctx: CodeContext, error: unknown): unknown => {
    const fault = faultOf(error);
    return fault ? ctx.fault(fault) : error;
  };
  async function orFault<T>(ctx: CodeContext, work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await using(ctx, work);
    } catch (error) {
      throw thrown(ctx, error);
    }
  }
  const all = (client: Client, statements: readonly Statement[]): Promise<readonly Result[]> =>
    inTransaction({ begin: 'begin', command: (text) => clients.command(client, text) }, async () => {
      const results: Result[] = [];
      for (const statement of statements) results.push(await clients.send(client, statement));
      return results;
    });
  return {
    query: (ctx, statement) => orFault(ctx, (client) => clients.send(client, statement)),
    reading: (ctx, statement) =>
      orFault(ctx, (client) => clients.reading(client, () => clients.send(client, statement))),
    together: (ctx, statements) => orFault(ctx, (client) => all(client, statements)),
    async attempt(ctx, statements) {
      try {
        return { ok: true, results: await using(ctx, (client) => all(client, statements)) };
      } catch (error) {
        const fault = faultOf(error);
        if (!fault) throw error;
        return { ok: false, fault };
      }
    },
  };
}

interface Transaction {
  readonly begin: string;
  readonly command: (text: string) => Promise<unknown>;
}

/** Commits what the work did, or takes it back when it throws. */
export async function inTransaction<T>({ begin, command }: Transaction, work: () => Promise<T>): Promise<T> {
  await command(begin);
  try {
    const result = await work();
    await command('commit');
    return result;
  } catch (error) {
    await command('rollback').catch(() => undefined);
    throw error;
  }
}
