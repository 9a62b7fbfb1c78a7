import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A ClickHouse server or cluster, by its HTTP interface. */
export const connection = defineConnection({
  help: {
    zh: '填写 HTTP 接口地址(默认端口 8123,加密时 8443)。请为榫卯单独建立用户,只授予所需库的 SELECT、INSERT 与 system.tables、system.columns 的读取;内网地址需由管理员在“出口白名单”放行。',
    en: 'Give the address of the HTTP interface (port 8123, or 8443 when encrypted). Create a user of its own for Joinery, with SELECT and INSERT on the databases it needs and reading of system.tables and system.columns. A private address must be allowed under Egress by an administrator.',
  },
  fields: form(
    {
      url: field.text('HTTP 接口地址', 'Address of the HTTP interface', {
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        'x-placeholder': 'https://clickhouse.example.com:8443',
      }),
      database: field.text('数据库', 'Database', { minLength: 1, maxLength: 200, default: 'default' }),
      user: field.text('用户', 'User', { minLength: 1, maxLength: 200, default: 'default' }),
      password: field.secret('密码', 'Password'),
    },
    ['url', 'database', 'user', 'password'],
  ),
  auth: [{ scheme: 'basic', username: 'connection.user', password: 'secrets.password' }],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/',
        query: { database: 'connection.database', default_format: "'JSON'" },
        body: "'select version() as version, currentUser() as user'",
        encoding: 'text',
        answer: 'json',
      },
    },
    account: "connection.database & ' · ' & body.data[0].user & ' · ClickHouse ' & body.data[0].version",
  },
});
