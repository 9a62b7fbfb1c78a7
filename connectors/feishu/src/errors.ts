import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Meaning = ErrorTable[number]['meaning'];

const coded = (meaning: Meaning, codes: readonly number[], zh: string, en: string): ErrorTable[number] => {
  const message: LocalText = { zh, en };
  return { when: { expression: `body.code in [${codes.join(', ')}]` }, meaning, message };
};

const waiting = { retryAfter: 'headers.`x-ogw-ratelimit-reset`' };

/**
 * Feishu writes a code into every body, also of a 200, and the status is not always the same for the same code.
 * Codes: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export const errors: ErrorTable = [
  coded(
    'auth-expired',
    [99991661, 99991663, 99991664, 99991668, 99991671, 99991677],
    '访问令牌已失效',
    'The access token is no longer valid',
  ),
  coded(
    'auth-refused',
    [99991662, 99991673, 99991665],
    '应用已停用或未安装到此企业',
    'The app is disabled or not installed in this tenant',
  ),
  coded(
    'auth-refused',
    [99991672, 99991679, 230027, 230035, 40004, 40014, 41050],
    '应用缺少权限或通讯录范围,请在开放平台开通并发布版本',
    'The app lacks a scope or a contact range; grant it on the open platform and publish a version',
  ),
  coded('auth-refused', [99991401, 19022], '出口 IP 不在白名单中', 'Our address is not on the IP list'),
  coded('auth-refused', [19001], '群机器人不存在或已被移除', 'The robot does not exist or was removed'),
  coded(
    'auth-refused',
    [19021],
    '群机器人签名不正确,请核对签名密钥与服务器时钟',
    'The robot’s signature does not hold; check the signing secret and the clock',
  ),
  { ...coded('rate-limited', [99991400, 230020, 11232], '飞书要求放慢', 'Feishu asks to slow down'), ...waiting },
  { when: { status: 429 }, meaning: 'rate-limited', ...waiting },
  coded('permanent', [99991403], '本月调用额度已用完', 'The month’s quota is used up'),
  coded(
    'invalid',
    [230001, 230099, 9499, 40001, 40011, 40012],
    '内容不符合飞书的要求',
    'The content is not what Feishu expects',
  ),
  coded('invalid', [19024], '消息不含机器人要求的关键词', 'The message lacks the keyword the robot asks for'),
  coded(
    'invalid',
    [230025],
    '消息过长(文本 150 KB,富文本与卡片 30 KB)',
    'The message is too long (text 150 KB, post and card 30 KB)',
  ),
  coded('invalid', [230054, 230055], '不支持此消息类型', 'This kind of message is not supported'),
  coded(
    'not-found',
    [230034, 41012, 43002, 230003],
    '没有找到接收人、部门或消息',
    'Receiver, department or message was not found',
  ),
  coded(
    'not-found',
    [1390002, 1390003, 1390010],
    '没有找到审批定义、审批或任务',
    'Definition, approval or task was not found',
  ),
  coded('invalid', [1390001], '审批内容与表单不符', 'The approval does not fit its form'),
  coded('duplicate', [60012], '此审批已发起过', 'This approval was created before'),
  coded(
    'permanent',
    [1390013, 1390015, 1390018],
    '此审批定义已停用,或不能通过接口处理',
    'The definition is inactive, or cannot be handled by the interface',
  ),
  coded(
    'permanent',
    [230002, 232009],
    '机器人不在群中,或群已解散',
    'The bot is not in the group, or the group is dissolved',
  ),
  coded(
    'permanent',
    [230013, 230029, 230038, 230053],
    '对方已离职、不在应用可用范围内,或屏蔽了机器人',
    'The person has left, is outside the app’s availability, or has stopped the bot',
  ),
  coded('permanent', [230006], '应用未开启机器人能力', 'The app has no bot'),
  coded('permanent', [230022, 230028], '消息未通过内容安全审核', 'The message did not pass the content check'),
  coded(
    'permanent',
    [230009, 230017, 230026, 230031, 230072],
    '此消息不能再修改或撤回',
    'This message can no longer be changed or recalled',
  ),
  coded('not-found', [230011, 230110], '消息已被撤回', 'The message was recalled'),
  coded('transient', [2200, 230049, 1395001, 40003], '飞书内部错误', 'An error inside Feishu'),
  { when: { expression: 'body.code != 0 and $exists(body.code)' }, meaning: 'permanent' },
];

export const vendorError = { code: '$string(body.code)', message: 'body.msg' };
