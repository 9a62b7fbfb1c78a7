import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

const category = (...names: readonly string[]): { readonly expression: string } => ({
  expression: `body.category in [${names.map((name) => `'${name}'`).join(', ')}]`,
});

/** Errors are `{status: "error", category, message, correlationId}`; a 401 alone does not say that a token has expired. */
export const errors: ErrorTable = [
  { when: category('EXPIRED_AUTHENTICATION'), meaning: 'auth-expired' },
  {
    when: category('INVALID_AUTHENTICATION'),
    meaning: 'auth-refused',
    message: {
      zh: 'HubSpot 不接受此令牌,请重新复制私有应用的访问令牌',
      en: 'HubSpot does not accept the token; copy the access token of the private app anew',
    },
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: { zh: '应用缺少范围,请授予后重试', en: 'The app lacks a scope; grant it and try again' },
  },
  {
    when: { status: 429, expression: "$contains($string(body.policyName), 'DAILY')" },
    meaning: 'rate-limited',
    retryAfter: '$exists(headers.`retry-after`) ? headers.`retry-after` : 3600',
    message: { zh: '当日调用额度已用完', en: 'The day’s calls are used up' },
  },
  { when: { status: 429 }, meaning: 'rate-limited' },
  // Locked, being migrated, or the network before HubSpot: all pass.
  { when: { status: [423, 477, 502, 504, 521, 522, 523, 524] }, meaning: 'transient' },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 409, expression: "$contains($string(body.message), 'already exists')" }, meaning: 'duplicate' },
  { when: { status: 409 }, meaning: 'conflict' },
  { when: { status: 400 }, meaning: 'invalid' },
];

export const vendorError = { code: 'body.category', message: 'body.message' };
