import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** A status with nothing behind it. */
export const bare = (reply: SimulatorReply, status: number): SimulatorReply => reply.code(status).send();

/** What is wrong, in sentences. */
export const invalid = (reply: SimulatorReply, ...errors: readonly string[]): SimulatorReply =>
  reply.code(422).send({ errors });

export const answers: VendorAnswers = {
  // Redmine has no limit; a proxy before it may have one.
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return bare(reply, 429);
  },
  serverError: (reply, { status = 503 }) => bare(reply, status),
  noSuchPath: (reply) => reply.send(),
  badBody: (reply) => reply.send(),
};
