import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** What an error body holds is not documented: the status decides, and words are read where they usually stand. */
export const errors: ErrorTable = [
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'KF5 不接受此邮箱与通信密钥;请核对,并确认已启用令牌访问',
      en: 'KF5 does not accept this e-mail and token; check both, and that access by token is enabled',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此账号没有权限;新建组织与删除需要管理员',
      en: 'The account lacks the permission; organisations and deletions need an administrator',
    },
  },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 409 }, meaning: 'conflict' },
  {
    when: { status: [400, 422], expression: '$contains($string(body), /已存在|已被使用|taken|duplicate/i)' },
    meaning: 'duplicate',
  },
  { when: { status: [400, 422] }, meaning: 'invalid' },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: '2xx', expression: "$type(body.error) = 'string'" }, meaning: 'permanent' },
];

export const vendorError = {
  code: "$type(body.error) = 'string' ? body.error : $string(status)",
  message: '$exists(body.message) ? body.message : $exists(body.description) ? body.description : body.msg',
};
