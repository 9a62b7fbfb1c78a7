import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A GitLab server and one project of it, by an access token. */
export const connection = defineConnection({
  help: {
    zh: '在项目或群组的“设置 → 访问令牌”新建令牌(范围 api,角色至少为报告者;注册 webhook 需要维护者),填写服务器地址、项目与令牌。',
    en: 'Create a token under Settings → Access tokens of the project or group (scope api, at least Reporter; Maintainer to register webhooks), and enter the server’s address, the project and the token.',
  },
  fields: form(
    {
      baseUrl: field.text('服务器地址', 'Address of the server', {
        format: 'uri',
        pattern: '^https?://[^?#]*[^/?#]$',
        default: 'https://gitlab.com',
      }),
      project: field.text('项目', 'Project', {
        minLength: 1,
        maxLength: 255,
        'x-placeholder': 'service/support',
        'x-help': {
          zh: '编号或完整路径;动作与触发器可另选,同步的是此项目',
          en: 'Its number or whole path; actions and triggers may choose another, syncs are about this one',
        },
      }),
      accessToken: field.secret('访问令牌', 'Access token', { 'x-placeholder': 'glpat-…' }),
      webhookToken: field.secret('Webhook 令牌', 'Webhook token', {
        minLength: 16,
        'x-help': {
          zh: '由您自定,至少 16 个字符;注册 webhook 时交给 GitLab,每次事件随之带回',
          en: 'Yours to choose, at least 16 characters; given to GitLab with the webhook and sent along with every event',
        },
      }),
    },
    ['baseUrl', 'project', 'accessToken'],
  ),
  auth: [{ scheme: 'api-key', secret: 'accessToken', into: { in: 'header', name: 'PRIVATE-TOKEN' } }],
  test: {
    operation: {
      kind: 'request',
      before: [{ name: 'user', request: { method: 'GET', path: '/user' } }],
      request: { method: 'GET', path: '/projects/{connection.project}' },
    },
    account: "state.user.username & ' · ' & body.path_with_namespace",
  },
});
