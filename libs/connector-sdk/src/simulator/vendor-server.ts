import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Fault, Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';

/** The HTTP application on which a simulator's routes are written. */
export type SimulatorApp = FastifyInstance;
export type SimulatorRequest = FastifyRequest;
export type SimulatorReply = FastifyReply;

/** How this vendor words what any API can say. */
export interface VendorAnswers {
  rateLimited(reply: SimulatorReply, fault: Fault): unknown;
  serverError(reply: SimulatorReply, fault: Fault): unknown;
  /** The body of a 404 for a path the vendor does not have. */
  noSuchPath(reply: SimulatorReply): unknown;
  /** The body of a 400 for a request body that is no JSON. */
  badBody(reply: SimulatorReply): unknown;
}

export interface VendorServerOptions {
  readonly answers: VendorAnswers;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly now: () => number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body exactly as it arrived. */
    rawBody: string;
  }
}

/** An HTTP server that misbehaves on demand. */
export function vendorServer(options: VendorServerOptions): SimulatorApp {
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 20 * 1024 * 1024 });
  app.decorateRequest('rawBody', '');
  readBodies(app);
  app.addHook('preHandler', async (request, reply) => disturbBefore(request, reply, options));
  app.addHook('onSend', async (request, reply, payload) => disturbAfter(request, reply, payload, options.faults));
  app.addHook('onResponse', async (request, reply) => record(request, reply, options));
  app.setNotFoundHandler((_request, reply) => options.answers.noSuchPath(reply.code(404)));
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    if (error.statusCode === 400) return options.answers.badBody(reply.code(400));
    return options.answers.serverError(reply, { kind: 'server-error', status: error.statusCode ?? 500 });
  });
  return app;
}

function readBodies(app: SimulatorApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(.+\+)?json/, { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body.toString();
    try {
      done(null, request.rawBody === '' ? undefined : JSON.parse(request.rawBody));
    } catch {
      done(Object.assign(new Error('The body is no JSON'), { statusCode: 400 }), undefined);
    }
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    request.rawBody = body.toString();
    done(null, request.rawBody);
  });
}

async function disturbBefore(
  request: SimulatorRequest,
  reply: SimulatorReply,
  { faults, answers }: VendorServerOptions,
): Promise<unknown> {
  const slow = faults.take('slow', request.url);
  if (slow) await new Promise((resolve) => setTimeout(resolve, slow.delayMs ?? 1_000));
  if (faults.take('maintenance-page', request.url))
    return reply.code(200).type('text/html; charset=utf-8').send(maintenancePage);
  const serverError = faults.take('server-error', request.url);
  if (serverError) return answers.serverError(reply, serverError);
  const limited = faults.take('rate-limited', request.url);
  if (limited) return answers.rateLimited(reply, limited);
  return undefined;
}

async function disturbAfter(
  request: SimulatorRequest,
  reply: SimulatorReply,
  payload: unknown,
  faults: Faults,
): Promise<unknown> {
  if (faults.take('lost-reply', request.url)) {
    request.raw.socket.destroy();
    return payload;
  }
  if (typeof payload === 'string' && payload.length > 1 && faults.take('half-body', request.url)) {
    const whole = Buffer.from(payload);
    reply.header('content-length', whole.length);
    return Readable.from(halfOf(whole));
  }
  return payload;
}

/** Yields half the bytes that were announced, then breaks the connection. */
async function* halfOf(whole: Buffer): AsyncGenerator<Buffer> {
  yield whole.subarray(0, Math.ceil(whole.length / 2));
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error('The simulated vendor hung up');
}

async function record(
  request: SimulatorRequest,
  reply: SimulatorReply,
  { log, now }: VendorServerOptions,
): Promise<void> {
  const [path = '', query = ''] = request.url.split('?', 2);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const seen = { method: request.method, path, query, headers, body: request.rawBody };
  log.add({ ...seen, status: reply.statusCode, receivedAtMs: now() });
}

const maintenancePage =
  '<!doctype html><html lang="zh"><head><title>系统维护中</title></head><body><h1>系统维护中 / Under maintenance</h1><p>请稍后再试。</p></body></html>\n';
