import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** Error bodies are not documented: this shape is ours. */
export function refuse(reply: SimulatorReply, status: number, error: string, message: string): SimulatorReply {
  return reply.code(status).send({ error, message });
}

export const notFound = (reply: SimulatorReply): SimulatorReply => refuse(reply, 404, 'RecordNotFound', '记录不存在');
export const invalid = (reply: SimulatorReply, message: string): SimulatorReply =>
  refuse(reply, 422, 'RecordInvalid', message);

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, 429, 'TooManyRequests', '请求过于频繁');
  },
  serverError: (reply, { status = 503 }) => refuse(reply, status, 'InternalError', '系统繁忙'),
  noSuchPath: (reply) => notFound(reply),
  badBody: (reply) => refuse(reply, 400, 'BadRequest', '请求内容不是 JSON'),
};
