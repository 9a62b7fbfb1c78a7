import type { Duplex } from 'node:stream';
import type { CodeContext } from '@joinery/connector-sdk';
import { Client, type ClientConfig } from 'pg';
import { types } from './json-values.ts';

const largest = 8;

/** The database connections of one Joinery connection; sockets come through the egress policy. */
export class ClientPool {
  readonly #idle: Client[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #closed = false;

  /** Lends a client to some work. One whose work broke off is not used again. */
  async use<T>(ctx: CodeContext, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.#take(ctx);
    const breakOff = (): void => void client.end().catch(() => undefined);
    ctx.signal.addEventListener('abort', breakOff, { once: true });
    try {
      const result = await work(client);
      this.#giveBack(client);
      return result;
    } catch (error) {
      await this.#discardUnlessUsable(client, error);
      throw error;
    } finally {
      ctx.signal.removeEventListener('abort', breakOff);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((client) => client.end()));
  }

  async #take(ctx: CodeContext): Promise<Client> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#open < largest) return this.#connect(ctx);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async #connect(ctx: CodeContext): Promise<Client> {
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

  #giveBack(client: Client): void {
    if (this.#closed) {
      void client.end();
      this.#release();
      return;
    }
    this.#idle.push(client);
    this.#waiting.shift()?.();
  }

  /** After an error the server told us in words the connection is fine; after a broken one it is not. */
  async #discardUnlessUsable(client: Client, error: unknown): Promise<void> {
    const told = error instanceof Error && 'severity' in error && error.severity === 'ERROR';
    if (told) return this.#giveBack(client);
    await client.end().catch(() => undefined);
    this.#release();
  }

  #forget(client: Client): void {
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

async function connected(ctx: CodeContext): Promise<Client> {
  const {
    host,
    port = 5432,
    database,
    user,
    tls = 'verify',
    ca,
  } = ctx.connection as Readonly<Record<string, string | number | undefined>>;
  const socket = await ctx.connect({ host: String(host), port: Number(port) });
  const config: ClientConfig = {
    host: String(host),
    port: Number(port),
    database: String(database),
    user: String(user),
    password: ctx.driverSecrets()['password'] ?? '',
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls !== 'encrypt', ...(ca !== undefined && { ca: String(ca) }) },
    stream: () => alreadyConnected(socket),
    application_name: 'joinery',
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    types,
    connectionTimeoutMillis: 10_000,
  };
  const client = new Client(config);
  await client.connect();
  return client;
}

/** The driver wants to connect the socket itself; ours is connected, by the policy, to the address that was checked. */
function alreadyConnected(socket: Duplex): Duplex {
  return Object.assign(socket, { connect: () => queueMicrotask(() => socket.emit('connect')) });
}
