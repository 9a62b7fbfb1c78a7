import { defineConnection, field } from '@joinery/connector-sdk';

const only = (authentication: string): string => `connection.authentication = '${authentication}'`;

/** Any service provider of RFC 7644. */
export const connection = defineConnection({
  help: {
    zh: '在身份或人事系统的“用户供应(SCIM)”设置中复制 SCIM 地址(通常以 /scim/v2 结尾)与访问令牌。',
    en: 'Copy the SCIM address (it usually ends in /scim/v2) and the token from the provisioning settings of the identity or HR system.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'authentication'],
    additionalProperties: false,
    properties: {
      baseUrl: field.text('SCIM 地址', 'SCIM address', {
        format: 'uri',
        pattern: '^https?://[^/?#]+(/[^?#]*[^/?#])?$',
        'x-placeholder': 'https://idp.example.com/scim/v2',
      }),
      authentication: {
        ...field.choice('认证方式', 'Authentication', {
          bearer: ['访问令牌', 'Token'],
          oauth2: ['OAuth 客户端', 'OAuth client'],
          basic: ['用户名与密码', 'User and password'],
        }),
        default: 'bearer',
      },
      token: field.secret('访问令牌', 'Token', { maxLength: 8_000 }),
      tokenUrl: field.text('OAuth 令牌地址', 'OAuth token address', { format: 'uri', pattern: '^https?://' }),
      clientId: field.text('客户端 ID', 'Client id', { maxLength: 500 }),
      clientSecret: field.secret('客户端密钥', 'Client secret'),
      username: field.text('用户名', 'User', { maxLength: 200 }),
      password: field.secret('密码', 'Password'),
    },
    oneOf: [
      { properties: { authentication: { const: 'bearer' } }, required: ['token'] },
      {
        properties: { authentication: { const: 'oauth2' } },
        required: ['tokenUrl', 'clientId', 'clientSecret'],
      },
      { properties: { authentication: { const: 'basic' } }, required: ['username', 'password'] },
    ],
  },
  auth: [
    { scheme: 'bearer', when: only('bearer'), secret: 'token' },
    { scheme: 'oauth2', when: only('oauth2'), grant: 'client-credentials', tokenUrl: '{connection.tokenUrl}' },
    { scheme: 'basic', when: only('basic'), username: 'connection.username', password: 'secrets.password' },
  ],
  test: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/Users', query: { startIndex: "'1'", count: "'1'" } },
    },
    account: "$string(body.totalResults) & ' users'",
  },
});
