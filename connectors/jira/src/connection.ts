import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A Jira Cloud site, by the API token of an account. */
export const connection = defineConnection({
  help: {
    zh: '用一个专门的 Jira 账号登录,在 https://id.atlassian.com/manage-profile/security/api-tokens 新建 API 令牌,填写站点地址、账号邮箱与令牌。触发器自行注册 webhook,需要“管理 Jira”权限;没有此权限时可用轮询触发器。',
    en: 'Sign in with a Jira account of its own, create an API token at https://id.atlassian.com/manage-profile/security/api-tokens, and enter the address of the site, the account’s e-mail and the token. Triggers register their webhooks themselves, which takes “Administer Jira”; without it there is the polling trigger.',
  },
  fields: form(
    {
      siteUrl: field.text('站点地址', 'Address of the site', {
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        'x-placeholder': 'https://example.atlassian.net',
      }),
      email: field.text('账号邮箱', 'E-mail of the account', { maxLength: 320 }),
      apiToken: field.secret('API 令牌', 'API token'),
      webhookSecret: field.secret('Webhook 签名密钥', 'Signing secret of webhooks', {
        minLength: 16,
        'x-help': {
          zh: '由您自定,至少 16 个字符;注册 webhook 时交给 Jira',
          en: 'Yours to choose, at least 16 characters; given to Jira when a webhook is registered',
        },
      }),
      projects: {
        ...field.list('同步的项目', 'Projects to synchronise', { type: 'string', pattern: '^[A-Z][A-Z0-9_]+$' }),
        'x-help': {
          zh: '项目 key;留空为账号可见的全部项目',
          en: 'Keys of projects; empty means all the account can see',
        },
      },
    },
    ['siteUrl', 'email', 'apiToken'],
  ),
  auth: [{ scheme: 'basic', username: 'connection.email', password: 'secrets.apiToken' }],
  test: {
    operation: { kind: 'request', request: { method: 'GET', path: '/myself' } },
    account: "body.displayName & ' · ' & connection.siteUrl",
  },
});
