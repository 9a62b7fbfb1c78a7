import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

const code = '$string(body.code)';

/** Answers are 200 with a code, a text in some and a number in others; 200 is success, whatever it is written as. */
export const errors: ErrorTable = [
  { when: { status: 401 }, meaning: 'auth-expired' },
  { when: { expression: `${code} in ['20000002', '401']` }, meaning: 'auth-expired' },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: { zh: '此用户没有权限,请在职能中授予', en: 'The user lacks the right; grant it in the user’s role' },
  },
  {
    when: { expression: `${code} = '1020025'` },
    meaning: 'rate-limited',
    retryAfter: '$exists(headers.`retry-after`) ? headers.`retry-after` : 1',
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: 404 }, meaning: 'not-found' },
  {
    // There is no documented code for it.
    when: {
      expression: `$exists(body.code) and ${code} != '200' and $contains($string(body.msg), /不存在|已被?删除|not exist|not found/i)`,
    },
    meaning: 'not-found',
  },
  { when: { status: '2xx', expression: `$exists(body.code) and ${code} != '200'` }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$exists(body.code) ? $string(body.code) : $exists(body.error_code) ? $string(body.error_code) : $string(status)',
  message: '$exists(body.msg) ? body.msg : body.message',
};
