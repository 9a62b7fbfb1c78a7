import type { CodeContext } from '../code-context.ts';
import type { Clients } from './driver.ts';

const largest = 8;

/** The database connections of one Joinery connection. */
export class ClientPool<Client> {
  readonly #clients: Clients<Client>;
  readonly #idle: Client[] = [];
  readonly #waiting = new Set<() => void>();
  #open = 0;
  #closed = false;

  constructor(clients: Clients<Client>) {
    this.#clients = clients;
  }

  /** Lends a client to some work. One whose work broke off is not used again. */
  async use<T>(ctx: CodeContext, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.#take(ctx);
    if (ctx.signal.aborted) {
      this.#giveBack(client);
      throw cut();
    }
    const breaking = brokenOff(ctx.signal);
    try {
      // A client that is ended may never answer what it was asked.
      const result = await Promise.race([work(client), breaking.off]);
      this.#giveBack(client);
      return result;
    } catch (error) {
      if (this.#clients.goesOn(error) && !ctx.signal.aborted) this.#giveBack(client);
      else this.#discard(client);
      throw error;
    } finally {
      breaking.forget();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map((client) => this.#clients.end(client)));
  }

  async #take(ctx: CodeContext): Promise<Client> {
    for (;;) {
      if (ctx.signal.aborted) throw cut();
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#open < largest) return this.#connect(ctx);
      await this.#turn(ctx.signal);
    }
  }

  /** Until a client or room for one is free, or the call is over. */
  async #turn(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const turn = (): void => {
        this.#waiting.delete(turn);
        signal.removeEventListener('abort', turn);
        resolve();
      };
      this.#waiting.add(turn);
      signal.addEventListener('abort', turn, { once: true });
    });
    // A turn that came together with the end of the call belongs to the next one.
    if (signal.aborted) this.#next();
  }

  async #connect(ctx: CodeContext): Promise<Client> {
    this.#open += 1;
    try {
      const client = await this.#clients.open(ctx);
      this.#clients.onLost(client, () => this.#forget(client));
      return client;
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #giveBack(client: Client): void {
    if (this.#closed) {
      this.#discard(client);
      return;
    }
    this.#idle.push(client);
    this.#next();
  }

  #discard(client: Client): void {
    this.#clients.breakOff(client);
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
    this.#next();
  }

  #next(): void {
    const [first] = this.#waiting;
    first?.();
  }
}

const cut = (): Error => new Error('The call was broken off');

function brokenOff(signal: AbortSignal): { readonly off: Promise<never>; readonly forget: () => void } {
  let forget = (): void => undefined;
  const off = new Promise<never>((_, reject) => {
    const abort = (): void => reject(cut());
    signal.addEventListener('abort', abort, { once: true });
    forget = () => signal.removeEventListener('abort', abort);
  });
  return { off, forget };
}
