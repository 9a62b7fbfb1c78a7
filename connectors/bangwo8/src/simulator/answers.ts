import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** `{errcode, errmsg}`, often with a 200. */
export function refuse(reply: SimulatorReply, errcode: string, errmsg: string, status = 200): SimulatorReply {
  return reply.code(status).send({ errcode, errmsg });
}

/** The other shape of an error: that of an answer to a write. */
export const notWritten = (reply: SimulatorReply, message: string): SimulatorReply =>
  reply.send({ status: '1', message, data: false });

export const notFound = (reply: SimulatorReply): SimulatorReply => refuse(reply, '100404', '记录不存在');

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, '100429', '请求过于频繁', 429);
  },
  serverError: (reply, { status = 503 }) => refuse(reply, '100500', '系统维护', status),
  noSuchPath: (reply) => refuse(reply, '100047', 'Invalid resource URI', 404),
  badBody: (reply) => refuse(reply, '100400', 'Invalid JSON', 400),
};
