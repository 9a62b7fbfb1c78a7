import type { Json } from '@joinery/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiPorts } from '../api-ports.ts';
import { readJsonBody } from '../http/json-body.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import { sendProblem, type ProblemContext } from '../http/problem.filter.ts';
import type { HookAnswer } from '../ports/hooks.ts';
import { receiveHook } from './receive-hook.ts';

const methods = ['GET', 'POST', 'PUT'] as const;
const noBytes = new Uint8Array();

/**
 * The hot path: no dependency injection, no pipes, bodies as raw bytes, because a signature is over bytes. Vendors know
 * nothing of our sessions, so the proof is the trigger's own.
 */
export async function serveHooks(server: FastifyInstance, ports: ApiPorts, problems: ProblemContext): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => {
      ports.metrics.eventsTaken.inc({
        outcome: error instanceof ProblemError && error.failure.code === 'server.busy' ? 'busy' : 'refused',
      });
      sendProblem(error, request, reply, problems);
    });
    const open = { config: { open: 'vendors call it; the trigger’s signature proves them' } };
    for (const method of methods)
      scope.route({ method, url: '/hooks/:path', exposeHeadRoute: false, ...open, handler: takeHook });

    async function takeHook(request: FastifyRequest, reply: FastifyReply) {
      const { path } = request.params as { readonly path: string };
      const raw = { method: request.method, url: request.url, headers: request.headers, body: bytesOf(request) };
      return send(reply, await receiveHook(path, raw, ports));
    }
  });
}

/** Answers to waits, by whoever holds the token: a link in a message, or a system that was given the address. */
export async function serveCallbacks(
  server: FastifyInstance,
  ports: ApiPorts,
  problems: ProblemContext,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    scope.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, problems));
    const open = { config: { open: 'the token in the address proves the caller' } };
    scope.post('/callbacks/:token', open, async (request, reply) => {
      const { token } = request.params as { readonly token: string };
      const place = ports.callbacks.read(token);
      if (!place) throw notFound('callback');
      const body = (readJsonBody(bytesOf(request)) ?? null) as Json;
      const answer = { kind: 'answered' as const, body, at: Date.now() };
      const outcome = await ports.answers.answer({ tenantId: place.tenantId, address: token, answer });
      return reply.code(outcome === 'twice' ? 200 : 202).send({ outcome, runId: place.runId });
    });
  });
}

const bytesOf = (request: FastifyRequest): Uint8Array => (request.body instanceof Uint8Array ? request.body : noBytes);

function send(reply: FastifyReply, answer: HookAnswer): FastifyReply {
  void reply.code(answer.status);
  if (answer.contentType) void reply.type(answer.contentType);
  return reply.send(answer.body ?? '');
}
