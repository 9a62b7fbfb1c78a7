import { defineConnection } from '@joinery/connector-sdk';

const chosen = (authentication: string): string => `connection.authentication = '${authentication}'`;

/** Any HTTP API: its base address, and one of the usual ways to prove who calls. */
export const connection = defineConnection({
  help: {
    zh: '填写接口的公共地址前缀,请求只能发往此地址之下;认证方式按对方文档选择。',
    en: 'The address all requests begin with; nothing outside of it can be called. Choose the authentication its documentation asks for.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'authentication'],
    properties: {
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#@]+(/[^?#]*)?$',
        'x-title': { zh: '基础地址', en: 'Base address' },
        'x-placeholder': 'https://api.example.com/v1',
      },
      authentication: {
        type: 'string',
        enum: ['none', 'basic', 'bearer', 'api-key', 'api-key-query', 'oauth2', 'signed'],
        default: 'none',
        'x-title': { zh: '认证方式', en: 'Authentication' },
        'x-labels': {
          none: { zh: '无', en: 'None' },
          basic: { zh: '用户名与密码(Basic)', en: 'User and password (Basic)' },
          bearer: { zh: '令牌(Bearer)', en: 'Token (Bearer)' },
          'api-key': { zh: 'API Key(请求头)', en: 'API key in a header' },
          'api-key-query': { zh: 'API Key(查询参数)', en: 'API key in the query' },
          oauth2: { zh: 'OAuth 2 客户端凭据', en: 'OAuth 2 client credentials' },
          signed: { zh: 'HMAC-SHA256 签名', en: 'HMAC-SHA256 signature' },
        },
      },
      username: { type: 'string', maxLength: 200, 'x-title': { zh: '用户名', en: 'User' } },
      password: { type: 'string', maxLength: 500, 'x-secret': true, 'x-title': { zh: '密码', en: 'Password' } },
      token: { type: 'string', maxLength: 8_000, 'x-secret': true, 'x-title': { zh: '令牌', en: 'Token' } },
      apiKey: { type: 'string', maxLength: 2_000, 'x-secret': true, 'x-title': { zh: 'API Key', en: 'API key' } },
      apiKeyName: {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]{1,100}$',
        default: 'X-API-Key',
        'x-title': { zh: 'API Key 名称', en: 'Name of the API key' },
      },
      tokenUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://',
        'x-title': { zh: '令牌地址', en: 'Token address' },
      },
      clientId: { type: 'string', maxLength: 500, 'x-title': { zh: '客户端 ID', en: 'Client id' } },
      clientSecret: {
        type: 'string',
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '客户端密钥', en: 'Client secret' },
      },
      scope: { type: 'string', maxLength: 500, 'x-title': { zh: '范围', en: 'Scope' } },
      signingSecret: {
        type: 'string',
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '签名密钥', en: 'Signing secret' },
        'x-help': {
          zh: 'X-Signature = hex(HMAC-SHA256(密钥, 时间戳 + "." + 方法 + "." + 路径 + "." + 请求体)),时间戳在 X-Timestamp(秒)',
          en: 'X-Signature = hex(HMAC-SHA256(secret, timestamp + "." + method + "." + path + "." + body)), the timestamp (seconds) in X-Timestamp',
        },
      },
      testPath: {
        type: 'string',
        maxLength: 500,
        default: '/',
        pattern: '^/',
        'x-title': { zh: '测试路径', en: 'Path of the test' },
        'x-help': { zh: '“测试连接”以 GET 访问此路径', en: 'What “Test” asks for with GET' },
      },
    },
    oneOf: [
      { properties: { authentication: { const: 'none' } } },
      { properties: { authentication: { const: 'basic' } }, required: ['username', 'password'] },
      { properties: { authentication: { const: 'bearer' } }, required: ['token'] },
      { properties: { authentication: { enum: ['api-key', 'api-key-query'] } }, required: ['apiKey'] },
      { properties: { authentication: { const: 'oauth2' } }, required: ['tokenUrl', 'clientId', 'clientSecret'] },
      { properties: { authentication: { const: 'signed' } }, required: ['signingSecret'] },
    ],
  },
  auth: [
    { scheme: 'none', when: chosen('none') },
    { scheme: 'basic', when: chosen('basic'), username: 'connection.username', password: 'secrets.password' },
    { scheme: 'bearer', when: chosen('bearer'), secret: 'token' },
    {
      scheme: 'api-key',
      when: chosen('api-key'),
      secret: 'apiKey',
      into: { in: 'header', name: "{connection.apiKeyName ? connection.apiKeyName : 'X-API-Key'}" },
    },
    {
      scheme: 'api-key',
      when: chosen('api-key-query'),
      secret: 'apiKey',
      into: { in: 'query', name: "{connection.apiKeyName ? connection.apiKeyName : 'api_key'}" },
    },
    {
      scheme: 'oauth2',
      when: chosen('oauth2'),
      grant: 'client-credentials',
      tokenUrl: '{connection.tokenUrl}',
      tokenParameters: { scope: 'connection.scope' },
    },
    {
      scheme: 'signed',
      when: chosen('signed'),
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      key: 'signingSecret',
      timestamp: 'seconds',
      separator: '.',
      parts: [{ part: 'timestamp' }, { part: 'method' }, { part: 'path' }, { part: 'body' }],
      inject: [
        { into: { in: 'header', name: 'X-Timestamp' }, value: 'timestamp' },
        { into: { in: 'header', name: 'X-Signature' }, value: 'signature' },
      ],
    },
  ],
  test: { operation: { kind: 'code' }, account: 'output.url' },
});
