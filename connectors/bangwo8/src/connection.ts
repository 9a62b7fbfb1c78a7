import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A Bangwo8 account, by the keys of its interface or the main account's password. */
export const connection = defineConnection({
  help: {
    zh: '用主账号在帮我吧“后台 → API 接口”生成 SecretID 与 Secret 并填写;私有部署请改服务器地址。也可改用主账号与密码。',
    en: 'Generate SecretID and Secret with the main account under API of Bangwo8’s back office and enter them; change the server’s address for an installation of one’s own. The main account and its password may be used instead.',
  },
  fields: {
    ...form(
      {
        baseUrl: field.text('服务器地址', 'Address of the server', {
          format: 'uri',
          pattern: '^https?://[^?#]*[^/?#]$',
          default: 'https://www.bangwo8.com',
          'x-help': { zh: '不含 /api/v1', en: 'Without /api/v1' },
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            oauth2: ['SecretID 与 Secret', 'SecretID and Secret'],
            password: ['主账号与密码', 'Main account and password'],
          }),
          default: 'oauth2',
        },
        secretId: field.text('SecretID', 'SecretID', { minLength: 1, maxLength: 200 }),
        secret: field.secret('Secret', 'Secret'),
        account: field.text('主账号', 'Main account', { minLength: 1, maxLength: 200 }),
        password: field.secret('密码', 'Password'),
        utcOffset: field.text('时区', 'Offset from UTC', { pattern: '^[+-][0-9]{2}:[0-9]{2}$', default: '+08:00' }),
      },
      ['baseUrl'],
    ),
    oneOf: [
      { properties: { authentication: { const: 'password' } }, required: ['authentication', 'account', 'password'] },
      { properties: { authentication: { const: 'oauth2' } }, required: ['secretId', 'secret'] },
    ],
  },
  auth: [
    {
      scheme: 'oauth2',
      when: "$not(connection.authentication = 'password')",
      grant: 'client-credentials',
      tokenUrl: '{connection.baseUrl}/api/token.php',
      clientId: 'secretId',
      clientSecret: 'secret',
      clientAuthentication: 'basic',
      errors: [
        {
          when: { expression: "$type(body.error) = 'string'" },
          meaning: 'auth-refused',
          code: 'body.error',
          detail: 'body.error_description',
          message: {
            zh: '帮我吧不接受此 SecretID 与 Secret,请在后台重新生成',
            en: 'Bangwo8 does not accept the SecretID and Secret; generate them anew in the back office',
          },
        },
      ],
    },
    {
      scheme: 'basic',
      when: "connection.authentication = 'password'",
      username: 'connection.account',
      password: 'secrets.password',
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/supports.json', query: { per_page: '1' } },
    },
    account: "$string(body.count) & ' agents'",
  },
});
