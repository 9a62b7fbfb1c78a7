import type { JsonObject } from '@joinery/contracts';
import type { VendorAnswers } from '@joinery/connector-sdk/simulator';

const reqFailMsg: JsonObject = { keyParameters: {}, msgInfo: {}, otherParams: {} };

export const success = (data: JsonObject): JsonObject => ({ code: 'SUCCESS', data, errMsg: {}, reqFailMsg });

/** `errMsg` holds the parameter that was wrong. */
export const parameterError = (errMsg: JsonObject): JsonObject => ({ code: 'PARAM_ERROR', data: {}, errMsg });

export const noPermission: JsonObject = {
  code: 'NO_PERMISSION',
  errMsg: { isremark: 2, takisremark: -1, nodeType: 0 },
  reqFailMsg: { ...reqFailMsg, msgType: 'NO_REQUEST_SUBMIT_PERMISSION' },
};

/** What the token interfaces say, and every other one about a token. */
export const refusal = (msg: string): JsonObject => ({ status: false, code: -1, msg });

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(429).type('text/plain').send('Too Many Requests');
  },
  serverError: (reply, { status = 500 }) =>
    reply.code(status).type('text/html').send('<html><body><h1>HTTP Status 500</h1></body></html>'),
  noSuchPath: (reply) => reply.type('text/html').send('<html><body><h1>HTTP Status 404</h1></body></html>'),
  badBody: (reply) => reply.code(200).send({ code: '-1', msg: 'JSON解析失败' }),
};
