import type { Dispatcher, Pool } from 'undici';
import { egressFailure, transportFailure } from './egress-failures.ts';

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** As received, perhaps compressed. */
  readonly body: Buffer;
}

export interface Exchange {
  readonly pool: Pool;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** One request and its whole answer, straight on the pool's dispatcher: no streams are made. */
export function exchange(call: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new Collector(call, resolve, reject);
    call.pool.dispatch(
      { method: call.method as Dispatcher.HttpMethod, path: call.path, headers: call.headers, body: call.body ?? null },
      handler,
    );
  });
}

class Collector implements Dispatcher.DispatchHandler {
  readonly #call: Exchange;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #stopped: Error | undefined;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(call: Exchange, resolve: (answer: RawAnswer) => void, reject: (error: unknown) => void) {
    this.#call = call;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(this.#onTimeout, call.timeoutMs);
    call.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#stopped) controller.abort(this.#stopped);
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    this.#headers = joined(headers);
    const announced = this.#call.method === 'HEAD' ? 0 : Number(this.#headers['content-length'] ?? 0);
    if (announced > this.#call.maxBytes) this.#tooLarge();
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#call.maxBytes) this.#tooLarge();
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#settle();
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#bytes);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_: unknown, error: Error): void {
    this.#settle();
    this.#reject(transportFailure(this.#stopped ?? error, this.#call.host, this.#controller !== undefined));
  }

  #tooLarge(): void {
    const params = { host: this.#call.host, limitBytes: this.#call.maxBytes };
    this.#stop(egressFailure({ code: 'egress.too-large', params, sent: true }));
  }

  readonly #onTimeout = (): void => {
    const params = { host: this.#call.host, phase: 'total' };
    this.#stop(egressFailure({ code: 'egress.timeout', params, sent: this.#controller !== undefined }));
  };

  readonly #onAbort = (): void => {
    const params = { host: this.#call.host, phase: 'cancelled' };
    this.#stop(egressFailure({ code: 'egress.timeout', params, sent: this.#controller !== undefined }));
  };

  /** Before the request has a socket it is still in the pool's queue: it is told when its turn comes. */
  #stop(error: Error): void {
    if (this.#stopped) return;
    this.#stopped = error;
    if (this.#controller) this.#controller.abort(error);
    else this.#rejectEarly(error);
  }

  #rejectEarly(error: Error): void {
    this.#settle();
    this.#reject(error);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#call.signal?.removeEventListener('abort', this.#onAbort);
  }
}

function joined(headers: Record<string, string | string[] | undefined>): Readonly<Record<string, string>> {
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) headers[name] = value.join(', ');
  }
  return headers as Record<string, string>;
}
