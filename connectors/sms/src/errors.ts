import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Rule = ErrorTable[number];

/** The code of Aliyun, of Tencent's request, or of the one number a request of ours is for. */
export const code =
  '$exists(body.Response.Error.Code) ? body.Response.Error.Code : $exists(body.Response.SendStatusSet) ? body.Response.SendStatusSet[0].Code : body.Code';

const begins = (meaning: Rule['meaning'], starts: readonly string[], message: LocalText): Rule => ({
  when: {
    expression: `( $code := ${code}; $type($code) = 'string' ? $count([${starts.map((start) => `'${start}'`).join(', ')}][$substring($code, 0, $length($)) = $]) > 0 : false )`,
  },
  meaning,
  message,
});

/**
 * Aliyun: a code in the body, of a 200 where the message itself was refused. Tencent Cloud: always a 200.
 * Codes: https://help.aliyun.com/zh/sms/developer-reference/api-error-codes, https://cloud.tencent.com/document/api/382/52075
 */
export const errors: ErrorTable = [
  begins(
    'rate-limited',
    [
      'Throttling',
      'isv.BUSINESS_LIMIT_CONTROL',
      'RequestLimitExceeded',
      'LimitExceeded.PhoneNumberThirtySecondLimit',
      'LimitExceeded.PhoneNumberOneHourLimit',
    ],
    { zh: '发送过快,服务商要求放慢', en: 'Sent too fast; the provider asks to slow down' },
  ),
  begins('permanent', ['isv.DAY_LIMIT_CONTROL', 'isv.MONTH_LIMIT_CONTROL', 'LimitExceeded'], {
    zh: '已达到发送上限',
    en: 'The limit of messages is reached',
  }),
  begins(
    'auth-refused',
    [
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'SignatureNonceUsed',
      'InvalidTimeStamp',
      'Forbidden',
      'NoPermission',
      'isp.RAM_PERMISSION_DENY',
      'isv.ACCOUNT_NOT_EXISTS',
      'isv.ACCOUNT_ABNORMAL',
      'AuthFailure',
      'UnauthorizedOperation',
    ],
    { zh: '访问密钥不正确或没有短信权限', en: 'The access key is wrong, or lacks the permission for messages' },
  ),
  begins(
    'permanent',
    [
      'isv.AMOUNT_NOT_ENOUGH',
      'isv.OUT_OF_SERVICE',
      'FailedOperation.InsufficientBalanceInSmsPackage',
      'isv.PRODUCT_UN_SUBSCRIPT',
    ],
    {
      zh: '余额或套餐不足',
      en: 'The balance or the package is used up',
    },
  ),
  begins(
    'permanent',
    [
      'isv.BLACK_KEY_CONTROL_LIMIT',
      'FailedOperation.ContainSensitiveWord',
      'FailedOperation.PhoneNumberInBlacklist',
      'FailedOperation.MarketingSendTimeConstraint',
    ],
    {
      zh: '内容或号码被服务商拦截',
      en: 'The provider holds back this content or number',
    },
  ),
  begins(
    'invalid',
    ['isv.', 'InvalidParameter', 'MissingParameter', 'Missing', 'UnsupportedOperation', 'FailedOperation'],
    {
      zh: '号码、签名、模板或变量不符合要求',
      en: 'Number, signature, template or values are not what the provider expects',
    },
  ),
  begins('transient', ['isp.', 'InternalError', 'ServiceUnavailable', 'ResourceUnavailable'], {
    zh: '短信服务内部错误',
    en: 'An error inside the service',
  }),
  {
    when: { expression: `( $code := ${code}; $exists($code) and $not($code in ['OK', 'Ok']) )` },
    meaning: 'permanent',
  },
];

export const vendorError = {
  code,
  message:
    '$exists(body.Response.Error.Message) ? body.Response.Error.Message : $exists(body.Response.SendStatusSet) ? body.Response.SendStatusSet[0].Message : body.Message',
};
