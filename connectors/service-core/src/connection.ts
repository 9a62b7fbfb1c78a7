import { defineConnection } from '@joinery/connector-sdk';

const only = (authentication: string): string => `connection.authentication = '${authentication}'`;

/** A service core is reached at its own address, by an OAuth client, a lasting token or an API key. */
export const connection = defineConnection({
  help: {
    zh: '在客服核心的“管理 → 开放接口”中新建应用,复制地址与凭据;事件签名密钥由您自定,至少 16 个字符。',
    en: 'Create an application under Administration → Open API of the core, and copy its address and credentials. The signing secret of events is yours to choose: at least 16 characters.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'authentication'],
    properties: {
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+(/[^?#]*[^/?#])?$',
        'x-title': { zh: '地址', en: 'Address' },
        'x-help': { zh: '不含 /api/v1,结尾不带斜杠', en: 'Without /api/v1 and without a slash at the end' },
        'x-placeholder': 'https://core.example.com',
      },
      authentication: {
        type: 'string',
        enum: ['oauth2', 'api-token', 'api-key'],
        default: 'oauth2',
        'x-title': { zh: '认证方式', en: 'Authentication' },
        'x-labels': {
          oauth2: { zh: 'OAuth 客户端', en: 'OAuth client' },
          'api-token': { zh: 'API 令牌', en: 'API token' },
          'api-key': { zh: 'API Key', en: 'API key' },
        },
      },
      clientId: { type: 'string', maxLength: 200, 'x-title': { zh: '客户端 ID', en: 'Client id' } },
      clientSecret: {
        type: 'string',
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '客户端密钥', en: 'Client secret' },
      },
      apiToken: { type: 'string', maxLength: 500, 'x-secret': true, 'x-title': { zh: 'API 令牌', en: 'API token' } },
      apiKey: { type: 'string', maxLength: 500, 'x-secret': true, 'x-title': { zh: 'API Key', en: 'API key' } },
      webhookSecret: {
        type: 'string',
        minLength: 8,
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '事件签名密钥', en: 'Signing secret of events' },
      },
      externalSystem: {
        type: 'string',
        maxLength: 100,
        default: 'joinery',
        'x-title': { zh: '外部标识的系统名', en: 'System name of external ids' },
      },
    },
    oneOf: [
      { properties: { authentication: { const: 'oauth2' } }, required: ['clientId', 'clientSecret'] },
      { properties: { authentication: { const: 'api-token' } }, required: ['apiToken'] },
      { properties: { authentication: { const: 'api-key' } }, required: ['apiKey'] },
    ],
  },
  auth: [
    {
      scheme: 'oauth2',
      when: only('oauth2'),
      grant: 'client-credentials',
      tokenUrl: '{connection.baseUrl}/oauth/token',
    },
    { scheme: 'bearer', when: only('api-token'), secret: 'apiToken' },
    { scheme: 'api-key', when: only('api-key'), secret: 'apiKey', into: { in: 'header', name: 'X-Api-Key' } },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/me' } },
    account: "body.tenant.name & ' · ' & body.app.name",
  },
});
