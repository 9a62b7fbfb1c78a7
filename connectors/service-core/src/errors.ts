import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

const coded = (...codes: readonly string[]): { readonly expression: string } => ({
  expression: `body.error.code in [${codes.map((code) => `'${code}'`).join(', ')}]`,
});

/** The core names every error by a code; a gateway before it may hand that body on with status 200. */
export const errors: ErrorTable = [
  { when: coded('token_expired'), meaning: 'auth-expired' },
  {
    when: coded('unauthorized', 'invalid_token'),
    meaning: 'auth-refused',
    message: {
      zh: '客服核心不认识此凭据,请重新复制令牌或密钥',
      en: 'The core does not know this credential; copy the token or key anew',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '此应用没有所需权限,请在核心中授权',
      en: 'The application lacks the permission; grant it in the core',
    },
  },
  { when: coded('rate_limited'), meaning: 'rate-limited' },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: coded('not_found'), meaning: 'not-found' },
  { when: coded('duplicate'), meaning: 'duplicate' },
  { when: coded('version_conflict'), meaning: 'conflict' },
  { when: coded('validation_failed', 'bad_batch', 'idempotency_key_reused', 'url_refused'), meaning: 'invalid' },
  { when: coded('unavailable'), meaning: 'transient' },
  { when: { status: '2xx', expression: '$exists(body.error.code)' }, meaning: 'permanent' },
];

/** Validation errors name their fields. */
export const vendorError = {
  code: 'body.error.code',
  message:
    "body.error.message & ($count(body.error.details.field) > 0 ? ': ' & $join(body.error.details.(field & ' ' & message), '; ') : '')",
};
