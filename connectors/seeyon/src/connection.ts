import { defineConnection, field, form } from '@joinery/connector-sdk';

/** One A8 or V5 installation and a REST user of it, bound to the person in whose name it acts. */
export const connection = defineConnection({
  help: {
    zh: '由系统管理员在“系统集成 → REST 用户管理”新建 REST 用户,复制用户名与密码;填写代为操作的登录名。部分版本需开启“三方互信”或绑定榫卯的出口 IP。',
    en: 'The system administrator creates a REST user under system integration and gives its name and password; the login is the person it acts as. Some versions want mutual trust switched on, or Joinery’s address bound.',
  },
  fields: form(
    {
      baseUrl: field.text('系统地址', 'Address', {
        format: 'uri',
        pattern: '^https?://[^/?#]+(/[^?#]*[^/?#])?$',
        'x-help': { zh: '不含 /seeyon/rest', en: 'Without /seeyon/rest' },
        'x-placeholder': 'https://oa.example.com',
      }),
      restUser: field.text('REST 用户名', 'REST user', { minLength: 1, maxLength: 100 }),
      restPassword: field.secret('REST 用户密码', 'Password of the REST user', { minLength: 1 }),
      loginName: field.text('操作人登录名', 'Login of the acting person', {
        minLength: 1,
        maxLength: 100,
        'x-help': { zh: '流程以此人的名义发起与处理', en: 'Processes are started and handled in this person’s name' },
      }),
      registerCode: field.text('第三方系统注册编码', 'Register code of the third-party system', {
        maxLength: 100,
        'x-help': { zh: '推送待办时需要,例如 3006', en: 'For todos that are pushed; 3006, for instance' },
      }),
      callbackToken: field.secret('回调密钥', 'Callback secret', {
        minLength: 16,
        'x-help': {
          zh: '超级节点、DEE 任务或 Java 事件以请求头 X-Joinery-Token 携带它回调;自定,至少 16 个字符',
          en: 'A super node, DEE task or Java event sends it in the header X-Joinery-Token; yours to choose, at least 16 characters',
        },
      }),
    },
    ['baseUrl', 'restUser', 'restPassword', 'loginName'],
  ),
  auth: [
    {
      scheme: 'token-exchange',
      request: {
        method: 'POST',
        path: '/token',
        headers: { accept: "'application/json'" },
        body: "{'userName': connection.restUser, 'password': secrets.restPassword, 'loginName': connection.loginName}",
        authenticated: false,
      },
      token: 'body.id',
      // It ends after 15 to 23 minutes without use, by version.
      lifetimeMs: 14 * 60_000,
      inject: [{ into: { in: 'header', name: 'token' }, value: 'token' }],
      errors: [
        {
          // By version: an id of -1, a 401, or a 500, which is also what an address gets that is not bound.
          when: { expression: "status in [401, 500] or $string(body.id) = '-1' or body.nullToken = true" },
          meaning: 'auth-refused',
          code: "$exists(body.id) ? 'token ' & $string(body.id) : $string(body.code)",
          message: {
            zh: '致远不接受 REST 用户、密码或登录名;较新版本还要求绑定榫卯的出口 IP',
            en: 'Seeyon does not accept the REST user, its password or the login; newer versions also want Joinery’s address bound',
          },
        },
      ],
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/orgAccounts', query: { 'option.n_a_s': "'1'" } },
    },
    account: "body[0].name & ' · ' & connection.loginName",
  },
});
