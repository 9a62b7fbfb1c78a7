import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{error, description}`, and `details` by field where data is wrong. */
export function refuse(
  reply: SimulatorReply,
  status: number,
  error: Json,
  description?: string,
  more: JsonObject = {},
): SimulatorReply {
  return reply.code(status).send({ error, ...(description !== undefined && { description }), ...more });
}

export const notFound = (reply: SimulatorReply): SimulatorReply => refuse(reply, 404, 'RecordNotFound', 'Not found');

/** What is wrong with one field. */
export const invalid = (reply: SimulatorReply, field: string, description: string, error: string): SimulatorReply =>
  refuse(reply, 422, 'RecordInvalid', 'Record validation errors', { details: { [field]: [{ description, error }] } });

export function tooMany(reply: SimulatorReply, retryAfterSeconds?: number): SimulatorReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return refuse(reply, 429, 'APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded');
}

export const answers: VendorAnswers = {
  rateLimited: (reply, { retryAfterSeconds }) => tooMany(reply, retryAfterSeconds),
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'InternalError', 'Something went wrong'),
  noSuchPath: (reply) => refuse(reply, 404, 'InvalidEndpoint', 'Not found'),
  badBody: (reply) => refuse(reply, 400, { title: 'Invalid JSON', message: 'The body could not be parsed' }),
};
