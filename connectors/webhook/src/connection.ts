import { defineConnection } from '@joinery/connector-sdk';

const header = (zh: string, en: string, value?: string) => ({
  type: 'string',
  pattern: '^[A-Za-z0-9-]{1,100}$',
  ...(value !== undefined && { default: value }),
  'x-title': { zh, en },
});

/** How a sender proves itself to us, and how we prove ourselves to a receiver. */
export const connection = defineConnection({
  help: {
    zh: '按发送方的文档填写签名方式;没有签名的来源任何人都可以冒充,只应在无法签名且可接受风险时选择。',
    en: 'Fill in how the sender signs, as its documentation says. Without a signature anybody can pretend to be the sender: choose that only where it cannot sign and the risk is accepted.',
  },
  fields: {
    type: 'object',
    required: ['verification'],
    properties: {
      verification: {
        type: 'string',
        enum: ['hmac', 'token', 'none'],
        default: 'hmac',
        'x-title': { zh: '校验方式', en: 'Verification' },
        'x-labels': {
          hmac: { zh: 'HMAC 签名', en: 'HMAC signature' },
          token: { zh: '固定令牌', en: 'Fixed token' },
          none: { zh: '不校验', en: 'None' },
        },
      },
      secret: {
        type: 'string',
        minLength: 8,
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '密钥', en: 'Secret' },
      },
      unsignedAccepted: {
        type: 'boolean',
        default: false,
        'x-title': { zh: '我了解不校验的风险', en: 'I understand the risk of no verification' },
      },
      signatureHeader: header('签名(或令牌)请求头', 'Header of the signature (or token)', 'X-Signature'),
      algorithm: {
        type: 'string',
        enum: ['hmac-sha256', 'hmac-sha1', 'hmac-sha512', 'hmac-md5'],
        default: 'hmac-sha256',
        'x-title': { zh: '算法', en: 'Algorithm' },
      },
      encoding: {
        type: 'string',
        enum: ['hex', 'base64', 'base64url'],
        default: 'hex',
        'x-title': { zh: '编码', en: 'Encoding' },
      },
      prefix: {
        type: 'string',
        maxLength: 20,
        default: '',
        'x-title': { zh: '签名前缀', en: 'Prefix of the signature' },
        'x-placeholder': 'sha256=',
      },
      timestampHeader: {
        ...header('时间戳请求头', 'Header of the timestamp'),
        'x-help': {
          zh: '填写后签名内容为“时间戳.请求体”,且只接受 5 分钟内的事件',
          en: 'When given, what is signed is “timestamp.body”, and events older than 5 minutes are refused',
        },
      },
      timestampUnit: {
        type: 'string',
        enum: ['seconds', 'milliseconds', 'iso'],
        default: 'seconds',
        'x-title': { zh: '时间戳单位', en: 'Unit of the timestamp' },
      },
      replayHeader: {
        ...header('事件标识请求头', 'Header of the event id'),
        'x-help': {
          zh: '用于识别重复投递;空则以内容摘要识别',
          en: 'Tells repeated deliveries apart; without it a digest of the content does',
        },
      },
      challengeField: {
        type: 'string',
        pattern: '^[A-Za-z0-9_]{1,60}$',
        'x-title': { zh: '握手字段', en: 'Field of the handshake' },
        'x-help': {
          zh: '发送方以此字段询问时原样返回,例如 challenge',
          en: 'When the sender asks with this field it is given back, for instance challenge',
        },
      },
      targetUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://',
        'x-title': { zh: '发送到', en: 'Send to' },
        'x-help': { zh: '“发送 Webhook”动作的目标地址', en: 'Where the action “Send a webhook” posts to' },
      },
    },
    oneOf: [
      { properties: { verification: { enum: ['hmac', 'token'] } }, required: ['secret'] },
      {
        properties: { verification: { const: 'none' }, unsignedAccepted: { const: true } },
        required: ['unsignedAccepted'],
      },
    ],
  },
  auth: [
    {
      // Standard Webhooks in spirit: id, timestamp and body are signed together.
      scheme: 'signed',
      when: "connection.verification != 'none'",
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      key: 'secret',
      timestamp: 'seconds',
      separator: '.',
      parts: [{ part: 'timestamp' }, { part: 'body' }],
      inject: [
        { into: { in: 'header', name: 'X-Joinery-Timestamp' }, value: 'timestamp' },
        { into: { in: 'header', name: 'X-Joinery-Signature' }, value: "'v1=' & signature" },
      ],
    },
    { scheme: 'none', when: "connection.verification = 'none'" },
  ],
});
