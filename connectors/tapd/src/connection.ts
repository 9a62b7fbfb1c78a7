import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A workspace of TAPD, by a company's API account or an app of the open platform. */
export const connection = defineConnection({
  help: {
    zh: '公司管理员在 TAPD“公司管理 → API 账号管理”开通,得到 api_user 与 api_password;或在开放平台新建应用、安装到项目,填写 Client ID 与 Client Secret。项目 ID 在项目地址中。',
    en: 'An administrator opens an API account under company management of TAPD and gets api_user and api_password; or create an app on the open platform, install it in the workspace and enter its client id and secret. The id of the workspace stands in its address.',
  },
  fields: {
    ...form(
      {
        apiUrl: field.text('接口地址', 'API address', {
          format: 'uri',
          pattern: '^https?://[^?#]*[^/?#]$',
          default: 'https://api.tapd.cn',
        }),
        workspaceId: field.text('项目 ID', 'Id of the workspace', {
          pattern: '^[0-9]{1,20}$',
          'x-placeholder': '10158231',
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            account: ['API 账号', 'API account'],
            app: ['开放应用', 'App of the open platform'],
          }),
          default: 'account',
        },
        apiUser: field.text('api_user', 'api_user', { minLength: 1, maxLength: 200 }),
        apiPassword: field.secret('api_password', 'api_password'),
        clientId: field.text('Client ID', 'Client id', { minLength: 1, maxLength: 200 }),
        clientSecret: field.secret('Client Secret', 'Client secret'),
        operator: field.text('操作人', 'Acting person', {
          minLength: 1,
          maxLength: 100,
          default: 'joinery',
          'x-help': { zh: '新建、变更与评论显示为此昵称', en: 'Whom creations, changes and comments show' },
        }),
        markField: field.text('防重字段', 'Field of the mark', {
          pattern: '^custom_field_[a-z0-9_]+$',
          'x-placeholder': 'custom_field_20',
          'x-help': {
            zh: '放置防重标记的自定义字段;留空则写在描述末尾',
            en: 'Custom field for the mark against making twice; empty: the end of the description',
          },
        }),
        utcOffset: field.text('时区', 'Offset from UTC', { pattern: '^[+-][0-9]{2}:[0-9]{2}$', default: '+08:00' }),
        webhookSecret: field.secret('Webhook 验证密码', 'Password of the webhook', {
          minLength: 16,
          'x-help': {
            zh: '由您自定,至少 16 个字符;填入 TAPD 的 Webhook 配置,每次事件随之带回',
            en: 'Yours to choose, at least 16 characters; entered with the webhook in TAPD and sent along with every event',
          },
        }),
      },
      ['apiUrl', 'workspaceId'],
    ),
    oneOf: [
      {
        properties: { authentication: { const: 'app' } },
        required: ['authentication', 'clientId', 'clientSecret'],
      },
      { properties: { authentication: { const: 'account' } }, required: ['apiUser', 'apiPassword'] },
    ],
  },
  auth: [
    {
      scheme: 'basic',
      when: "$not(connection.authentication = 'app')",
      username: 'connection.apiUser',
      password: 'secrets.apiPassword',
    },
    {
      scheme: 'oauth2',
      when: "connection.authentication = 'app'",
      grant: 'client-credentials',
      tokenUrl: '{connection.apiUrl}/tokens/request_token',
      clientAuthentication: 'basic',
      token: 'body.data.access_token',
      expiresInSeconds: 'body.data.expires_in',
      errors: [
        {
          when: { expression: 'status = 401 or ($exists(body.status) and body.status != 1)' },
          meaning: 'auth-refused',
          message: {
            zh: 'TAPD 不接受此 Client ID 与 Client Secret',
            en: 'TAPD does not accept the client id and secret',
          },
        },
      ],
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'GET',
        path: '/workspaces/get_workspace_info',
        query: { workspace_id: 'connection.workspaceId' },
      },
    },
    account: "body.data.Workspace.name & ' (' & body.data.Workspace.id & ')'",
  },
});
