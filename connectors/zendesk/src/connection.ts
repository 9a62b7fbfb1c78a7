import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A Zendesk account, by an agent's API token or an app a person authorises. */
export const connection = defineConnection({
  help: {
    zh: '在 Zendesk 管理中心“应用和集成 → API → API 令牌”新建令牌,填写令牌所属管理员的邮箱;或在“OAuth 客户端”新建客户端由用户授权。接收事件时,再从 Webhook 详情复制签名密钥。',
    en: 'Create a token under Apps and integrations → APIs → API tokens of the Admin Center and enter the e-mail of the administrator it acts as; or create an OAuth client there for a person to authorise. To receive events copy the signing secret from the webhook’s details.',
  },
  fields: {
    ...form(
      {
        baseUrl: field.text('Zendesk 地址', 'Zendesk address', {
          format: 'uri',
          pattern: '^https?://[^/?#]+$',
          'x-placeholder': 'https://acme.zendesk.com',
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            'api-token': ['API 令牌', 'API token'],
            oauth2: ['由用户授权', 'Authorised by a person'],
          }),
          default: 'api-token',
        },
        email: field.text('邮箱', 'E-mail', { format: 'email', maxLength: 200 }),
        apiToken: field.secret('API 令牌', 'API token'),
        clientId: field.text('客户端标识', 'Client identifier', { maxLength: 200 }),
        clientSecret: field.secret('客户端密码', 'Client secret'),
        signingSecret: field.secret('Webhook 签名密钥', 'Signing secret of the webhook', {
          'x-help': {
            zh: '由 Zendesk 生成,在 Webhook 详情中查看',
            en: 'Made by Zendesk; shown in the webhook’s details',
          },
        }),
      },
      ['baseUrl', 'authentication'],
    ),
    oneOf: [
      { properties: { authentication: { const: 'api-token' } }, required: ['email', 'apiToken'] },
      { properties: { authentication: { const: 'oauth2' } }, required: ['clientId', 'clientSecret'] },
    ],
  },
  auth: [
    {
      scheme: 'basic',
      when: "connection.authentication = 'api-token'",
      username: "connection.email & '/token'",
      password: 'secrets.apiToken',
    },
    {
      scheme: 'oauth2',
      when: "connection.authentication = 'oauth2'",
      grant: 'authorization-code',
      authorizeUrl: '{connection.baseUrl}/oauth/authorizations/new',
      tokenUrl: '{connection.baseUrl}/oauth/tokens',
      tokenEncoding: 'json',
      tokenParameters: { expires_in: '7200', refresh_token_expires_in: '7776000' },
      scopes: ['read', 'write'],
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/users/me' } },
    account: "body.user.name & ' (' & body.user.email & ')'",
  },
});
