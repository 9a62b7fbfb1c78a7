import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A Doris database: the frontend tells of it, a backend takes the loads. */
export const connection = defineConnection({
  help: {
    zh: '填写 FE 的 HTTP 地址(默认 8030)与接收导入的 BE 的 HTTP 地址(默认 8040,或多个 BE 前的负载均衡)。请为榫卯单独建立用户,只授予所需库的 LOAD_PRIV 与 SELECT_PRIV。内网地址需由管理员在“出口白名单”放行。',
    en: 'Give the HTTP address of a frontend (port 8030) and of the backend that takes loads (port 8040, or a load balancer before several). Create a user of its own for Joinery, with LOAD_PRIV and SELECT_PRIV on the database. Private addresses must be allowed under Egress by an administrator.',
  },
  fields: form(
    {
      url: field.text('FE 地址', 'Address of the frontend', {
        format: 'uri',
        pattern: '^https?://[^?#]+[^/?#]$',
        'x-placeholder': 'http://doris-fe.example.com:8030',
      }),
      loadUrl: field.text('导入地址(BE)', 'Address for loads (backend)', {
        format: 'uri',
        pattern: '^https?://[^?#]+[^/?#]$',
        'x-placeholder': 'http://doris-be.example.com:8040',
      }),
      database: field.text('数据库', 'Database', { pattern: '^[A-Za-z_][\\w-]{0,63}$' }),
      user: field.text('用户', 'User', { minLength: 1, maxLength: 200 }),
      password: field.secret('密码', 'Password'),
    },
    ['url', 'loadUrl', 'database', 'user', 'password'],
  ),
  auth: [{ scheme: 'basic', username: 'connection.user', password: 'secrets.password' }],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'GET',
        path: '/api/meta/namespaces/default_cluster/databases/{connection.database}/tables',
      },
    },
    account: "connection.database & ' · ' & $string($count(body.data)) & ' tables'",
  },
});
