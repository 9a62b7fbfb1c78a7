import type { Json } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{error}` with a sentence, or lists of sentences by field. */
export function refuse(reply: SimulatorReply, status: number, error: Json): SimulatorReply {
  return reply.code(status).send({ error });
}

export const answers: VendorAnswers = {
  // ZenTao has no limit; a proxy before it may have one.
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 429, 'Too many requests');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'Internal Server Error'),
  noSuchPath: (reply) => refuse(reply, 404, 'not found'),
  badBody: (reply) => refuse(reply, 400, 'The body is no JSON'),
};
