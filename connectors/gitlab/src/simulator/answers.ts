import type { Json } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{message}` with a sentence or sentences by field; parameters that are wrong come as `{error}`. */
export function refuse(reply: SimulatorReply, status: number, message: Json): SimulatorReply {
  return reply.code(status).send({ message });
}

export const notFound = (what: string): string => `404 ${what} Not Found`;

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    // The one answer that is no JSON.
    return reply.code(429).type('text/plain').send('Retry later\n');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, `${status} Internal Server Error`),
  noSuchPath: (reply) => reply.send({ error: '404 Not Found' }),
  badBody: (reply) => reply.send({ error: 'The request could not be parsed' }),
};
