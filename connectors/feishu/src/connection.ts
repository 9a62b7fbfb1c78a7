import { defineConnection } from '@joinery/connector-sdk';

/** Comparing with a missing value never holds, so a connection without a kind is told by what it is not. */
const app = "$not(connection.kind = 'robot')";
const signedRobot = "connection.kind = 'robot' and connection.robotSecurity = 'signature'";

/** A custom app of one tenant, or one group robot. */
export const connection = defineConnection({
  help: {
    zh: '自建应用:在飞书开放平台“凭证与基础信息”复制 App ID 与 App Secret,在“事件与回调 → 加密策略”复制 Encrypt Key 与 Verification Token,并开通 im:message、contact 相关权限。群机器人:在群设置中添加自定义机器人,复制 webhook 地址最后一段与签名密钥。',
    en: 'Custom app: copy App ID and App Secret from Credentials & Basic Info of the Feishu open platform, Encrypt Key and Verification Token from Events & Callbacks → Encryption strategy, and grant im:message and the contact scopes. Group robot: add a custom robot in the group settings, copy the last part of its webhook address and its signing secret.',
  },
  fields: {
    type: 'object',
    required: ['domain'],
    properties: {
      kind: {
        type: 'string',
        enum: ['app', 'robot'],
        default: 'app',
        'x-title': { zh: '类型', en: 'Kind' },
        'x-labels': { app: { zh: '自建应用', en: 'Custom app' }, robot: { zh: '群机器人', en: 'Group robot' } },
      },
      domain: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        default: 'https://open.feishu.cn',
        'x-title': { zh: '开放平台地址', en: 'Open platform address' },
        'x-help': {
          zh: '飞书:https://open.feishu.cn;Lark:https://open.larksuite.com',
          en: 'Feishu: https://open.feishu.cn; Lark: https://open.larksuite.com',
        },
      },
      appId: { type: 'string', maxLength: 100, 'x-title': { zh: 'App ID', en: 'App ID' }, 'x-placeholder': 'cli_…' },
      appSecret: {
        type: 'string',
        maxLength: 200,
        'x-secret': true,
        'x-title': { zh: 'App Secret', en: 'App Secret' },
      },
      encryptKey: {
        type: 'string',
        maxLength: 200,
        'x-secret': true,
        'x-title': { zh: 'Encrypt Key', en: 'Encrypt Key' },
        'x-help': {
          zh: '接收事件时必填;事件因此加密并带签名',
          en: 'Needed to receive events: they come encrypted and signed',
        },
      },
      verificationToken: {
        type: 'string',
        maxLength: 200,
        'x-secret': true,
        'x-title': { zh: 'Verification Token', en: 'Verification Token' },
      },
      robotToken: {
        type: 'string',
        maxLength: 100,
        pattern: '^[A-Za-z0-9-]+$',
        'x-title': { zh: '群机器人标识', en: 'Robot token' },
        'x-help': { zh: 'webhook 地址 /hook/ 之后的部分', en: 'What follows /hook/ in the webhook address' },
      },
      robotSecurity: {
        type: 'string',
        enum: ['signature', 'keyword'],
        default: 'signature',
        'x-title': { zh: '群机器人安全设置', en: 'Robot security' },
        'x-labels': {
          signature: { zh: '签名校验', en: 'Signature' },
          keyword: { zh: '关键词或 IP 白名单', en: 'Keyword or IP list' },
        },
      },
      robotSecret: {
        type: 'string',
        maxLength: 200,
        'x-secret': true,
        'x-title': { zh: '群机器人签名密钥', en: 'Robot signing secret' },
      },
    },
    anyOf: [
      { properties: { kind: { const: 'app' } }, required: ['appId', 'appSecret'] },
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
      when: app,
      request: {
        method: 'POST',
        path: '/auth/v3/tenant_access_token/internal',
        body: "{'app_id': connection.appId, 'app_secret': secrets.appSecret}",
        authenticated: false,
      },
      token: 'body.tenant_access_token',
      expiresInSeconds: 'body.expire',
      // Feishu gives the same token again until half an hour is left of it.
      renewBeforeMs: 30 * 60_000,
      errors: [
        {
          when: { expression: 'body.code in [10003, 10012, 10013, 10014, 10015]' },
          meaning: 'auth-refused',
          message: {
            zh: 'App ID 或 App Secret 不正确,或应用已停用',
            en: 'App ID or App Secret is wrong, or the app is disabled',
          },
        },
      ],
    },
    {
      // Unlike elsewhere the text is the key and the message is empty.
      scheme: 'signed',
      when: signedRobot,
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      key: [{ part: 'timestamp' }, { part: 'literal', text: '\n' }, { part: 'secret', name: 'robotSecret' }],
      parts: [],
      timestamp: 'seconds',
      inject: [
        { into: { in: 'body', path: ['timestamp'] }, value: 'timestamp' },
        { into: { in: 'body', path: ['sign'] }, value: 'signature' },
      ],
    },
    { scheme: 'none', when: "connection.kind = 'robot' and connection.robotSecurity = 'keyword'" },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/bot/v3/info' } },
    account: 'body.bot.app_name',
  },
});
