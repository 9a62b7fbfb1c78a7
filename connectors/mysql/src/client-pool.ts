import type { Duplex } from 'node:stream';
import type { CodeContext } from '@joinery/connector-sdk';
import { type Connection, createConnection } from 'mysql2/promise';

const largest = 8;
/** Their names in the protocol: the connection cannot go on after them. */
const toldBySql = (error: unknown): boolean =>
  error instanceof Error && 'sqlMessage' in error && !('fatal' in error && error.fatal === true);

/** The database connections of one Joinery connection; sockets come through the egress policy. */
export class ClientPool {
  readonly #idle: Connection[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #closed = false;

  /** Lends a client to some work. One whose work broke off is not used again. */
  async use<T>(ctx: CodeContext, work: (client: Connection) => Promise<T>): Promise<T> {
    const client = await this.#take(ctx);
    const breakOff = (): void => client.destroy();
    ctx.signal.addEventListener('abort', breakOff, { once: true });
    try {
      const result = await Promise.race([work(client), broken(ctx.signal)]);
      this.#giveBack(client);
      return result;
    } catch (error) {
      // After an error the server told us in words the connection is fine; after a broken one it is not.
      if (toldBySql(error) && !ctx.signal.aborted) this.#giveBack(client);
      else this.#discard(client);
      throw error;
    } finally {
      ctx.signal.removeEventListener('abort', breakOff);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((client) => client.end()));
  }

  async #take(ctx: CodeContext): Promise<Connection> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#open < largest) return this.#connect(ctx);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async #connect(ctx: CodeContext): Promise<Connection> {
    this.#open += 1;
    try {
      const client = await connected(ctx);
      // An idle connection the server ended is simply gone.
      client.on('error', () => this.#forget(client));
      return client;
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #giveBack(client: Connection): void {
    if (this.#closed) {
      this.#discard(client);
      return;
    }
    this.#idle.push(client);
    this.#waiting.shift()?.();
  }

  #discard(client: Connection): void {
    client.destroy();
    this.#release();
  }

  #forget(client: Connection): void {
    const index = this.#idle.indexOf(client);
    if (index === -1) return;
    this.#idle.splice(index, 1);
    this.#release();
  }

  #release(): void {
    this.#open -= 1;
    this.#waiting.shift()?.();
  }
}

/** A client that is destroyed never answers what it was asked. */
function broken(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The call was broken off')), { once: true });
  });
}

async function connected(ctx: CodeContext): Promise<Connection> {
  const {
    host,
    port = 3306,
    database,
    user,
    tls = 'verify',
    ca,
  } = ctx.connection as Readonly<Record<string, string | number | undefined>>;
  const stream: Duplex = await ctx.connect({ host: String(host), port: Number(port) });
  const client = await createConnection({
    stream,
    host: String(host),
    database: String(database),
    user: String(user),
    password: ctx.driverSecrets()['password'] ?? '',
    ...(tls !== 'off' && {
      ssl: {
        rejectUnauthorized: tls !== 'encrypt',
        verifyIdentity: tls !== 'encrypt',
        ...(ca !== undefined && { ca: String(ca) }),
      },
    }),
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
