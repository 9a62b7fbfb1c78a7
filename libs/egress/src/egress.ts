import type { Duplex } from 'node:stream';
import { decodeBody } from './decode-body.ts';
import { egressFailure } from './egress-failures.ts';
import type { EgressRules } from './egress-rules.ts';
import { exchange, type RawAnswer } from './exchange.ts';
import { defaultLimits, type EgressLimits } from './limits.ts';
import { openSocket, type SocketTarget } from './open-socket.ts';
import { Pins, type Resolve, systemResolve } from './pins.ts';
import { Pools } from './pools.ts';
import { type Hop, nextHop } from './redirect.ts';

export interface OutgoingRequest {
  readonly tenantId: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal;
  /** Lowers the total limit. */
  readonly timeoutMs?: number;
  /** Lowers the limit of the answer's size. */
  readonly maxBytes?: number;
  /** Headers besides the usual ones that must not reach another origin. */
  readonly credentialHeaders?: readonly string[];
  /** Asked for the address and for every redirect's: a connector's declared hosts. */
  readonly mayVisit?: (url: URL) => boolean;
}

export interface Answer {
  readonly status: number;
  /** Lower-case names; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Buffer;
}

export interface EgressOptions {
  readonly rules: EgressRules;
  readonly limits?: Partial<EgressLimits>;
  readonly resolve?: Resolve;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

const acceptEncoding = 'gzip, br, deflate';

/**
 * The one door for every outbound byte. A host is resolved once, its binary address judged by the tenant's rules and
 * the connection made to exactly that address; so is every redirect's.
 *
 * @example
 * const egress = new Egress({ rules: { for: () => [] } });
 * const { status, body } = await egress.send({ tenantId, method: 'GET', url: 'https://example.com/' });
 */
export class Egress {
  readonly #limits: EgressLimits;
  readonly #pins: Pins;
  readonly #pools: Pools;

  constructor({ rules, limits, resolve = systemResolve, now = () => performance.now() }: EgressOptions) {
    this.#limits = { ...defaultLimits, ...limits };
    this.#pins = new Pins({ rules, resolve, pinMs: this.#limits.pinMs, now });
    this.#pools = new Pools(this.#limits, now);
  }

  /**
   * One exchange, redirects followed. Every status is an answer.
   *
   * @throws FailureError `egress.*` or `connector.unreachable`; `ambiguous` when the request had begun to leave
   */
  async send(request: OutgoingRequest): Promise<Answer> {
    const endsAt = performance.now() + Math.min(request.timeoutMs ?? Infinity, this.#limits.totalMs);
    let hop: Hop = {
      method: request.method,
      url: parseUrl(request.url),
      headers: headersOf(request),
      body: request.body,
    };
    for (let redirects = 0; ; redirects += 1) {
      const answer = await this.#visit(request, hop, endsAt);
      const next = nextHop(hop, answer, request.credentialHeaders);
      if (!next) return answer;
      if (redirects >= this.#limits.maxRedirects) throw refused(hop.url.host, 'too many redirects');
      hop = next;
    }
  }

  /** A socket for a driver (database, mail), to an address judged like any other. Ends with the caller. */
  async connect(target: SocketTarget): Promise<Duplex> {
    const host = bareHost(target.host);
    const pin = await this.#pins.pin(target.tenantId, host, target.port);
    return openSocket({ ...target, host }, pin, this.#limits.connectMs);
  }

  async close(): Promise<void> {
    await this.#pools.close();
  }

  async #visit(request: OutgoingRequest, hop: Hop, endsAt: number): Promise<RawAnswer> {
    const { url } = hop;
    checkAddress(url, request);
    const host = bareHost(url.hostname);
    const port = portOf(url);
    const pin = this.#pins.held(request.tenantId, host, port) ?? (await this.#pins.pin(request.tenantId, host, port));
    const maxBytes = Math.min(request.maxBytes ?? Infinity, this.#limits.maxBytes);
    const answer = await exchange({
      pool: this.#pools.pool(url.origin, pin),
      method: hop.method,
      path: url.pathname + url.search,
      host: url.host,
      headers: hop.headers,
      body: hop.body,
      maxBytes,
      timeoutMs: Math.max(1, endsAt - performance.now()),
      signal: request.signal,
    });
    const encoding = answer.headers['content-encoding'];
    if (!encoding) return answer;
    return { ...answer, body: await decodeBody({ body: answer.body, encoding, host: url.host, maxBytes }) };
  }
}

/** Content types are the sender's; only what makes an exchange cheaper is added. */
function headersOf({ headers, body }: OutgoingRequest): Readonly<Record<string, string>> {
  const sent: Record<string, string> = { 'accept-encoding': acceptEncoding, 'user-agent': 'Joinery' };
  for (const name in headers) sent[name.toLowerCase()] = headers[name] ?? '';
  if (body !== undefined && !sent['content-type']) sent['content-type'] = 'application/octet-stream';
  return sent;
}

function checkAddress(url: URL, request: OutgoingRequest): void {
  if (request.signal?.aborted) {
    throw egressFailure({ code: 'egress.timeout', params: { host: url.host, phase: 'cancelled' } });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused(url.host || url.protocol, url.protocol);
  if (url.username || url.password) throw refused(url.host, 'credentials in the address');
  if (request.mayVisit && !request.mayVisit(url)) throw refused(url.host, 'not a declared host');
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw refused(text.slice(0, 100).replace(/\?.*$/s, ''), 'not an address');
  }
}

function refused(host: string, reason: string) {
  return egressFailure({ code: 'egress.refused', params: { host, reason } });
}

/** Without the brackets of an IPv6 literal and the dot of a fully qualified name. */
function bareHost(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

function portOf(url: URL): number {
  if (url.port) return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
