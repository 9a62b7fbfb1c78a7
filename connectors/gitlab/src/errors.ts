import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** The status tells; a body holds a sentence, or sentences by field, and no code. A 429 is plain text. */
export const errors: ErrorTable = [
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'GitLab 不接受此访问令牌,可能已过期或被撤销,请重新创建',
      en: 'GitLab does not accept the access token; it may have expired or been revoked, create a new one',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '令牌的范围或角色不足,请授予 api 范围与所需角色',
      en: 'Scope or role of the token do not suffice; grant the scope api and the role needed',
    },
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 409 }, meaning: 'conflict' },
  { when: { status: [400, 422] }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$string(status)',
  message: `$exists(body.error) ? body.error & ($exists(body.error_description) ? ': ' & body.error_description : '')
    : $type(body.message) = 'object' ? $join($each(body.message, function($texts, $name) { $name & ' ' & $join($texts, ', ') }), '; ')
    : body.message`,
};
