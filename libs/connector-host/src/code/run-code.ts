import type { CodeContext, CodeFault, CodePage, HttpAnswer, HttpCall, OperationCode } from '@joinery/connector-sdk';
import { errorCodes, FailureError, type Failure, type Json, type JsonObject } from '@joinery/contracts';
import type { Egress } from '@joinery/egress';
import { compileJudge, type Judge } from '../answer/judge-answer.ts';
import { redactFailure } from '../connection/redact.ts';
import type { Session } from '../connection/session.ts';
import { codeOfMeaning, failureOf, failWith } from '../failures.ts';
import type { CallLimits, VendorCalls } from '../operation/vendor-calls.ts';
import type { Draft } from '../request/draft.ts';
import { isObject } from '../request/put-in-body.ts';
import type { Resources } from './resources.ts';

export interface CodeCall extends CallLimits {
  readonly session: Session;
  /** Where in the manifest its operation stands. */
  readonly place: string;
  readonly input: Json;
  readonly idempotencyKey: string;
  /** What the host knows: `cursor`, where changes are looked for. */
  readonly state?: Readonly<Record<string, Json | undefined>>;
}

export interface CodeRunnerOptions {
  readonly egress: Egress;
  readonly calls: VendorCalls;
  readonly resources: Resources;
}

/** Runs a connector's functions with nothing at hand but their context. */
export class CodeRunner {
  readonly #options: CodeRunnerOptions;
  readonly #judges = new WeakMap<object, Judge>();

  constructor(options: CodeRunnerOptions) {
    this.#options = options;
  }

  async run(call: CodeCall): Promise<Json | undefined> {
    const { run } = codeOf(call);
    if (!run) throw missing(call, 'run');
    return this.#guarded(call, (context) => run(inputOf(call), context));
  }

  async page(call: CodeCall, from: Json): Promise<CodePage> {
    const { page } = codeOf(call);
    if (!page) throw missing(call, 'page');
    return this.#guarded(call, (context) => page(inputOf(call), context, from));
  }

  /** What the function throws is a failure; what is not ours is its defect, and its effect is not known. */
  async #guarded<T>(call: CodeCall, work: (context: CodeContext) => Promise<T>): Promise<T> {
    const timeoutMs = Math.max(1, Math.floor(call.endsAt - performance.now()));
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    try {
      return await Promise.race([
        work(this.#context({ ...call, signal }, timeoutMs)),
        whenAborted(call, signal, timeoutMs),
      ]);
    } catch (error) {
      throw new FailureError(redactFailure(thrown(call, error), call.session.confidential()), { cause: error });
    }
  }

  #context(call: CodeCall & { readonly signal: AbortSignal }, timeoutMs: number): CodeContext {
    const { session, signal } = call;
    const cursor = call.state?.['cursor'];
    return {
      http: (request) => this.#http(call, request),
      connect: ({ host, port, tls }) => {
        if (!session.mayConnect(host, port)) throw failWith('egress.refused', { host, reason: 'not a declared host' });
        return this.#options.egress.connect({ tenantId: session.tenantId, host, port, signal, ...(tls && { tls }) });
      },
      connection: session.values as JsonObject,
      driverSecrets: () => driverSecrets(call),
      keep: (resource) => this.#options.resources.keep(session, resource),
      idempotencyKey: call.idempotencyKey,
      ...(cursor !== undefined && { cursor }),
      signal,
      timeoutMs,
      now: Date.now,
      fault: (fault) => new FailureError(faultFailure(session.connector.title, fault), { cause: fault.cause }),
    };
  }

  async #http(call: CodeCall, request: HttpCall): Promise<HttpAnswer> {
    const { session, signal, endsAt } = call;
    const { answer } = await this.#options.calls.call({
      session,
      signal,
      endsAt,
      judge: request.raw ? acceptEverything : this.#judge(session),
      scope: { input: call.input, connection: session.values, account: session.account, state: {} },
      request: {
        template: {
          method: request.method,
          path: request.url,
          encoding: request.encoding ?? 'json',
          answer: request.answer ?? 'auto',
          cost: request.cost ?? 1,
          authenticated: request.authenticated ?? true,
          ...(request.budget === undefined ? {} : { budget: request.budget }),
        },
        draft: (_, baseUrl) => draftOf(request, baseUrl),
      },
    });
    return { status: answer.status, headers: answer.headers, body: answer.body };
  }

  #judge({ connector }: Session): Judge {
    const { manifest } = connector;
    const judge =
      this.#judges.get(manifest) ??
      compileJudge({
        rules: manifest.errors,
        vendorError: manifest.vendorError,
        options: { connector: manifest.title, place: 'errors' },
      });
    this.#judges.set(manifest, judge);
    return judge;
  }
}

const acceptEverything: Judge = () => ({ kind: 'success' });

function draftOf(call: HttpCall, baseUrl: string): Draft {
  const bytes = call.body instanceof Uint8Array ? call.body : undefined;
  const query = Object.entries(call.query ?? {}).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((each): [string, string] => [
      name,
      each,
    ]);
  });
  return {
    method: call.method,
    url: /^https?:\/\//i.test(call.url) ? call.url : baseUrl + (call.url.startsWith('/') ? '' : '/') + call.url,
    query,
    headers: Object.fromEntries(Object.entries(call.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    body: bytes ? Buffer.from(bytes).toString('base64') : (call.body as Json | undefined),
    encoding: bytes ? 'base64' : (call.encoding ?? 'json'),
    credentialHeaders: [],
  };
}

function codeOf({ session, place }: CodeCall): OperationCode {
  const { code } = session.connector;
  const found = Object.hasOwn(code, place) ? code[place] : undefined;
  if (found) return found;
  throw failWith('connector.defect', { connector: session.connector.title, detail: `${place} has no code` });
}

function missing({ session, place }: CodeCall, name: string) {
  return failWith('connector.defect', { connector: session.connector.title, detail: `${place}.${name} is missing` });
}

function inputOf({ input }: CodeCall): JsonObject {
  return isObject(input) ? input : {};
}

function driverSecrets({ session, place }: CodeCall) {
  if (session.schemes.some(({ scheme }) => scheme.scheme === 'database')) return session.secrets();
  const detail = `${place}: only a driver may ask for secrets`;
  throw failWith('connector.defect', { connector: session.connector.title, detail });
}

function thrown({ session }: CodeCall, error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  const words = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  return failureOf(
    'connector.defect',
    { connector: session.connector.title, detail: words.slice(0, 300) },
    { ambiguous: true },
  );
}

function faultFailure(connector: Json, { meaning, code, message, retryAfterMs, ambiguous }: CodeFault): Failure {
  const failureCode = codeOfMeaning[meaning];
  const words = [code, message].filter(Boolean).join(' ').slice(0, 500);
  return {
    code: failureCode,
    kind: errorCodes[failureCode].kind,
    params: { connector, detail: words === '' ? meaning : words },
    ...(code === undefined && message === undefined
      ? {}
      : {
          vendor: {
            ...(code === undefined ? {} : { code }),
            ...(message === undefined ? {} : { message: message.slice(0, 500) }),
          },
        }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(ambiguous ? { ambiguous } : {}),
  };
}

/** A function that ignores its signal must not hold its caller. */
function whenAborted({ session }: CodeCall, signal: AbortSignal, timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const late = (): void => {
      const params = { host: session.connector.manifest.name, phase: `${timeoutMs} ms` };
      reject(new FailureError(failureOf('egress.timeout', params, { ambiguous: true })));
    };
    if (signal.aborted) late();
    else signal.addEventListener('abort', late, { once: true });
  });
}
