import type { JsonObject } from '@joinery/contracts';
import type { VendorAnswers } from '@joinery/connector-sdk/simulator';

export const success = (data: JsonObject): JsonObject => ({ code: 0, data, message: '' });

/** A refusal is a 200. */
export const refusal = (message: string): JsonObject => ({ code: 1, data: { errorMsg: message }, message });

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(429).type('text/plain').send('Too Many Requests');
  },
  serverError: (reply, { status = 500 }) =>
    reply.code(status).type('text/html').send('<html><body><h1>HTTP Status 500</h1></body></html>'),
  noSuchPath: (reply) => reply.type('text/html').send('<html><body><h1>HTTP Status 404</h1></body></html>'),
  badBody: (reply) => reply.code(200).send(refusal('JSON格式错误')),
};
