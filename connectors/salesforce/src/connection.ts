import { defineConnection, field, form } from '@joinery/connector-sdk';

const only = (authentication: string): string => `connection.authentication = '${authentication}'`;

const token = {
  scheme: 'oauth2',
  tokenUrl: '{connection.loginUrl}/services/oauth2/token',
  // The answer has no expires_in: how long a session lives is the organisation’s choice, two hours by default.
  lifetimeMs: 7_200_000,
  keep: { instanceUrl: 'body.instance_url' },
} as const;

/** An organisation, reached through a connected app. */
export const connection = defineConnection({
  help: {
    zh: '在 Salesforce 设置的“应用程序管理器”新建连接的应用程序,启用 OAuth 与范围 api、refresh_token;用“客户端凭据”时勾选该流程并指定运行用户,登录地址填“我的域”。',
    en: 'Create a connected app in the App Manager of Salesforce Setup, enable OAuth with the scopes api and refresh_token; for client credentials enable that flow, name the user it runs as, and enter My Domain as the login address.',
  },
  fields: {
    ...form(
      {
        loginUrl: field.text('登录地址', 'Login address', {
          format: 'uri',
          pattern: '^https?://[^/?#]+$',
          default: 'https://login.salesforce.com',
          'x-help': {
            zh: '“我的域”如 https://example.my.salesforce.com;沙盒 https://test.salesforce.com',
            en: 'My Domain such as https://example.my.salesforce.com; a sandbox: https://test.salesforce.com',
          },
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            'client-credentials': ['客户端凭据', 'Client credentials'],
            'authorization-code': ['由用户授权', 'Authorised by a person'],
            password: ['用户名与密码', 'User name and password'],
          }),
          default: 'client-credentials',
        },
        clientId: field.text('使用者密钥', 'Consumer key', { maxLength: 500 }),
        clientSecret: field.secret('使用者密码', 'Consumer secret'),
        username: field.text('用户名', 'User name', { maxLength: 320 }),
        password: field.secret('密码加安全令牌', 'Password followed by the security token'),
        apiVersion: field.text('接口版本', 'API version', { pattern: '^v\\d{2,3}\\.0$', default: 'v60.0' }),
        externalIdField: field.text('外部标识字段', 'External id field', {
          pattern: '^[A-Za-z]\\w*$',
          default: 'Ext_Id__c',
          'x-help': {
            zh: '各对象上唯一的外部 ID 字段,同步按它写入',
            en: 'The unique external id field of the objects, by which syncs write',
          },
        }),
        organizationId: field.secret('组织 ID', 'Organization id', {
          maxLength: 18,
          'x-help': {
            zh: '18 位,接收出站消息时必填:出站消息没有签名,以它辨认来源',
            en: '18 characters, needed to receive outbound messages: they are not signed and are known by it',
          },
        }),
      },
      ['loginUrl', 'authentication', 'clientId', 'clientSecret'],
    ),
    anyOf: [
      { properties: { authentication: { enum: ['client-credentials', 'authorization-code'] } } },
      { required: ['username', 'password'] },
    ],
  },
  auth: [
    { ...token, when: only('client-credentials'), grant: 'client-credentials' },
    {
      ...token,
      when: only('authorization-code'),
      grant: 'authorization-code',
      authorizeUrl: '{connection.loginUrl}/services/oauth2/authorize',
      revokeUrl: '{connection.loginUrl}/services/oauth2/revoke',
      scopes: ['api', 'refresh_token'],
    },
    { ...token, when: only('password'), grant: 'password' },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/limits' } },
    account: "account.instanceUrl & ' · ' & body.DailyApiRequests.Remaining & ' / ' & body.DailyApiRequests.Max",
  },
});
