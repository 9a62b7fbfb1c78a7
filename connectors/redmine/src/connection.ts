import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A Redmine server and one project of it, by a person's key or password. */
export const connection = defineConnection({
  help: {
    zh: '管理员在 Redmine“管理 → 设置 → API”启用 REST Web 服务;再用专用账号在“我的账号”右侧查看 API 访问键,填写服务器地址、项目与访问键。',
    en: 'An administrator enables the REST web service under Administration → Settings → API; then show the API access key on the right of “My account” of an account of its own and enter the server’s address, the project and the key.',
  },
  fields: {
    ...form(
      {
        baseUrl: field.text('服务器地址', 'Address of the server', {
          format: 'uri',
          pattern: '^https?://[^?#]*[^/?#]$',
          'x-placeholder': 'https://redmine.example.com',
          'x-help': { zh: '安装在子目录时包括该目录', en: 'With the folder where it lives in one' },
        }),
        project: field.text('项目', 'Project', {
          minLength: 1,
          maxLength: 100,
          'x-placeholder': 'support',
          'x-help': {
            zh: '编号或标识;动作与触发器可另选,同步的是此项目',
            en: 'Number or identifier; actions and triggers may choose another, syncs are about this one',
          },
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            key: ['API 访问键', 'API access key'],
            password: ['登录名与密码', 'Login and password'],
          }),
          default: 'key',
        },
        apiKey: field.secret('API 访问键', 'API access key'),
        login: field.text('登录名', 'Login', { minLength: 1, maxLength: 100 }),
        password: field.secret('密码', 'Password'),
        switchUser: field.text('代表用户', 'Acting as', {
          minLength: 1,
          maxLength: 100,
          'x-help': {
            zh: '管理员账号可代表他人操作,填其登录名',
            en: 'An administrator’s account may act as somebody: that login',
          },
        }),
        markField: field.whole('防重字段编号', 'Number of the field of the mark', {
          minimum: 1,
          'x-help': {
            zh: '放置防重标记的自定义字段(文本);留空则写在描述末尾',
            en: 'Custom field (text) for the mark against making twice; empty: the end of the description',
          },
        }),
      },
      ['baseUrl', 'project'],
    ),
    oneOf: [
      {
        properties: { authentication: { const: 'password' } },
        required: ['authentication', 'login', 'password'],
      },
      { properties: { authentication: { const: 'key' } }, required: ['apiKey'] },
    ],
  },
  auth: [
    {
      scheme: 'api-key',
      when: "$not(connection.authentication = 'password')",
      secret: 'apiKey',
      into: { in: 'header', name: 'X-Redmine-API-Key' },
    },
    {
      scheme: 'basic',
      when: "connection.authentication = 'password'",
      username: 'connection.login',
      password: 'secrets.password',
    },
  ],
  test: {
    operation: {
      kind: 'request',
      before: [{ name: 'user', request: { method: 'GET', path: '/users/current.json' }, output: 'body.user' }],
      request: { method: 'GET', path: '/projects/{connection.project}.json' },
    },
    account: "state.user.login & ' · ' & body.project.name",
  },
});
