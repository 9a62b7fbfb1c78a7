import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** Errors are XML, also where the answer would have been something else, and once behind a 200. */
const member = (name: string): string =>
  `($type(body) = 'string' ? $match(body, /<${name}>([^<]*)</, 1)[0].groups[0] : $type(body) = 'object' ? body.Error.${name})`;
const code = member('Code');

const oneOf = (...codes: readonly string[]): { readonly expression: string } => ({
  expression: `${code} in [${codes.map((each) => `'${each}'`).join(', ')}]`,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const errors: ErrorTable = [
  {
    when: oneOf('InvalidAccessKeyId', 'SignatureDoesNotMatch'),
    meaning: 'auth-refused',
    message: {
      zh: '访问密钥不被接受,请检查密钥、地域与接口地址',
      en: 'The access key is not accepted; check key, region and endpoint',
    },
  },
  {
    when: oneOf('RequestTimeTooSkewed'),
    meaning: 'auth-refused',
    message: { zh: '本机时间与对象存储相差太大,请校时', en: 'The clock here is too far from the store’s; set it' },
  },
  {
    when: oneOf('AccessDenied', 'AllAccessDisabled', 'AccountProblem'),
    meaning: 'auth-refused',
    message: { zh: '密钥没有此操作的权限', en: 'The key may not do this' },
  },
  { when: oneOf('SlowDown', 'TooManyRequests', 'RequestLimitExceeded'), meaning: 'rate-limited' },
  { when: oneOf('InternalError', 'ServiceUnavailable', 'RequestTimeout', 'OperationAborted'), meaning: 'transient' },
  { when: oneOf('NoSuchKey', 'NoSuchBucket', 'NoSuchVersion'), meaning: 'not-found' },
  { when: oneOf('PreconditionFailed'), meaning: 'duplicate' },
  { when: oneOf('ConditionalRequestConflict'), meaning: 'conflict' },
  { when: { status: [400, 411, 413], expression: `$exists(${code})` }, meaning: 'invalid' },
  { when: { expression: `$exists(${code})` }, meaning: 'permanent' },
  { when: { status: 404 }, meaning: 'not-found' },
];

export const vendorError = { code, message: member('Message') };
