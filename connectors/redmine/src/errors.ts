import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** The status tells, mostly with an empty body; wrong data comes with sentences and no code. */
export const errors: ErrorTable = [
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'Redmine 不接受此访问键或密码;请核对,并确认账号未被锁定、REST 服务已启用',
      en: 'Redmine does not accept the key or password; check it, that the account is not locked, and that the REST service is enabled',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此账号没有权限,或 REST 服务未启用;请在项目中授予角色',
      en: 'The account lacks the permission, or the REST service is off; grant a role in the project',
    },
  },
  {
    when: { status: 412 },
    meaning: 'auth-refused',
    message: {
      zh: '不能代表该用户:没有此登录名,或连接的账号不是管理员',
      en: 'Cannot act as that user: there is no such login, or the connection’s account is no administrator’s',
    },
  },
  {
    when: { status: 404 },
    meaning: 'not-found',
    message: { zh: '问题或项目不存在或不可见', en: 'The issue or project does not exist or may not be seen' },
  },
  {
    when: { status: 409 },
    meaning: 'conflict',
    message: { zh: '问题已被他人更新,请重新读取', en: 'The issue was changed meanwhile; read it again' },
  },
  { when: { status: [400, 413, 422] }, meaning: 'invalid' },
  { when: { status: 429 }, meaning: 'rate-limited' },
];

export const vendorError = {
  code: '$string(status)',
  message: "$exists(body.errors) ? $join(body.errors, '; ') : $type(body) = 'string' ? null : body.error",
};
