import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** What the other side did for one event, seen from there. */
interface Seen {
  /** By idempotency key: how often a request with it had an effect of its own. */
  readonly keys: Map<string, number>;
  calls: number;
}

/**
 * The other side of a kill test, in the process that kills: an endpoint that honours idempotency keys, and one that
 * does whatever it is asked, as often as it is asked. Both take a moment, so that a kill can fall into a call.
 */
export class Target {
  readonly #server: Server;
  readonly #seen = { idempotent: new Map<string, Seen>(), unsafe: new Map<string, Seen>() };
  readonly #random: () => number;

  private constructor(random: () => number) {
    this.#random = random;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const kind = request.url === '/unsafe' ? 'unsafe' : 'idempotent';
        const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string };
        this.#note(kind, id, String(request.headers['idempotency-key'] ?? ''));
        // The effect has happened; its answer is on the way when a kill may fall.
        setTimeout(
          () => response.setHeader('content-type', 'application/json').end('{"ok":true}'),
          this.#random() * 20,
        );
      });
    });
  }

  static async start(random: () => number): Promise<Target> {
    const target = new Target(random);
    target.#server.listen(0, '127.0.0.1');
    await once(target.#server, 'listening');
    return target;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the target does not listen');
    return address.port;
  }

  /** Effects that an event had at the idempotent endpoint: distinct keys, for a repeated key has none. */
  effectsOf(id: string): number {
    return this.#seen.idempotent.get(id)?.keys.size ?? 0;
  }

  /** Calls that an event made at the endpoint that repeats whatever it is asked. */
  callsOf(id: string): number {
    return this.#seen.unsafe.get(id)?.calls ?? 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #note(kind: 'idempotent' | 'unsafe', id: string, key: string): void {
    const seen = this.#seen[kind].get(id) ?? { keys: new Map<string, number>(), calls: 0 };
    seen.calls += 1;
    seen.keys.set(key, (seen.keys.get(key) ?? 0) + 1);
    this.#seen[kind].set(id, seen);
  }
}
