import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** `{error, description, details}`, or `{error: {title, message}}`. */
export const errors: ErrorTable = [
  { when: { status: 401, expression: "connection.authentication = 'oauth2'" }, meaning: 'auth-expired' },
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'Zendesk 不接受此邮箱与 API 令牌;请核对,并确认管理中心已允许令牌访问',
      en: 'Zendesk does not accept this e-mail and API token; check both, and that the Admin Center allows access by tokens',
    },
  },
  {
    // A 200 that was answered to nobody: without credentials `me` is an anonymous user.
    when: { status: '2xx', expression: "body.user.name = 'Anonymous user' and body.user.id = null" },
    meaning: 'auth-refused',
    message: {
      zh: 'Zendesk 把请求当作匿名用户,请核对邮箱与 API 令牌',
      en: 'Zendesk took the request for an anonymous user’s; check e-mail and API token',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此账号没有权限,请改用管理员或授予相应角色',
      en: 'The account lacks the permission; use an administrator’s or grant the role',
    },
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  {
    when: { status: 404, expression: "$type(body) = 'string'" },
    meaning: 'not-found',
    message: { zh: '没有这个 Zendesk 账户,请核对地址', en: 'There is no such Zendesk account; check its address' },
  },
  { when: { status: 404 }, meaning: 'not-found' },
  {
    when: { status: 409 },
    meaning: 'conflict',
    message: { zh: '记录已被他人更新,请重新读取', en: 'The record was changed meanwhile; read it again' },
  },
  {
    when: { status: 422, expression: "'DuplicateValue' in body.details.*.error" },
    meaning: 'duplicate',
  },
  {
    when: { status: 422, expression: "$contains($string(body.details), 'closed prevents')" },
    meaning: 'invalid',
    message: {
      zh: '已关闭的工单不能再改;请新建后续工单(via_followup_source_id)',
      en: 'A closed ticket cannot be changed; create a follow-up (via_followup_source_id)',
    },
  },
  { when: { status: [400, 413, 422] }, meaning: 'invalid' },
];

export const vendorError = {
  code: "$type(body.error) = 'object' ? body.error.title : $exists(body.error) ? body.error : $string(status)",
  message: `$type(body.error) = 'object' ? body.error.message
    : body.description & ($exists(body.details) ? ': ' & $join(body.details.*.description, '; ') : '')`,
};
