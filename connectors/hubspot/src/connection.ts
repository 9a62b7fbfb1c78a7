import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A HubSpot account, by the token of a private app or by an app a person authorises. */
export const connection = defineConnection({
  help: {
    zh: '在 HubSpot“设置 → 集成 → 私有应用”新建应用,授予 crm.objects.* 与 crm.schemas.* 的读写范围,复制访问令牌;接收 webhook 时再复制应用的客户端密码(Client secret)。',
    en: 'Create an app under Settings → Integrations → Private apps of HubSpot, grant it the scopes crm.objects.* and crm.schemas.* and copy its access token; to receive webhooks copy the client secret as well.',
  },
  fields: {
    ...form(
      {
        apiUrl: field.text('接口地址', 'API address', {
          format: 'uri',
          pattern: '^https?://[^/?#]+$',
          default: 'https://api.hubapi.com',
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            'private-app': ['私有应用令牌', 'Token of a private app'],
            oauth2: ['由用户授权', 'Authorised by a person'],
          }),
          default: 'private-app',
        },
        accessToken: field.secret('访问令牌', 'Access token', { 'x-placeholder': 'pat-na1-…' }),
        clientId: field.text('客户端 ID', 'Client id', { maxLength: 200 }),
        clientSecret: field.secret('客户端密码', 'Client secret', {
          'x-help': { zh: '也是 webhook 签名的密钥', en: 'Also the key by which webhooks are signed' },
        }),
        uniqueProperty: field.text('外部标识属性', 'External id property', {
          pattern: '^[a-z][a-z0-9_]*$',
          default: 'sc_external_id',
          'x-help': {
            zh: '各对象上标为“唯一值”的属性,写入时据此查找',
            en: 'A property of the objects with unique values, by which writes find their record',
          },
        }),
      },
      ['apiUrl', 'authentication'],
    ),
    oneOf: [
      { properties: { authentication: { const: 'private-app' } }, required: ['accessToken'] },
      { properties: { authentication: { const: 'oauth2' } }, required: ['clientId', 'clientSecret'] },
    ],
  },
  auth: [
    { scheme: 'bearer', when: "connection.authentication = 'private-app'", secret: 'accessToken' },
    {
      scheme: 'oauth2',
      when: "connection.authentication = 'oauth2'",
      grant: 'authorization-code',
      authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
      tokenUrl: '{connection.apiUrl}/oauth/v1/token',
      pkce: false,
      scopes: [
        'oauth',
        'crm.objects.companies.read',
        'crm.objects.companies.write',
        'crm.objects.contacts.read',
        'crm.objects.contacts.write',
        'tickets',
      ],
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/account-info/v3/details' } },
    account: "'portal ' & $string(body.portalId) & ' · ' & body.uiDomain",
  },
});
