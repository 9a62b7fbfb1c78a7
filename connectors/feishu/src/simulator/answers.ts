import { randomBytes } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface FeishuError {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly violations?: JsonObject;
}

/** `{code: 0, msg: "success", data}` */
export const success = (data: Json): JsonObject => ({ code: 0, msg: 'success', data });

/** An HTTP error status and, always, a code in the body. */
export function refuse(reply: SimulatorReply, { status, code, msg, violations }: FeishuError): SimulatorReply {
  const logId = `2026${randomBytes(15).toString('hex').toUpperCase()}`;
  const error = {
    log_id: logId,
    troubleshooter: `排查建议查看: https://open.feishu.cn/search?log_id=${logId}`,
    ...violations,
  };
  return reply.code(status).header('x-tt-logid', logId).send({ code, msg, error });
}

/** What the documentation says about each code; `msg` is free text at the vendor and may change. */
export const errors = {
  tokenMissing: {
    status: 400,
    code: 99991661,
    msg: 'Missing access token for authorization. Please make a test attempt with the correct one.',
  },
  tokenFormat: { status: 400, code: 99991671, msg: 'Invalid access token format. It must start with "t-" or "u-".' },
  tokenInvalid: {
    status: 400,
    code: 99991663,
    msg: 'Invalid access token for authorization. Please make a test attempt with the correct one.',
  },
  frequency: { status: 429, code: 99991400, msg: 'request trigger frequency limit' },
  badParameter: { status: 400, code: 230001, msg: 'Your request contains an invalid request parameter.' },
  botNotInChat: { status: 400, code: 230002, msg: 'Bot/User can NOT be out of the chat.' },
  receiverFrequency: { status: 400, code: 230020, msg: 'This operation triggers the frequency limit.' },
  tooLong: { status: 400, code: 230025, msg: 'The length of the message content reaches its limit.' },
  notOwnMessage: { status: 400, code: 230026, msg: 'No permission to recall this message.' },
  resigned: { status: 400, code: 230029, msg: 'User has resigned.' },
  receiver: { status: 400, code: 230034, msg: 'The receive_id is invalid.' },
  messageType: { status: 400, code: 230054, msg: 'This message type is not supported.' },
  badCard: {
    status: 400,
    code: 230099,
    msg: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: element is not an object',
  },
  recalled: { status: 400, code: 230110, msg: 'Action unavailable as the message has been deleted.' },
  noSuchMessage: { status: 400, code: 230003, msg: 'The message does not exist.' },
  pageSize: { status: 400, code: 40011, msg: 'page size is invalid' },
  pageToken: { status: 400, code: 40012, msg: 'page token is invalid error' },
  noDepartment: { status: 400, code: 43002, msg: 'department_id is invalid' },
  noUser: { status: 400, code: 41012, msg: 'user id invalid error' },
  badApproval: { status: 400, code: 1390001, msg: 'param is invalid' },
  noDefinition: { status: 400, code: 1390002, msg: 'approval code not found' },
  noApproval: { status: 400, code: 1390003, msg: 'instance code not found' },
  subscribed: { status: 400, code: 1390007, msg: 'subscription existed' },
  noTask: { status: 400, code: 1390010, msg: 'task id not found' },
  uuidConflict: { status: 400, code: 60012, msg: 'uuid conflict' },
  badContactParameter: { status: 400, code: 40001, msg: 'param error' },
} as const satisfies Record<string, FeishuError>;

export const answers: VendorAnswers = {
  rateLimited(reply, { retryAfterSeconds }) {
    if (retryAfterSeconds !== undefined) reply.header('x-ogw-ratelimit-reset', retryAfterSeconds);
    return refuse(reply.header('x-ogw-ratelimit-limit', 50), errors.frequency);
  },
  serverError: (reply, { status = 500 }) => refuse(reply, { status, code: 2200, msg: 'Internal Error' }),
  noSuchPath: (reply) => reply.type('text/plain').send('404 page not found'),
  badBody: (reply) => refuse(reply, { status: 400, code: 9499, msg: 'Bad Request' }),
};
