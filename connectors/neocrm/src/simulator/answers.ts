import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** 200 for everything; the code is a text. */
export const success = (data: Json, more: JsonObject = {}): JsonObject => ({ code: '200', msg: 'OK', data, ...more });

export function refuse(reply: SimulatorReply, code: string, msg: string): SimulatorReply {
  return reply.code(200).send({ code, msg, data: null });
}

/** The codes of these three are not documented; the words are what a client can go by. */
export const faults = {
  notFound: ['1000001', '数据不存在或已被删除'],
  noObject: ['1000002', '对象不存在'],
  parameter: ['1000003', '参数错误'],
} as const;

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, '1020025', '访问过于频繁');
  },
  serverError: (reply, { status = 503 }) => reply.code(status).send({ msg: 'Internal Server Error' }),
  noSuchPath: (reply) => reply.send({ msg: 'not found' }),
  badBody: (reply) => refuse(reply, ...faults.parameter),
};
