import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Rule = ErrorTable[number];

interface Codes {
  /** `errcode` of the old interface, and `sub_code` where it is 88. */
  readonly old?: readonly number[];
  /** `code` of the new interface; whole, or its beginning with a `*`. */
  readonly fresh?: readonly string[];
}

function coded(meaning: Rule['meaning'], codes: Codes, zh: string, en: string): Rule {
  return { when: { expression: expressionOf(codes) }, meaning, message: { zh, en } };
}

function expressionOf({ old = [], fresh = [] }: Codes): string {
  const numbers = old.join(', ');
  const texts = old.map((code) => `'${code}'`).join(', ');
  const begins = fresh.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  const whole = fresh.filter((code) => !code.endsWith('*')).map((code) => `'${code}'`);
  return [
    ...(old.length > 0 ? [`body.errcode in [${numbers}]`, `body.errcode = 88 and body.sub_code in [${texts}]`] : []),
    ...(whole.length > 0 ? [`body.code in [${whole.join(', ')}]`] : []),
    ...begins.map((start) => `$type(body.code) = 'string' and $substring(body.code, 0, ${start.length}) = '${start}'`),
  ]
    .map((part) => `(${part})`)
    .join(' or ');
}

/** The three refusals of a robot's security settings share one code. */
const robotRefuses = (words: string, meaning: Rule['meaning'], zh: string, en: string): Rule => ({
  when: { expression: `body.errcode = 310000 and $contains(body.errmsg, '${words}')` },
  meaning,
  message: { zh, en },
});

/**
 * Old interface: a code in the body of a 200. New one: an HTTP error and a word. A blocked address gets a web page.
 * Codes: https://open.dingtalk.com/document/orgapp/server-api-error-codes-1
 */
export const errors: ErrorTable = [
  coded(
    'auth-expired',
    { old: [40014, 42001, 41001], fresh: ['InvalidAuthentication'] },
    '访问令牌已失效',
    'The access token is no longer valid',
  ),
  {
    when: { expression: `$type(body) = 'string' ? $contains(body, '"status":1111') : false` },
    meaning: 'rate-limited',
    retryAfter: '300',
    message: { zh: '钉钉已暂时封禁出口 IP', en: 'DingTalk has blocked our address for a while' },
  },
  coded(
    'permanent',
    { old: [90020], fresh: ['Forbidden.AccessDenied.ApiCountLimitForOrg*'] },
    '本月接口调用额度已用完',
    'The month’s quota of calls is used up',
  ),
  coded(
    'rate-limited',
    { old: [90018, 90002], fresh: ['Forbidden.AccessDenied.Qps*', 'todo.taskCreate.flowControlError'] },
    '钉钉要求放慢',
    'DingTalk asks to slow down',
  ),
  {
    ...coded(
      'rate-limited',
      { old: [130101, 410100] },
      '群机器人每分钟最多 20 条',
      'A group robot sends at most 20 messages a minute',
    ),
    // A robot that was too fast is throttled for ten minutes.
    retryAfter: '600',
  },
  coded(
    'auth-refused',
    {
      old: [60011, 43007, 50002, 50004],
      fresh: ['Forbidden.AccessDenied.AccessTokenPermissionDenied', 'needAuth', 'processSetupNoPermission'],
    },
    '应用缺少权限或对象不在可见范围内,请在开放平台开通',
    'The app lacks a permission, or the object is outside its visible range; grant it on the open platform',
  ),
  coded(
    'auth-refused',
    { old: [60020], fresh: ['Forbidden.AccessDenied.IpNotInWhiteList'] },
    '出口 IP 不在白名单中',
    'Our address is not on the IP list',
  ),
  robotRefuses(
    'sign',
    'auth-refused',
    '群机器人加签不正确,请核对密钥',
    'The robot’s signature does not hold; check the signing secret',
  ),
  robotRefuses(
    'timestamp',
    'auth-refused',
    '群机器人时间戳无效,请核对服务器时钟',
    'The robot finds the timestamp invalid; check the clock',
  ),
  robotRefuses('keywords', 'invalid', '消息不含机器人要求的关键词', 'The message lacks the keyword the robot asks for'),
  coded(
    'auth-refused',
    { old: [310000] },
    '群机器人的安全设置拒绝了此消息',
    'The robot’s security settings refuse this message',
  ),
  coded(
    'auth-refused',
    { old: [300001, 300005, 400101, 400106] },
    '群机器人不存在或已被移除',
    'The robot does not exist or was removed',
  ),
  coded(
    'permanent',
    { old: [400102, 400013] },
    '群机器人已停用,或群已解散',
    'The robot is stopped, or the group is dissolved',
  ),
  coded(
    'permanent',
    { old: [430101, 430102, 430103, 430104] },
    '消息未通过内容安全审核',
    'The message did not pass the content check',
  ),
  coded('permanent', { old: [40056], fresh: ['invalidAgentId'] }, 'AgentId 不正确', 'The AgentId is wrong'),
  coded(
    'not-found',
    {
      old: [33012, 60121, 60003, 60019],
      fresh: ['processInstanceNotExist', 'processInstanceIdError', 'param.cardNotExist'],
    },
    '没有找到成员、部门或审批',
    'Person, department or approval was not found',
  ),
  coded(
    'invalid',
    {
      old: [400002, 40035, 40068, 40069, 40078, 40104, 43004, 400105],
      fresh: [
        'Missingbody',
        'invalidParameter*',
        'param.*',
        'formConverterError',
        'illegalComponent',
        'processCodeError',
        'processInstanceInvalidParameter',
        'targetSelectApprover*',
        'todo.*',
      ],
    },
    '内容不符合钉钉的要求',
    'The content is not what DingTalk expects',
  ),
  coded(
    'permanent',
    { fresh: ['aflowProcessInst*', 'robot.processQueryKey.expired'] },
    '当前状态下不能执行此操作',
    'This cannot be done in its present state',
  ),
  coded(
    'transient',
    { old: [-1], fresh: ['system*', 'internalError', 'processGetFailed'] },
    '钉钉繁忙',
    'DingTalk is busy',
  ),
  { when: { expression: 'body.errcode != 0 and $exists(body.errcode)' }, meaning: 'permanent' },
];

export const vendorError = {
  code: '$exists(body.sub_code) ? body.sub_code : $exists(body.errcode) ? $string(body.errcode) : body.code',
  message: '$exists(body.sub_msg) ? body.sub_msg : $exists(body.errmsg) ? body.errmsg : body.message',
};
