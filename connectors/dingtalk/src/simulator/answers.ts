import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { SimulatorReply, VendorAnswers } from '@joinery/connector-sdk/simulator';

/** A refusal of the old interface; `topapi` paths give it as a sub code of 88. */
export interface OldError {
  readonly errcode: number;
  readonly errmsg: string;
}

/** A refusal of the new interface. */
export interface NewError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** `{errcode: 0, errmsg: "ok", …, request_id}` */
export const ok = (more: JsonObject = {}): JsonObject => ({
  errcode: 0,
  errmsg: 'ok',
  ...more,
  request_id: requestId(),
});

const requestId = (): string => randomUUID().replaceAll('-', '').slice(0, 13);

export function refuseOld(reply: SimulatorReply, { errcode, errmsg }: OldError): SimulatorReply {
  return reply.code(200).send({ errcode, errmsg, request_id: requestId() });
}

/** How the gateway of `topapi` words what lies before the interface itself. */
export function refuseTopapi(reply: SimulatorReply, { errcode, errmsg }: OldError): SimulatorReply {
  return reply.code(200).send({
    errcode: 88,
    sub_code: String(errcode),
    sub_msg: errmsg,
    errmsg: `ding talk error[subcode=${errcode},submsg=${errmsg}]`,
    request_id: requestId(),
  });
}

export function refuseNew(
  reply: SimulatorReply,
  { status, code, message }: NewError,
  more: JsonObject = {},
): SimulatorReply {
  return reply.code(status).send({ code, requestid: randomUUID().toUpperCase(), message, ...more });
}

export const isNew = (path: string): boolean => path.startsWith('/v1.0/');

/** What the documentation says about each code; the texts are free text at the vendor. */
export const oldErrors = {
  tokenMissing: { errcode: 41001, errmsg: '缺少access_token参数' },
  tokenInvalid: { errcode: 40014, errmsg: '不合法的access_token' },
  tokenExpired: { errcode: 42001, errmsg: 'access_token超时' },
  credentials: { errcode: 40089, errmsg: '不合法的corpid或corpsecret' },
  frequency: { errcode: 90018, errmsg: '您的企业调用接口过于频繁' },
  parameter: { errcode: 400002, errmsg: '参数错误' },
  agent: { errcode: 40056, errmsg: '不合法的agentid' },
  noUser: { errcode: 60121, errmsg: '找不到该用户' },
  badUser: { errcode: 33012, errmsg: '无效的USERID' },
  badMobile: { errcode: 40104, errmsg: '无效的手机号码' },
  noDepartment: { errcode: 60003, errmsg: '部门不存在' },
  size: { errcode: 40069, errmsg: '不合法的size参数' },
  url: { errcode: 71006, errmsg: '回调地址无效' },
  noCallback: { errcode: 71007, errmsg: '回调不存在' },
} as const satisfies Record<string, OldError>;

export const newErrors = {
  tokenInvalid: { status: 400, code: 'InvalidAuthentication', message: '不合法的access_token' },
  credentials: { status: 400, code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
  body: { status: 400, code: 'Missingbody', message: 'body is mandatory for this action.' },
  frequency: {
    status: 403,
    code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
    message: '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  },
  robotCode: { status: 400, code: 'invalidParameter.robotCode.notExsit', message: 'robotCode不存在' },
  userIds: { status: 400, code: 'invalidParameter.userIds.empty', message: 'userIds为空' },
  tooManyUsers: { status: 400, code: 'invalidParameter.userIds.overMax', message: 'userIds超过最大限制' },
  msgKey: { status: 400, code: 'invalidParameter.msgKey.invalid', message: 'msgKey不合法' },
  msgParam: { status: 400, code: 'invalidParameter.msgParam.invalid', message: 'msgParam不合法' },
  processCode: { status: 400, code: 'processCodeError', message: '审批模板不存在' },
  processParameter: { status: 400, code: 'processInstanceInvalidParameter', message: '参数错误' },
  noApproval: { status: 400, code: 'processInstanceNotExist', message: '审批实例不存在' },
  tooEarly: { status: 400, code: 'aflowProcessInstStatusException', message: '审批实例当前状态不允许该操作' },
  noTask: { status: 400, code: 'invalidInstanceExecuteTaskId', message: '任务不存在或不属于该审批人' },
  todo: { status: 400, code: 'todo.taskCreate.paramError', message: 'paramError' },
  todoExists: { status: 400, code: 'todo.taskCreate.paramError', message: 'task exist' },
  noTodo: { status: 400, code: 'todo.taskUpdate.paramError', message: 'task not exist' },
} as const satisfies Record<string, NewError>;

/** What an address gets that called too often: a page for people, and no word of the interface. */
const blockPage =
  '<!doctype html><html><head><title>punish</title></head><body><script>var data={"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0f1e2d3c4b5a"}</script></body></html>';

/** Armed as `rate-limited` with this status, a fault blocks the caller's address. */
const blocked = 1111;

export const answers: VendorAnswers = {
  /** DingTalk never says how long to wait. */
  rateLimited(reply, { status }) {
    if (status === blocked) return reply.code(200).type('text/html; charset=utf-8').send(blockPage);
    return isNew(reply.request.url) ? refuseNew(reply, newErrors.frequency) : refuseOld(reply, oldErrors.frequency);
  },
  serverError(reply, { status = 500 }) {
    if (isNew(reply.request.url)) return refuseNew(reply, { status, code: 'system.error', message: 'system error' });
    return reply.code(status).send({ errcode: -1, errmsg: '系统繁忙' });
  },
  noSuchPath(reply) {
    if (isNew(reply.request.url))
      return reply.send({
        code: 'InvalidAction.NotFound',
        requestid: randomUUID(),
        message: 'Specified api is not found',
      });
    const submsg = '不合法ApiName';
    return reply
      .code(200)
      .send({ errcode: 22, sub_msg: submsg, errmsg: `Invalid method[submsg=${submsg}]`, request_id: requestId() });
  },
  badBody: (reply) =>
    isNew(reply.request.url)
      ? refuseNew(reply, newErrors.body)
      : refuseOld(reply, { errcode: 40035, errmsg: '缺少参数 json' }),
};
