import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import './http/fastify-types.ts';
import { ApiModule } from './api.module.ts';
import type { ApiPorts } from './api-ports.ts';
import { Access } from './auth/access.ts';
import { Sessions } from './auth/sessions.ts';
import { serveConsole } from './console/console.routes.ts';
import { serveSystem } from './health/system.routes.ts';
import { readJsonBody } from './http/json-body.ts';
import { ProblemError } from './http/problem-error.ts';
import { newRequestId } from './http/problem.ts';
import { ProblemFilter, sendProblem } from './http/problem.filter.ts';
import { RouteBook, type BoundRoute } from './http/route-book.ts';
import { dataHeaders, sendSecurityHeaders } from './http/security-headers.ts';
import { serveCallbacks, serveHooks } from './webhooks/hook.routes.ts';

export interface ApiSettings {
  readonly version: string;
  /** The address others know us by begins with https. */
  readonly https: boolean;
  readonly trustProxy: boolean;
  readonly bodyLimitBytes: number;
  readonly sessionIdleMs: number;
  readonly sessionAbsoluteMs: number;
  readonly metricsToken: string | undefined;
}

export interface ApiOptions {
  readonly ports: ApiPorts;
  readonly settings: ApiSettings;
  /** Folder of the built console; without it there is only the API. */
  readonly consoleFolder?: string;
  /** What else lives in this process. */
  readonly modules?: readonly (DynamicModule | Type)[];
}

export interface Api {
  readonly app: NestFastifyApplication;
  readonly routes: readonly BoundRoute[];
}

/** The HTTP side of a process, ready to listen. */
export async function createApi({ ports, settings, consoleFolder, modules = [] }: ApiOptions): Promise<Api> {
  const problems = { logger: ports.logger, bodyLimitBytes: settings.bodyLimitBytes };
  const adapter = new FastifyAdapter({
    bodyLimit: settings.bodyLimitBytes,
    trustProxy: settings.trustProxy,
    genReqId: newRequestId,
    requestIdHeader: false,
    // Callback tokens stand in the path.
    routerOptions: { maxParamLength: 4_000 },
    skipMiddie: true,
    // The router refuses such addresses before any hook runs.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(dataHeaders);
      sendProblem(error, request, reply, problems);
    },
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  const sessions = new Sessions(ports.identities, {
    idleMs: settings.sessionIdleMs,
    absoluteMs: settings.sessionAbsoluteMs,
    secure: settings.https,
  });
  const book = new RouteBook();
  book.watch(server);
  sendSecurityHeaders(server, settings);
  readBodies(server, settings.bodyLimitBytes);
  decideAccess(server, new Access(ports.identities, sessions));
  measure(server, ports);
  await serveHooks(server, ports, problems);
  await serveCallbacks(server, ports, problems);
  serveSystem(server, { ...ports, ...settings });
  if (consoleFolder !== undefined) await serveConsole(server, consoleFolder);
  const module = ApiModule.with({ ports, sessions, modules });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(problems));
  await app.init();
  await server.ready();
  book.refuseGaps();
  return { app, routes: book.routes };
}

function readBodies(server: FastifyInstance, limitBytes: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limitBytes },
    async (_: unknown, body: Buffer) => readJsonBody(body),
  );
  server.addContentTypeParser('*', async (request: FastifyRequest) => {
    throw new ProblemError('request.media-type', { type: request.headers['content-type'] ?? '' });
  });
}

/** Before a body is read: who may not come in costs nothing more. */
function decideAccess(server: FastifyInstance, access: Access): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    const { route } = request.routeOptions.config ?? {};
    if (route) request.caller = await access.decide(route, request);
  });
}

function measure(server: FastifyInstance, { metrics }: ApiPorts): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    );
    done();
  });
}
