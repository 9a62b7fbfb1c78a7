import { defineConnection } from '@joinery/connector-sdk';

/** A PostgreSQL database. Only the declared host is ever connected to, through the egress policy. */
export const connection = defineConnection({
  help: {
    zh: '请为榫卯单独建立数据库账号,只授予所需表的权限;内网数据库需由管理员在“出口白名单”中放行。',
    en: 'Create an account of its own for Joinery, with rights on the tables it needs only. A database inside your network must be allowed under Egress by an administrator.',
  },
  fields: {
    type: 'object',
    required: ['host', 'database', 'user'],
    additionalProperties: false,
    properties: {
      host: { type: 'string', minLength: 1, maxLength: 253, 'x-title': { zh: '主机', en: 'Host' } },
      port: { type: 'integer', minimum: 1, maximum: 65_535, default: 5432, 'x-title': { zh: '端口', en: 'Port' } },
      database: { type: 'string', minLength: 1, maxLength: 63, 'x-title': { zh: '数据库', en: 'Database' } },
      user: { type: 'string', minLength: 1, maxLength: 63, 'x-title': { zh: '用户', en: 'User' } },
      password: { type: 'string', maxLength: 500, 'x-secret': true, 'x-title': { zh: '密码', en: 'Password' } },
      tls: {
        type: 'string',
        enum: ['verify', 'encrypt', 'off'],
        default: 'verify',
        'x-title': { zh: '加密', en: 'Encryption' },
        'x-labels': {
          verify: { zh: '加密并校验证书', en: 'Encrypted, certificate verified' },
          encrypt: { zh: '加密,不校验证书', en: 'Encrypted, certificate not verified' },
          off: { zh: '不加密', en: 'Not encrypted' },
        },
      },
      ca: {
        type: 'string',
        maxLength: 20_000,
        'x-multiline': true,
        'x-title': { zh: 'CA 证书(PEM)', en: 'CA certificate (PEM)' },
        'x-help': { zh: '自签名证书时填写', en: 'For a certificate of your own authority' },
      },
    },
  },
  auth: [{ scheme: 'database', driver: 'postgres' }],
  test: {
    operation: { kind: 'code' },
    account: "output.database & ' · ' & output.user & ' · PostgreSQL ' & output.version",
  },
});
