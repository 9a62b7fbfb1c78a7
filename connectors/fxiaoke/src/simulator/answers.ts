import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface FxiaokeFault {
  readonly errorCode: number;
  readonly errorMessage: string;
  readonly errorDescription?: string;
}

let traces = 0;
const traceId = (): string => `E-O.example.1000-${(traces += 1).toString(36).padStart(12, '0')}`;

/** The head of every answer that worked. */
export const success = (more: JsonObject): JsonObject => ({
  traceId: traceId(),
  errorCode: 0,
  errorMessage: 'OK',
  errorDescription: 'success',
  ...more,
});

/** 200 whatever happens. */
export function refuse(
  reply: SimulatorReply,
  { errorCode, errorMessage, errorDescription = errorMessage }: FxiaokeFault,
): SimulatorReply {
  return reply.code(200).send({ traceId: traceId(), errorCode, errorMessage, errorDescription });
}

export const faults = {
  token: { errorCode: 20016, errorMessage: 'the cropId,cropAccessToken or authorization is error' },
  noToken: { errorCode: 20017, errorMessage: 'corpAccessToken为必填项，不能为空' },
  secret: {
    errorCode: 10006,
    errorMessage: 'the parameter appSecret is missing or illegal',
    errorDescription: '缺少参数或参数不合法',
  },
  tooFast: { errorCode: 30004, errorMessage: 'second level limit', errorDescription: '接口调用超过秒级限制' },
  offset: { errorCode: 10013, errorMessage: 'offset out of range 10000', errorDescription: 'offset 不能超过10000' },
  parameter: { errorCode: 15002, errorMessage: 'parameter error', errorDescription: '参数错误' },
  noObject: { errorCode: 32000, errorMessage: 'object does not exist', errorDescription: '对象apiName错误' },
  // The vendor’s own code for it is not documented.
  noRecord: { errorCode: 320002404, errorMessage: '数据不存在或已删除' },
  stillValid: { errorCode: 320001400, errorMessage: '只能删除已作废的数据' },
} as const satisfies Record<string, FxiaokeFault>;

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return refuse(reply, faults.tooFast);
  },
  serverError: (reply, { status = 503 }) => refuse(reply, { errorCode: -1, errorMessage: '系统繁忙' }).code(status),
  noSuchPath: (reply) => reply.type('text/html').send('<html><body>404 Not Found</body></html>'),
  badBody: (reply) => refuse(reply, { errorCode: 15002, errorMessage: 'json parse error' }),
};
