import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Rule = ErrorTable[number];

const coded = (meaning: Rule['meaning'], codes: readonly number[], zh: string, en: string): Rule => ({
  when: { expression: `body.errcode in [${codes.join(', ')}]` },
  meaning,
  message: { zh, en },
});

/** WeChat answers 200 to everything and writes a code into the body. A token that another took away is 40001. */
export const errors: ErrorTable = [
  coded('auth-expired', [40001, 40014, 41001, 42001], '访问令牌已失效', 'The access token is no longer valid'),
  coded('auth-refused', [40013, 40125], 'AppID 或 AppSecret 不正确', 'AppID or AppSecret is wrong'),
  coded('auth-refused', [40164, 61004], '出口 IP 不在白名单中', 'Our address is not on the IP list'),
  coded('auth-refused', [48001, 50001, 50002], '公众号没有此接口的权限', 'The account may not use this interface'),
  // Blocked for the rest of a minute, or of the day.
  { ...coded('rate-limited', [45011], '微信要求放慢', 'WeChat asks to slow down'), retryAfter: '60' },
  coded('permanent', [45009], '今日接口调用次数已用完', 'The day’s quota of calls is used up'),
  coded('not-found', [40003, 46004], '没有找到此用户', 'The person was not found'),
  coded(
    'permanent',
    [43004, 43019],
    '用户没有关注公众号,或已被拉黑',
    'The person does not follow the account, or is blocked',
  ),
  coded('permanent', [43101], '用户拒绝接收消息', 'The person refuses messages'),
  coded(
    'permanent',
    [45015, 45047],
    '超出客服消息的时限或条数',
    'Beyond the time or number allowed for service messages',
  ),
  coded('invalid', [40037], '模板不存在', 'There is no such template'),
  coded(
    'invalid',
    [40008, 40033, 40035, 40097, 44002, 44004, 45002, 47001, 47003],
    '内容不符合微信的要求',
    'The content is not what WeChat expects',
  ),
  coded('transient', [-1], '微信繁忙', 'WeChat is busy'),
  { when: { expression: 'body.errcode != 0 and $exists(body.errcode)' }, meaning: 'permanent' },
];

export const vendorError = { code: '$string(body.errcode)', message: 'body.errmsg' };
