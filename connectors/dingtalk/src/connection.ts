import { defineConnection } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject } from '@joinery/contracts';

type TokenScheme = Extract<ConnectorManifestInput['connection']['auth'][number], { scheme: 'token-exchange' }>;

/** Comparing with a missing value never holds, so a connection without a kind is told by what it is not. */
const app = "$not(connection.kind = 'robot')";
const signedRobot = "connection.kind = 'robot' and connection.robotSecurity = 'signature'";

/** One token serves both generations of the interface, which take it in different places. */
const token: Pick<TokenScheme, 'inject' | 'renewBeforeMs' | 'errors'> = {
  inject: [
    {
      into: { in: 'header', name: 'x-acs-dingtalk-access-token' },
      value: 'token',
      when: "$contains(request.path, '/v1.0/')",
    },
    { into: { in: 'query', name: 'access_token' }, value: 'token', when: "$not($contains(request.path, '/v1.0/'))" },
  ],
  renewBeforeMs: 5 * 60_000,
  errors: [
    {
      when: {
        expression:
          "body.errcode in [40001, 40013, 40089, 40096] or body.code in ['invalidClientIdOrSecret', 'invalid.client', 'unauthorized.client']",
      },
      meaning: 'auth-refused',
      message: { zh: 'AppKey 或 AppSecret 不正确', en: 'AppKey or AppSecret is wrong' },
    },
  ],
};

const secret = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  maxLength: 200,
  'x-secret': true,
  'x-title': { zh, en },
  ...more,
});
const host = (zh: string, en: string, value: string): JsonObject => ({
  type: 'string',
  format: 'uri',
  pattern: '^https?://[^/?#]+$',
  default: value,
  'x-title': { zh, en },
});

/** An internal app of one organisation, or one group robot. */
export const connection = defineConnection({
  help: {
    zh: '企业内部应用:在钉钉开放平台“应用凭证”复制 AppKey 与 AppSecret,在“应用信息”复制 AgentId,在“事件订阅”选择 HTTP 推送并复制 Token 与 aes_key,开通通讯录、工作通知、机器人、OA 审批等权限。群机器人:在群设置中添加自定义机器人,复制 webhook 地址中的 access_token 与加签密钥。',
    en: 'Internal app: copy AppKey and AppSecret from Credentials of the DingTalk open platform, AgentId from App information, Token and aes_key from Event subscription (HTTP push), and grant the permissions for contacts, work notices, robots and approvals. Group robot: add a custom robot in the group settings, copy the access_token of its webhook address and its signing secret.',
  },
  fields: {
    type: 'object',
    required: ['apiUrl', 'oapiUrl'],
    properties: {
      kind: {
        type: 'string',
        enum: ['app', 'robot'],
        default: 'app',
        'x-title': { zh: '类型', en: 'Kind' },
        'x-labels': { app: { zh: '企业内部应用', en: 'Internal app' }, robot: { zh: '群机器人', en: 'Group robot' } },
      },
      apiUrl: host('新版接口地址', 'Address of the new interface', 'https://api.dingtalk.com'),
      oapiUrl: host('旧版接口地址', 'Address of the old interface', 'https://oapi.dingtalk.com'),
      appKey: {
        type: 'string',
        maxLength: 100,
        'x-title': { zh: 'AppKey(Client ID)', en: 'AppKey (Client ID)' },
        'x-placeholder': 'ding…',
      },
      appSecret: secret('AppSecret(Client Secret)', 'AppSecret (Client Secret)'),
      tokenFrom: {
        type: 'string',
        enum: ['new', 'old'],
        default: 'new',
        'x-title': { zh: '令牌接口', en: 'Token interface' },
        'x-labels': { new: { zh: '新版', en: 'New' }, old: { zh: '旧版(gettoken)', en: 'Old (gettoken)' } },
        'x-help': {
          zh: '仅当部署没有新版接口时选择旧版:它要求把密钥放在地址中',
          en: 'The old one only where the new is missing: it wants the secret in the address',
        },
      },
      agentId: {
        type: 'string',
        pattern: '^[0-9]+$',
        maxLength: 20,
        'x-title': { zh: 'AgentId', en: 'AgentId' },
        'x-help': { zh: '发送工作通知时必填', en: 'Needed for work notices' },
      },
      robotCode: {
        type: 'string',
        maxLength: 100,
        'x-title': { zh: '应用机器人 robotCode', en: 'robotCode of the app’s robot' },
        'x-help': { zh: '留空则与 AppKey 相同', en: 'The same as AppKey when empty' },
      },
      callbackToken: secret('事件订阅 Token', 'Token of the event subscription'),
      callbackAesKey: secret('事件订阅 aes_key', 'aes_key of the event subscription', {
        pattern: '^[A-Za-z0-9+/]{43}$',
      }),
      callbackOwner: {
        type: 'string',
        maxLength: 100,
        'x-title': { zh: '事件接收方标识', en: 'Owner of the event subscription' },
        'x-help': {
          zh: '留空为 AppKey;通过接口注册的回调填 CorpId,第三方应用填 SuiteKey',
          en: 'AppKey when empty; the CorpId for callbacks registered by API, the SuiteKey for third-party apps',
        },
      },
      cardSecret: secret('互动卡片回调 apiSecret', 'apiSecret of card callbacks'),
      robotToken: secret('群机器人 access_token', 'access_token of the group robot', {
        'x-help': {
          zh: 'webhook 地址中 access_token= 之后的部分',
          en: 'What follows access_token= in the webhook address',
        },
      }),
      robotSecurity: {
        type: 'string',
        enum: ['signature', 'keyword'],
        default: 'signature',
        'x-title': { zh: '群机器人安全设置', en: 'Robot security' },
        'x-labels': {
          signature: { zh: '加签', en: 'Signature' },
          keyword: { zh: '关键词或 IP 地址段', en: 'Keyword or IP list' },
        },
      },
      robotSecret: secret('群机器人加签密钥', 'Robot signing secret', { 'x-placeholder': 'SEC…' }),
    },
    anyOf: [
      { properties: { kind: { const: 'app' } }, required: ['appKey', 'appSecret'] },
      {
        properties: { kind: { const: 'robot' }, robotSecurity: { const: 'signature' } },
        required: ['kind', 'robotToken', 'robotSecret'],
      },
      {
        properties: { kind: { const: 'robot' }, robotSecurity: { const: 'keyword' } },
        required: ['kind', 'robotToken', 'robotSecurity'],
      },
    ],
  },
  auth: [
    {
      scheme: 'token-exchange',
      when: `${app} and $not(connection.tokenFrom = 'old')`,
      request: {
        method: 'POST',
        path: '/v1.0/oauth2/accessToken',
        body: "{'appKey': connection.appKey, 'appSecret': secrets.appSecret}",
        authenticated: false,
      },
      token: 'body.accessToken',
      expiresInSeconds: 'body.expireIn',
      ...token,
    },
    {
      scheme: 'token-exchange',
      when: `${app} and connection.tokenFrom = 'old'`,
      request: {
        method: 'GET',
        path: '{connection.oapiUrl}/gettoken',
        query: { appkey: 'connection.appKey', appsecret: 'secrets.appSecret' },
        authenticated: false,
      },
      token: 'body.access_token',
      expiresInSeconds: 'body.expires_in',
      ...token,
    },
    {
      scheme: 'api-key',
      when: "connection.kind = 'robot'",
      secret: 'robotToken',
      into: { in: 'query', name: 'access_token' },
    },
    {
      scheme: 'signed',
      when: signedRobot,
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      key: 'robotSecret',
      parts: [{ part: 'timestamp' }, { part: 'literal', text: '\n' }, { part: 'secret', name: 'robotSecret' }],
      timestamp: 'milliseconds',
      inject: [
        { into: { in: 'query', name: 'timestamp' }, value: 'timestamp' },
        { into: { in: 'query', name: 'sign' }, value: 'signature' },
      ],
    },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '{connection.oapiUrl}/auth/scopes' } },
    account: 'connection.appKey',
  },
});
