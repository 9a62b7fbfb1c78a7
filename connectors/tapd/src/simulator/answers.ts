import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{status, data, info}`: 1 is success, whatever HTTP says. */
export const success = (data: Json): JsonObject => ({ status: 1, data, info: 'success' });

export function refuse(reply: SimulatorReply, code: number, info: string, status = code): SimulatorReply {
  return reply.code(code).send({ status, data: '', info });
}

/** An error inside the body of a 200. */
export const fault = (reply: SimulatorReply, info: string): SimulatorReply => refuse(reply, 200, info, 0);

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 429, 'Too many requests');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'Internal Server Error'),
  noSuchPath: (reply) => refuse(reply, 404, 'Not Found'),
  badBody: (reply) => refuse(reply, 400, 'Bad Request'),
};
