import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** `{error}` with a sentence, or sentences by field. A session that is over says Unauthorized. */
export const errors: ErrorTable = [
  { when: { status: 401 }, meaning: 'auth-expired' },
  { when: { expression: "body.error = 'Unauthorized'" }, meaning: 'auth-expired' },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此账号没有权限,请在禅道的权限分组中授予',
      en: 'The account lacks the right; grant it in ZenTao’s groups',
    },
  },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 400 }, meaning: 'invalid' },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: '2xx', expression: '$exists(body.error)' }, meaning: 'permanent' },
];

export const vendorError = {
  code: '$string(status)',
  message:
    "$type(body.error) = 'object' ? $join($each(body.error, function($texts, $name) { $name & ': ' & $join($texts, ', ') }), '; ') : body.error",
};
