import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** A 403 may be a limit: the hour's is told by a header, the one against bursts by `Retry-After` or in words alone. */
export const errors: ErrorTable = [
  {
    when: { status: 401, expression: "connection.authentication = 'app'" },
    meaning: 'auth-expired',
  },
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'GitHub 不接受此访问令牌,可能已过期或被撤销,请重新创建',
      en: 'GitHub does not accept the access token; it may have expired or been revoked, create a new one',
    },
  },
  { when: { status: [403, 429], expression: '$exists(headers.`retry-after`)' }, meaning: 'rate-limited' },
  {
    when: { status: [403, 429], expression: "headers.`x-ratelimit-remaining` = '0'" },
    meaning: 'rate-limited',
    retryAfter: '$fromMillis($number(headers.`x-ratelimit-reset`) * 1000)',
    message: { zh: '每小时的调用额度已用完', en: 'The hour’s calls are used up' },
  },
  {
    when: { status: 403, expression: "$contains($string(body.message), 'secondary rate limit')" },
    meaning: 'rate-limited',
    retryAfter: '60',
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '令牌没有所需权限,请在仓库上授予 Issues(及 Webhooks)读写;组织可能还要求批准令牌或单点登录',
      en: 'The token lacks a permission; grant Issues (and Webhooks) read and write on the repository; the organisation may have to approve the token or ask for single sign-on',
    },
  },
  {
    when: { status: 404 },
    meaning: 'not-found',
    message: {
      zh: '仓库或议题不存在,或令牌看不到它',
      en: 'The repository or issue does not exist, or the token may not see it',
    },
  },
  {
    when: { status: 410 },
    meaning: 'not-found',
    message: { zh: '议题已删除,或仓库停用了议题', en: 'The issue was deleted, or the repository has issues disabled' },
  },
  { when: { status: 409 }, meaning: 'conflict' },
  {
    when: { status: 422, expression: "'already_exists' in body.errors.code" },
    meaning: 'duplicate',
  },
  { when: { status: [400, 422] }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$exists(body.errors[0].code) ? body.errors[0].code : $string(status)',
  message: `body.message & ($count(body.errors) > 0
    ? ': ' & $join(body.errors.($exists(message) ? message : $type($) = 'string' ? $ : field & ' ' & code), '; ') : '')`,
};
