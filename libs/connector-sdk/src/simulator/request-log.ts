/** A request the vendor's API saw. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly receivedAtMs: number;
}

const limit = 1_000;
const secretHeaders = new Set(['authorization', 'cookie', 'x-api-key', 'proxy-authorization']);

/** The last requests, with credentials masked: they are shown in the console. */
export class RequestLog {
  #requests: ReceivedRequest[] = [];

  add(request: ReceivedRequest): void {
    this.#requests.push({ ...request, headers: masked(request.headers) });
    if (this.#requests.length > limit) this.#requests.shift();
  }

  list(): readonly ReceivedRequest[] {
    return [...this.#requests];
  }

  clear(): void {
    this.#requests = [];
  }
}

function masked(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeaders.has(name) ? '[secret]' : value]),
  );
}
