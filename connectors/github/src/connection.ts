import { defineConnection, field, form } from '@joinery/connector-sdk';
import { repositoryName } from './operations.ts';

const base64url = (text: string): string => `$replace($replace($replace(${text}, '+', '-'), '/', '_'), '=', '')`;

/** A repository, by a person's token or as a GitHub App that is installed there. */
export const connection = defineConnection({
  help: {
    zh: '在 GitHub“Settings → Developer settings → Fine-grained tokens”新建令牌,选择仓库并授予 Issues 读写(注册 webhook 另需 Webhooks 读写);或新建 GitHub App 授予同样权限,安装到仓库后填写 App 编号、安装编号与私钥。',
    en: 'Create a token under Settings → Developer settings → Fine-grained tokens, choose the repository and grant Issues read and write (and Webhooks, to register them); or create a GitHub App with the same permissions, install it and enter its id, the installation’s id and the private key.',
  },
  fields: {
    ...form(
      {
        apiUrl: field.text('接口地址', 'API address', {
          format: 'uri',
          pattern: '^https?://[^?#]*[^/?#]$',
          default: 'https://api.github.com',
          'x-help': { zh: 'Enterprise Server 为 https://主机/api/v3', en: 'Enterprise Server: https://host/api/v3' },
        }),
        repository: repositoryName({
          zh: '所有者/名称;动作与触发器可另选,同步的是此仓库',
          en: 'owner/name; actions and triggers may choose another, syncs are about this one',
        }),
        authentication: {
          ...field.choice('认证方式', 'Authentication', {
            token: ['个人访问令牌', 'Personal access token'],
            app: ['GitHub App', 'GitHub App'],
          }),
          default: 'token',
        },
        accessToken: field.secret('访问令牌', 'Access token', { 'x-placeholder': 'github_pat_…' }),
        appId: field.text('App 编号', 'App id', {
          pattern: '^[A-Za-z0-9.]{1,100}$',
          'x-help': { zh: 'App ID 或 Client ID', en: 'App id or client id' },
        }),
        installationId: field.text('安装编号', 'Installation id', { pattern: '^[0-9]{1,20}$' }),
        privateKey: field.secret('私钥(PEM)', 'Private key (PEM)', { maxLength: 10_000, 'x-multiline': true }),
        webhookSecret: field.secret('Webhook 密钥', 'Webhook secret', {
          minLength: 16,
          'x-help': {
            zh: '由您自定,至少 16 个字符;注册 webhook 时交给 GitHub,用于签名事件',
            en: 'Yours to choose, at least 16 characters; given to GitHub with the webhook, whose events it signs by it',
          },
        }),
      },
      ['apiUrl', 'repository'],
    ),
    oneOf: [
      {
        properties: { authentication: { const: 'app' } },
        required: ['authentication', 'appId', 'installationId', 'privateKey'],
      },
      { properties: { authentication: { const: 'token' } }, required: ['accessToken'] },
    ],
  },
  auth: [
    { scheme: 'bearer', when: "$not(connection.authentication = 'app')", secret: 'accessToken' },
    {
      // A statement signed by the App's key is exchanged for a token of an hour. Clocks may differ by a minute.
      scheme: 'token-exchange',
      when: "connection.authentication = 'app'",
      request: {
        method: 'POST',
        path: '/app/installations/{connection.installationId}/access_tokens',
        headers: {
          Accept: "'application/vnd.github+json'",
          Authorization: `($now := $floor($millis() / 1000);
            $signed := ${base64url('$base64(\'{"alg":"RS256","typ":"JWT"}\')')} & '.' &
              ${base64url("$base64($string({'iat': $now - 60, 'exp': $now + 540, 'iss': connection.appId}))")};
            'Bearer ' & $signed & '.' & ${base64url('$rsaSign(secrets.privateKey, $signed)')})`,
        },
        authenticated: false,
      },
      token: 'body.token',
      lifetimeMs: 3_300_000,
      errors: [
        {
          when: { status: [401, 403, 404] },
          meaning: 'auth-refused',
          message: {
            zh: 'GitHub 不接受此 App,请核对 App 编号、私钥与安装编号',
            en: 'GitHub does not accept the App; check its id, private key and the id of the installation',
          },
        },
      ],
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'GET',
        path: "/repos/{$substringBefore(connection.repository, '/')}/{$substringAfter(connection.repository, '/')}",
      },
    },
    account: 'body.full_name',
  },
});
