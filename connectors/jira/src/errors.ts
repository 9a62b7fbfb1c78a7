import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** Jira speaks by the status; its body holds sentences, some of them per field, and no code. */
export const errors: ErrorTable = [
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'Jira 不接受此账号或 API 令牌,请核对邮箱并重新创建令牌',
      en: 'Jira does not accept the account or its API token; check the e-mail and create a new token',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此账号缺少权限,请在项目权限方案或全局权限中授予',
      en: 'The account lacks a permission; grant it in the project’s permission scheme or the global permissions',
    },
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: [404, 410] }, meaning: 'not-found' },
  { when: { status: 409 }, meaning: 'conflict' },
  { when: { status: 400 }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$string(status)',
  message:
    "$join($append(body.errorMessages, $each(body.errors, function($text, $name) { $name & ': ' & $text })), '; ')",
};
