import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** In v3 a record is refused inside of a 200. */
const code = '$number(body.error_code)';
const between = (from: number, to: number): { readonly expression: string } => ({
  expression: `$type(body) = 'object' and $exists(body.error_code) and ${code} >= ${from} and ${code} <= ${to}`,
});

/** Codes are a status, or a status with two digits behind it. */
export const errors: ErrorTable = [
  { when: between(200, 299), meaning: 'success' },
  {
    when: between(401, 401),
    meaning: 'auth-refused',
    message: { zh: 'REST Proxy 不接受此用户或密码', en: 'The REST Proxy does not accept the user or the password' },
  },
  {
    when: between(40_100, 40_199),
    meaning: 'auth-refused',
    message: { zh: 'Kafka 拒绝了此用户', en: 'Kafka refused the user' },
  },
  {
    when: between(403, 403),
    meaning: 'auth-refused',
    message: { zh: '用户没有此主题的权限', en: 'The user may not do this with the topic' },
  },
  {
    when: between(40_300, 40_399),
    meaning: 'auth-refused',
    message: { zh: '用户没有此主题的权限', en: 'The user may not do this with the topic' },
  },
  { when: between(404, 404), meaning: 'not-found' },
  { when: between(40_400, 40_499), meaning: 'not-found' },
  { when: between(429, 429), meaning: 'rate-limited' },
  { when: between(42_900, 42_999), meaning: 'rate-limited' },
  { when: between(400, 499), meaning: 'invalid' },
  { when: between(40_000, 49_999), meaning: 'invalid' },
  { when: between(50_002, 50_002), meaning: 'permanent' },
  { when: between(500, 599), meaning: 'transient' },
  { when: between(50_000, 59_999), meaning: 'transient' },
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: { zh: 'REST Proxy 不接受此用户或密码', en: 'The REST Proxy does not accept the user or the password' },
  },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 429 }, meaning: 'rate-limited' },
];

export const vendorError = {
  code: "$type(body) = 'object' and $exists(body.error_code) ? $string(body.error_code)",
  message: "$type(body) = 'object' ? body.message",
};
