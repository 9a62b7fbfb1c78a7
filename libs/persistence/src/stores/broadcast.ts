import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '../database/database.ts';

const channel = 'joinery_broadcast';
/** PostgreSQL takes 8,000 bytes at most. */
const mostBytes = 7_500;

export interface BroadcastOptions {
  readonly database: Database;
  /** What another process sent; never what this one did. */
  readonly heard: (message: string) => void;
  readonly failed: (error: unknown) => void;
  /** Messages of so long a time go out together. */
  readonly gatherMs?: number;
}

/**
 * Short messages to the other processes of the installation, over LISTEN and NOTIFY: what changed, which caller a reply
 * is for. Nobody waits for them and nothing depends on them. They go out gathered and in a transaction of their own: a
 * NOTIFY makes commits queue behind each other, which the commits of runs must not.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  #client: Client | undefined;
  #pending: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  static async open(options: BroadcastOptions): Promise<Broadcast> {
    const broadcast = new Broadcast(options);
    await broadcast.#listen();
    return broadcast;
  }

  /** A message that is too long for the wire is cut into parts by whoever sends it. */
  send(message: string): void {
    this.#pending.push(message);
    this.#timer ??= setTimeout(() => void this.#sendPending(), this.#options.gatherMs ?? 20);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  async #sendPending(): Promise<void> {
    this.#timer = undefined;
    const messages = this.#pending;
    this.#pending = [];
    try {
      for (const payload of packed(messages)) await this.#client?.query('select pg_notify($1, $2)', [channel, payload]);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#options.database.url, application_name: 'joinery-broadcast' });
    client.on('error', this.#options.failed);
    client.on('notification', ({ payload, processId }) => {
      if (processId !== (client as Client & { readonly processID: number }).processID) this.#hear(payload ?? '[]');
    });
    await client.connect();
    client.on('end', () => void this.#listenAgain());
    await client.query(`listen ${channel}`);
    this.#client = client;
  }

  async #listenAgain(): Promise<void> {
    while (!this.#closed) {
      await delay(500, undefined, { ref: false });
      try {
        if (!this.#closed) return await this.#listen();
      } catch (error) {
        this.#options.failed(error);
      }
    }
  }

  #hear(payload: string): void {
    for (const message of JSON.parse(payload) as readonly string[]) this.#options.heard(message);
  }
}

/** As many messages to a notification as fit. */
export function packed(messages: readonly string[]): readonly string[] {
  const packs: string[] = [];
  let pack: string[] = [];
  let bytes = 2;
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message)) + 1;
    if (bytes + size > mostBytes && pack.length > 0) {
      packs.push(JSON.stringify(pack));
      [pack, bytes] = [[], 2];
    }
    pack.push(message);
    bytes += size;
  }
  return pack.length > 0 ? [...packs, JSON.stringify(pack)] : packs;
}
