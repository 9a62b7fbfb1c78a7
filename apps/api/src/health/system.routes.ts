import { timingSafeEqual } from 'node:crypto';
import { metricsContentType, metricsText, type Metrics } from '@joinery/observability';
import type { HealthChecks } from '@joinery/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tokenHash } from '../auth/opaque-token.ts';
import { ProblemError } from '../http/problem-error.ts';
import { openApiDocument } from '../openapi/open-api-document.ts';

export interface SystemRoutes {
  readonly health: HealthChecks;
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  readonly version: string;
}

/** What machines ask: health, metrics, the description of the API. */
export function serveSystem(server: FastifyInstance, { health, metrics, metricsToken, version }: SystemRoutes): void {
  // Made when it is first asked for: a start should not wait for it.
  let document: string | undefined;
  server.get(
    '/api/openapi.json',
    { config: { open: 'it describes the API and holds nothing of a tenant' } },
    (_, reply) => reply.type('application/json').send((document ??= JSON.stringify(openApiDocument(version)))),
  );
  server.get('/health/live', { config: { open: 'asked by whoever restarts processes' } }, async () => ({
    state: 'live',
  }));
  server.get('/health/ready', { config: { open: 'asked by load balancers' } }, async (_, reply) => {
    const answer = await health.ready();
    return reply.code(answer.state === 'ready' ? 200 : 503).send(answer);
  });
  server.get(
    '/metrics',
    { config: { open: 'Prometheus brings a token of its own, or asks from this machine' } },
    async (request, reply) => {
      refuseStrangers(request, metricsToken);
      return reply.type(metricsContentType(metrics)).send(await metricsText(metrics));
    },
  );
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function refuseStrangers(request: FastifyRequest, token: string | undefined): void {
  if (token === undefined) {
    if (loopback.has(request.ip)) return;
    throw new ProblemError('auth.required');
  }
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(tokenHash(given), tokenHash(token))) throw new ProblemError('auth.required');
}
