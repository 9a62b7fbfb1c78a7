import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** An error of the business: a 200 with a code that is a text. */
export const businessError = (message: string): JsonObject => ({ data: null, code: '417', message });

export const unauthorised = (reply: SimulatorReply, status = 401): SimulatorReply =>
  reply.code(status).send({ message: 'un-authorized' });

export const answers: VendorAnswers = {
  // What a 429 says is not documented.
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(429).send({ message: 'too many requests' });
  },
  serverError: (reply, { status = 500 }) => reply.code(status).send({ message: 'Internal Server Error' }),
  // An unknown path is answered like a bad token.
  noSuchPath: (reply) => unauthorised(reply),
  badBody: (reply) => reply.code(400).send({ message: 'Bad Request' }),
};
