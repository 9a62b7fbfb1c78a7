import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Rule = ErrorTable[number];

const coded = (meaning: Rule['meaning'], codes: readonly number[], zh: string, en: string): Rule => ({
  when: { expression: `body.errcode in [${codes.join(', ')}]` },
  meaning,
  message: { zh, en },
});

/** A list of numbers without a gap. */
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * WeCom answers 200 to everything and writes a code into the body; its words change and must not be read.
 * Codes: https://developer.work.weixin.qq.com/document/path/90313
 */
export const errors: ErrorTable = [
  // An expired token is often reported as an invalid one.
  coded('auth-expired', [40014, 42001, 41001], '访问令牌已失效', 'The access token is no longer valid'),
  coded(
    'auth-refused',
    [40001, 40013, 50003],
    '应用的 Secret 不正确或应用已停用',
    'The app’s Secret is wrong, or the app is disabled',
  ),
  coded('auth-refused', [60020], '出口 IP 不在企业可信 IP 中', 'Our address is not among the trusted IPs of the app'),
  coded(
    'auth-refused',
    [48002, 48009, 60011, 301055],
    '应用没有此接口的权限,或对象不在可见范围内,请在管理后台授权',
    'The app may not use this interface, or the object is outside its visible range; allow it in the admin console',
  ),
  coded('auth-refused', [93000], '群机器人不存在或 key 不正确', 'The robot does not exist, or its key is wrong'),
  // Blocked for as long as the window that was exceeded; the shortest is a minute.
  { ...coded('rate-limited', [45009], '企业微信要求放慢', 'WeCom asks to slow down'), retryAfter: '60' },
  coded('transient', [-1, 45033, 301057], '企业微信繁忙', 'WeCom is busy'),
  coded(
    'not-found',
    [40003, 60111, 46004, 60003, 60123, 86003],
    '没有找到成员、部门或群聊',
    'Person, department or chat was not found',
  ),
  coded(
    'not-found',
    [81013],
    '接收人都无效,或都不在应用可见范围内',
    'No receiver is valid and within the visible range of the app',
  ),
  coded('duplicate', [60102, 60104], '成员标识或手机号已存在', 'The user id or the phone exists already'),
  coded('permanent', [40056, 41011], 'AgentId 不正确或未填写', 'The AgentId is wrong or missing'),
  coded(
    'permanent',
    [43012],
    '交互卡片需要先为应用设置接收消息地址',
    'Interactive cards need the app’s address for receiving',
  ),
  coded(
    'permanent',
    [60140],
    '卡片的 response_code 已使用或已失效',
    'The response_code of the card was used or has expired',
  ),
  coded(
    'permanent',
    [42052],
    '消息发送超过 24 小时,无法撤回',
    'The message is older than 24 hours and cannot be recalled',
  ),
  coded('permanent', [301056], '审批应用已停用', 'The approval app is disabled'),
  coded('invalid', [82001], '没有填写接收人', 'No receiver is given'),
  coded('invalid', [44004, 45002], '消息为空或过长', 'The message is empty or too long'),
  coded('invalid', [301025, 301079, 301112], '审批内容与模板不符', 'The approval does not fit its template'),
  coded(
    'invalid',
    [40008, 40029, 40033, 40035, 40058, 86001, 86008, ...range(42014, 42051)],
    '内容不符合企业微信的要求',
    'The content is not what WeCom expects',
  ),
  { when: { expression: 'body.errcode != 0 and $exists(body.errcode)' }, meaning: 'permanent' },
];

export const vendorError = { code: '$string(body.errcode)', message: 'body.errmsg' };
