import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** Answers are a list of `{message, errorCode, fields}`; the code decides, whatever the status. */
const coded = (...codes: readonly string[]): { readonly expression: string } => ({
  expression: `$count(body[errorCode in [${codes.map((code) => `'${code}'`).join(', ')}]]) > 0`,
});

/** Codes: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
export const errors: ErrorTable = [
  { when: coded('INVALID_SESSION_ID'), meaning: 'auth-expired' },
  {
    when: coded('REQUEST_LIMIT_EXCEEDED'),
    meaning: 'rate-limited',
    // The organisation’s calls of the last 24 hours: a little of it comes back all the time.
    retryAfter: '$exists(headers.`retry-after`) ? headers.`retry-after` : 600',
    message: { zh: '组织 24 小时内的接口调用已用完', en: 'The organisation has used up its API calls of 24 hours' },
  },
  {
    when: coded(
      'INSUFFICIENT_ACCESS_OR_READONLY',
      'INSUFFICIENT_ACCESS',
      'API_DISABLED_FOR_ORG',
      'FUNCTIONALITY_NOT_ENABLED',
    ),
    meaning: 'auth-refused',
    message: {
      zh: '运行用户没有此权限,请在简档或权限集中授予对象与字段权限',
      en: 'The user lacks the permission; grant access to object and fields in the profile or a permission set',
    },
  },
  { when: coded('UNABLE_TO_LOCK_ROW', 'SERVER_UNAVAILABLE', 'QUERY_TIMEOUT'), meaning: 'transient' },
  { when: coded('NOT_FOUND', 'ENTITY_IS_DELETED'), meaning: 'not-found' },
  { when: coded('DUPLICATES_DETECTED', 'DUPLICATE_VALUE'), meaning: 'duplicate' },
  {
    when: { status: 300 },
    meaning: 'conflict',
    message: {
      zh: '多条记录有相同的外部标识,请在 Salesforce 中合并或更正',
      en: 'Several records have this external id; merge or correct them in Salesforce',
    },
  },
  {
    when: { status: 401, expression: '$exists(body.error)' },
    meaning: 'auth-refused',
    message: {
      zh: 'Salesforce 不接受此应用或用户,请核对使用者密钥、密码与运行用户',
      en: 'Salesforce does not accept the app or the user; check consumer key, secret and user',
    },
  },
  { when: { status: 412 }, meaning: 'conflict' },
  { when: { status: 400 }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$exists(body.error) ? body.error : body[0].errorCode',
  message:
    "$exists(body.error_description) ? body.error_description : $join(body.(message & ($count(fields) > 0 ? ' [' & $join(fields, ', ') & ']' : '')), '; ')",
};
