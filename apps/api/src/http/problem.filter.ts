import type { Logger } from '@joinery/observability';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem.ts';

export interface ProblemContext {
  readonly logger: Logger;
  readonly bodyLimitBytes: number;
}

/** Every error of every route leaves through here, as a problem (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #context: ProblemContext;

  constructor(context: ProblemContext) {
    this.#context = context;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#context);
  }
}

/** The same for routes that do not go through Nest. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { logger, bodyLimitBytes }: ProblemContext,
): void {
  const { problem, retryAfterSeconds, defect } = problemOf(error, { requestId: request.id, bodyLimitBytes });
  const route = request.routeOptions.url;
  if (defect) logger.error({ error: defect, requestId: request.id, route }, 'defect in a request');
  if (reply.sent) return;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  // What is still coming of a body that nobody reads would be taken for the next request.
  if (problem.status === 413) void reply.header('connection', 'close');
  void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
