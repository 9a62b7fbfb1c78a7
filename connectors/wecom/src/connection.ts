import { defineConnection } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

/** Comparing with a missing value never holds, so a connection without a kind is told by what it is not. */
const app = "$not(connection.kind = 'robot')";

const secret = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  maxLength: 200,
  'x-secret': true,
  'x-title': { zh, en },
  ...more,
});

/** A self-built app of one corporation, or one group robot. */
export const connection = defineConnection({
  help: {
    zh: '自建应用:在企业微信管理后台“我的企业”复制企业 ID,在“应用管理”中打开应用复制 AgentId 与 Secret,在“企业可信 IP”中加入出口地址,在“接收消息”的 API 接收中复制 Token 与 EncodingAESKey。群机器人:在群中添加机器人,复制 webhook 地址中的 key。',
    en: 'Self-built app: copy the corp id from My company of the WeCom admin console, AgentId and Secret from the app, add our address to its trusted IPs, and copy Token and EncodingAESKey from Receive messages → API. Group robot: add a robot to a group and copy the key of its webhook address.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl'],
    properties: {
      kind: {
        type: 'string',
        enum: ['app', 'robot'],
        default: 'app',
        'x-title': { zh: '类型', en: 'Kind' },
        'x-labels': { app: { zh: '自建应用', en: 'Self-built app' }, robot: { zh: '群机器人', en: 'Group robot' } },
      },
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        default: 'https://qyapi.weixin.qq.com',
        'x-title': { zh: '接口地址', en: 'Address of the interface' },
      },
      corpId: { type: 'string', maxLength: 100, 'x-title': { zh: '企业 ID', en: 'Corp id' }, 'x-placeholder': 'ww…' },
      corpSecret: secret('应用 Secret', 'Secret of the app'),
      agentId: {
        type: 'string',
        pattern: '^[0-9]+$',
        maxLength: 20,
        'x-title': { zh: 'AgentId', en: 'AgentId' },
        'x-help': { zh: '发送应用消息时必填', en: 'Needed for messages of the app' },
      },
      callbackToken: secret('接收消息 Token', 'Token for receiving'),
      callbackAesKey: secret('EncodingAESKey', 'EncodingAESKey', { pattern: '^[A-Za-z0-9+/]{43}$' }),
      callbackOwner: {
        type: 'string',
        maxLength: 100,
        'x-title': { zh: '事件接收方标识', en: 'Receiver of the events' },
        'x-help': {
          zh: '留空为企业 ID;第三方应用的套件事件填 SuiteId',
          en: 'The corp id when empty; the SuiteId for suite events of third-party apps',
        },
      },
      robotKey: secret('群机器人 key', 'Key of the group robot', {
        'x-help': { zh: 'webhook 地址中 key= 之后的部分', en: 'What follows key= in the webhook address' },
      }),
    },
    anyOf: [
      { properties: { kind: { const: 'app' } }, required: ['corpId', 'corpSecret'] },
      { properties: { kind: { const: 'robot' } }, required: ['kind', 'robotKey'] },
    ],
  },
  auth: [
    {
      scheme: 'token-exchange',
      when: app,
      // WeCom takes the secret in the address, and nowhere else.
      request: {
        method: 'GET',
        path: '/cgi-bin/gettoken',
        query: { corpid: 'connection.corpId', corpsecret: 'secrets.corpSecret' },
        authenticated: false,
      },
      token: 'body.access_token',
      expiresInSeconds: 'body.expires_in',
      renewBeforeMs: 5 * 60_000,
      inject: [{ into: { in: 'query', name: 'access_token' }, value: 'token' }],
      errors: [
        {
          when: { expression: 'body.errcode in [40001, 40013, 40091, 50003]' },
          meaning: 'auth-refused',
          message: {
            zh: '企业 ID 或 Secret 不正确,或应用已停用',
            en: 'The corp id or the Secret is wrong, or the app is disabled',
          },
        },
      ],
    },
    { scheme: 'api-key', when: "connection.kind = 'robot'", secret: 'robotKey', into: { in: 'query', name: 'key' } },
  ],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/cgi-bin/getcallbackip' } },
    account: 'connection.corpId',
  },
});
