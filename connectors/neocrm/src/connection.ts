import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A tenant of Neocrm, by an OAuth client and a user's name and password. */
export const connection = defineConnection({
  help: {
    zh: '在销售易“系统设置 → 集成 → 创建连接器(Client)”取得 Client Id、Client Secret 与回调地址,在个人设置中取得 8 位安全令牌;“密码”填写登录密码后接安全令牌。各对象上建一个单行文本字段作为幂等键。',
    en: 'Create a client under System settings → Integration of Neocrm for client id, client secret and redirect address, and take the security token of 8 characters from your own settings; the password is the one you sign in with, followed by that token. Give the objects a text field for idempotency keys.',
  },
  fields: form(
    {
      apiUrl: field.text('接口地址', 'API address', {
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        default: 'https://api.xiaoshouyi.com',
        'x-help': {
          zh: '各地域不同,如 https://api-tencent.xiaoshouyi.com;沙盒 https://api-sandbox.xiaoshouyi.com',
          en: 'It depends on the region, such as https://api-tencent.xiaoshouyi.com; a sandbox: https://api-sandbox.xiaoshouyi.com',
        },
      }),
      tokenUrl: field.text('令牌地址', 'Token address', {
        format: 'uri',
        pattern: '^https?://[^?#]+$',
        default: 'https://api.xiaoshouyi.com/oauth2/token.action',
        'x-help': {
          zh: '较新的租户为 https://login.xiaoshouyi.com/auc/oauth2/token',
          en: 'Newer tenants: https://login.xiaoshouyi.com/auc/oauth2/token',
        },
      }),
      clientId: field.text('Client Id', 'Client id', { minLength: 1, maxLength: 200 }),
      clientSecret: field.secret('Client Secret', 'Client secret'),
      redirectUri: field.text('回调地址', 'Redirect address', { format: 'uri', maxLength: 500 }),
      username: field.text('用户名', 'User name', { minLength: 1, maxLength: 320 }),
      password: field.secret('密码加安全令牌', 'Password followed by the security token'),
      keyField: field.text('幂等键字段', 'Field for idempotency keys', {
        pattern: '^[A-Za-z]\\w*$',
        default: 'joineryKey__c',
        'x-help': {
          zh: '各对象上的单行文本字段,新建时写入,网络中断后据此查找',
          en: 'A text field of the objects: written on creation, looked for after a broken connection',
        },
      }),
    },
    ['apiUrl', 'tokenUrl', 'clientId', 'clientSecret', 'username', 'password'],
  ),
  auth: [
    {
      scheme: 'oauth2',
      grant: 'password',
      tokenUrl: '{connection.tokenUrl}',
      tokenParameters: { redirect_uri: 'connection.redirectUri' },
      // The answer need not say how long the token lives: two hours.
      lifetimeMs: 7_200_000,
      errors: [
        {
          when: { expression: '$exists(body.error_code) or $exists(body.error)' },
          meaning: 'auth-refused',
          message: {
            zh: '销售易不接受此客户端、用户名或密码,请确认密码后接 8 位安全令牌',
            en: 'Neocrm does not accept client, user name or password; make sure that the password is followed by the security token of 8 characters',
          },
        },
      ],
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/xobjects/account/description' } },
    account: "connection.username & ' · ' & connection.apiUrl",
  },
});
