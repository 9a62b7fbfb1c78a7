import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

export interface WecomError {
  readonly errcode: number;
  readonly errmsg: string;
}

export const ok = (more: JsonObject = {}): JsonObject => ({ errcode: 0, errmsg: 'ok', ...more });

/** Always a 200. The words hold a hint that changes, so nobody can rely on them; empty lists may stand beside. */
export function refuse(reply: SimulatorReply, { errcode, errmsg }: WecomError, more: JsonObject = {}): SimulatorReply {
  const hint = `hint: [${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}], from ip: 127.0.0.1`;
  const words = `${errmsg}, ${hint}, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return reply.code(200).send({ errcode, errmsg: words, ...more });
}

export const errors = {
  busy: { errcode: -1, errmsg: 'system busy' },
  credential: { errcode: 40001, errmsg: 'invalid credential' },
  corpId: { errcode: 40013, errmsg: 'invalid corpid' },
  tokenMissing: { errcode: 41001, errmsg: 'access_token missing' },
  tokenInvalid: { errcode: 40014, errmsg: 'invalid access_token' },
  tokenExpired: { errcode: 42001, errmsg: 'access_token expired' },
  frequency: { errcode: 45009, errmsg: 'api freq out of limit' },
  messageType: { errcode: 40008, errmsg: 'invalid message type' },
  parameter: { errcode: 40058, errmsg: 'missing parameter' },
  badParameter: { errcode: 40035, errmsg: 'invalid parameter' },
  agent: { errcode: 40056, errmsg: 'invalid agentid' },
  empty: { errcode: 44004, errmsg: 'empty content' },
  tooLong: { errcode: 45002, errmsg: 'content size out of limit' },
  noReceiver: { errcode: 82001, errmsg: 'touser, toparty and totag are all empty' },
  receivers: { errcode: 81013, errmsg: 'user & party & tag all invalid' },
  noCallback: { errcode: 43012, errmsg: 'callback url is not configured' },
  cardCode: { errcode: 60140, errmsg: 'invalid response_code' },
  tooOld: { errcode: 42052, errmsg: 'message is too old to recall' },
  robot: { errcode: 93000, errmsg: 'invalid webhook url' },
  noUser: { errcode: 60111, errmsg: 'userid not found' },
  noMobile: { errcode: 46004, errmsg: 'user not found' },
  noDepartment: { errcode: 60123, errmsg: 'invalid party' },
  approval: { errcode: 301025, errmsg: 'invalid approval parameter' },
  approvalScope: { errcode: 301055, errmsg: 'no approval permission' },
} as const satisfies Record<string, WecomError>;

export const answers: VendorAnswers = {
  rateLimited: (reply) => refuse(reply, errors.frequency),
  serverError: (reply, { status = 500 }) => reply.code(status).send(errors.busy),
  noSuchPath: (reply) => reply.type('text/plain').send('404 page not found'),
  badBody: (reply) => refuse(reply, { errcode: 40035, errmsg: 'invalid parameter. Warning: wrong json format. ' }),
};
