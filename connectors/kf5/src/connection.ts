import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A KF5 account, by an agent's e-mail and the API token, or that agent's password. */
export const connection = defineConnection({
  help: {
    zh: '在 KF5“系统设置 → API 接口”启用令牌访问并复制通信密钥,填写平台地址与管理员的邮箱;也可改用密码。',
    en: 'Enable access by token under System settings → API of KF5, copy the key, and enter the account’s address and an administrator’s e-mail; a password may be used instead.',
  },
  fields: {
    ...form(
      {
        baseUrl: field.text('平台地址', 'Address of the account', {
          format: 'uri',
          pattern: '^https?://[^/?#]+$',
          'x-placeholder': 'https://acme.kf5.com',
          'x-help': { zh: '不含 /apiv2;可用自有域名', en: 'Without /apiv2; may be a domain of one’s own' },
        }),
        email: field.text('邮箱', 'E-mail', { format: 'email', maxLength: 200 }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            token: ['通信密钥', 'API token'],
            password: ['密码', 'Password'],
          }),
          default: 'token',
        },
        apiToken: field.secret('通信密钥', 'API token'),
        password: field.secret('密码', 'Password'),
        utcOffset: field.text('时区', 'Offset from UTC', { pattern: '^[+-][0-9]{2}:[0-9]{2}$', default: '+08:00' }),
      },
      ['baseUrl', 'email'],
    ),
    oneOf: [
      { properties: { authentication: { const: 'password' } }, required: ['authentication', 'password'] },
      { properties: { authentication: { const: 'token' } }, required: ['apiToken'] },
    ],
  },
  auth: [
    {
      scheme: 'basic',
      when: "$not(connection.authentication = 'password')",
      username: "connection.email & '/token'",
      password: 'secrets.apiToken',
    },
    {
      scheme: 'basic',
      when: "connection.authentication = 'password'",
      username: 'connection.email',
      password: 'secrets.password',
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/users/me.json' } },
    account: "body.user.name & ' (' & body.user.role & ')'",
  },
});
