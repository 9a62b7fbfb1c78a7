import { defineConnection } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const secret = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  maxLength: 200,
  'x-secret': true,
  'x-title': { zh, en },
  ...more,
});

/** One official account. */
export const connection = defineConnection({
  help: {
    zh: '在微信公众平台“设置与开发 → 基本配置”复制 AppID 与 AppSecret,在 IP 白名单中加入出口地址;在“服务器配置”中填写回调地址、Token 与 EncodingAESKey,消息加解密方式选择“安全模式”。',
    en: 'Under Settings → Basic configuration of the WeChat official accounts platform copy AppID and AppSecret and add our address to the IP list; under Server configuration enter the callback address, Token and EncodingAESKey, with messages in “safe mode”.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'appId', 'appSecret'],
    properties: {
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        default: 'https://api.weixin.qq.com',
        'x-title': { zh: '接口地址', en: 'Address of the interface' },
      },
      appId: { type: 'string', maxLength: 100, 'x-title': { zh: 'AppID', en: 'AppID' }, 'x-placeholder': 'wx…' },
      appSecret: secret('AppSecret', 'AppSecret'),
      callbackToken: secret('服务器配置 Token', 'Token of the server configuration'),
      callbackAesKey: secret('EncodingAESKey', 'EncodingAESKey', { pattern: '^[A-Za-z0-9+/]{43}$' }),
    },
  },
  auth: [
    {
      // The stable token: asking for it takes no token away from others who use the account.
      scheme: 'token-exchange',
      request: {
        method: 'POST',
        path: '/cgi-bin/stable_token',
        body: "{'grant_type': 'client_credential', 'appid': connection.appId, 'secret': secrets.appSecret}",
        authenticated: false,
      },
      token: 'body.access_token',
      expiresInSeconds: 'body.expires_in',
      renewBeforeMs: 5 * 60_000,
      inject: [{ into: { in: 'query', name: 'access_token' }, value: 'token' }],
      errors: [
        {
          when: { expression: 'body.errcode in [40001, 40013, 40125, 40164, 89503]' },
          meaning: 'auth-refused',
          message: {
            zh: 'AppID 或 AppSecret 不正确,或出口 IP 不在白名单中',
            en: 'AppID or AppSecret is wrong, or our address is not on the IP list',
          },
        },
      ],
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/cgi-bin/get_api_domain_ip' } },
    account: 'connection.appId',
  },
});
