import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface WechatError {
  readonly errcode: number;
  readonly errmsg: string;
}

/** Always a 200; the words end in a request id that nobody can rely on. */
export function refuse(reply: SimulatorReply, { errcode, errmsg }: WechatError): SimulatorReply {
  return reply.code(200).send({ errcode, errmsg: `${errmsg} rid: ${Date.now().toString(16)}` });
}

export const ok = (more: JsonObject = {}): JsonObject => ({ errcode: 0, errmsg: 'ok', ...more });

export const errors = {
  busy: { errcode: -1, errmsg: 'system error' },
  tokenStale: { errcode: 40001, errmsg: 'invalid credential, access_token is invalid or not latest' },
  tokenInvalid: { errcode: 40014, errmsg: 'invalid access_token' },
  tokenMissing: { errcode: 41001, errmsg: 'access_token missing' },
  tokenExpired: { errcode: 42001, errmsg: 'access_token expired' },
  appId: { errcode: 40013, errmsg: 'invalid appid' },
  secret: { errcode: 40125, errmsg: 'invalid appsecret' },
  openId: { errcode: 40003, errmsg: 'invalid openid' },
  templateId: { errcode: 40037, errmsg: 'invalid template_id' },
  notFollowing: { errcode: 43004, errmsg: 'require subscribe' },
  data: { errcode: 47003, errmsg: 'argument invalid' },
  json: { errcode: 47001, errmsg: 'data format error' },
  empty: { errcode: 44004, errmsg: 'empty content' },
  tooLate: { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' },
  frequency: { errcode: 45011, errmsg: 'api minute-quota reach limit, must slower, retry next minute' },
} as const satisfies Record<string, WechatError>;

export const answers: VendorAnswers = {
  rateLimited: (reply) => refuse(reply, errors.frequency),
  serverError: (reply, { status = 500 }) => reply.code(status).send(errors.busy),
  noSuchPath: (reply) => reply.type('text/plain').send('404 page not found'),
  badBody: (reply) => refuse(reply, errors.json),
};
