import type { ErrorMeaning, HttpMethod, Json, JsonObject } from '@joinery/contracts';
import type { Duplex } from 'node:stream';

/** A request of a code action. Credentials are added by the host; hosts must be declared in the manifest. */
export interface HttpCall {
  readonly method: HttpMethod;
  /** Joined to the manifest's `baseUrl`, or a whole URL. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless `encoding` says otherwise; bytes are sent as they are. */
  readonly body?: Json | Uint8Array;
  readonly encoding?: 'json' | 'form' | 'text' | 'multipart' | 'ndjson' | 'base64';
  readonly answer?: 'auto' | 'json' | 'text' | 'xml' | 'ndjson' | 'base64' | 'none';
  readonly budget?: string;
  readonly cost?: number;
  /** False: without the connection's credentials. */
  readonly authenticated?: boolean;
  /** Give every answer back, instead of failing by the error table. */
  readonly raw?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** Credentials for a first-party driver; only connectors with the auth scheme `database` get them. */
export type DriverSecrets = Readonly<Record<string, string>>;

export interface SocketRequest {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly tls?: { readonly serverName?: string; readonly ca?: string; readonly rejectUnauthorized?: boolean };
}

/** Something worth keeping between calls of the same connection: a driver's pool. */
export interface KeptResource<T> {
  readonly name: string;
  readonly open: () => Promise<T>;
  readonly close: (resource: T) => Promise<void>;
}

/**
 * What a code action may use. There is no other way out: no environment, no file, no global fetch.
 *
 * @example
 * export async function countRows(input: JsonObject, ctx: CodeContext) {
 *   const answer = await ctx.http({ method: 'GET', url: '/rows', query: { table: String(input['table']) } });
 *   return { count: (answer.body as Json[]).length };
 * }
 */
export interface CodeContext {
  /** @throws FailureError by the connector's error table, unless `raw` */
  readonly http: (call: HttpCall) => Promise<HttpAnswer>;
  /** A socket that passed the egress policy; for drivers. Its host must be declared. */
  readonly connect: (request: SocketRequest) => Promise<Duplex>;
  /** The connection's values without its secrets. */
  readonly connection: JsonObject;
  /** @throws where the auth scheme is not `database` */
  readonly driverSecrets: () => DriverSecrets;
  /** Opened once per connection and closed by the host when idle, or when the connection changes. */
  readonly keep: <T>(resource: KeptResource<T>) => Promise<T>;
  /** The same for every attempt of one step of one run. */
  readonly idempotencyKey: string;
  /** Where changes are looked for from, as a request sees `state.cursor`; missing elsewhere and at the very first look. */
  readonly cursor?: Json;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Epoch ms. */
  readonly now: () => number;
  /**
   * Ends the action with a meaning, as an answer of the vendor would. `ambiguous`: it may have had its effect.
   *
   * @example throw ctx.fault({ meaning: 'not-found', message: 'table orders' })
   */
  readonly fault: (fault: CodeFault) => Error;
}

export interface CodeFault {
  readonly meaning: Exclude<ErrorMeaning, 'success'>;
  readonly code?: string;
  readonly message?: string;
  readonly retryAfterMs?: number;
  readonly ambiguous?: boolean;
  readonly cause?: unknown;
}

export interface CodePage {
  readonly items: readonly Json[];
  /** Where the next page begins; null after the last. */
  readonly next: Json;
}

/** The functions behind one code operation. */
export interface OperationCode {
  readonly run?: (input: JsonObject, ctx: CodeContext) => Promise<Json | undefined>;
  /** One page, from null at the start. */
  readonly page?: (input: JsonObject, ctx: CodeContext, from: Json) => Promise<CodePage>;
}
