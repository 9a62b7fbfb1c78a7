import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export function refuse(reply: SimulatorReply, code: number, message: string): SimulatorReply {
  return reply.code(code > 999 ? Math.floor(code / 100) : code).send({ error_code: code, message });
}

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 429, 'Request rate limit exceeded: The rate limit of requests per second has been exceeded.');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'Internal Server Error'),
  noSuchPath: (reply) => refuse(reply, 404, 'HTTP 404 Not Found'),
  badBody: (reply) => refuse(reply, 400, 'Bad Request: Error deserializing message.'),
};
