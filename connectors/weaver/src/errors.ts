import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** A text or, in some builds, an object that holds it. */
const code =
  "($type(body.code) = 'object' ? ($exists(body.code.name) ? body.code.name : body.code.statusCode) : $string(body.code))";
const coded = (...codes: readonly string[]): string => `${code} in [${codes.map((each) => `'${each}'`).join(', ')}]`;

/** Everything is a 200; what went wrong stands in the body, in one of two shapes. */
export const errors: ErrorTable = [
  {
    when: {
      expression: "body.status = false and $contains(body.msg, '解密') and $not(connection.registration = 'automatic')",
    },
    meaning: 'auth-refused',
    message: {
      zh: '密钥已失效:应用可能被重新注册,请填写新的 secrit 与 spk',
      en: 'The keys are no longer valid: the app was probably registered anew, fill in its new secrit and spk',
    },
  },
  // `token不存在或者超时`; the words differ between builds, the code does not.
  { when: { expression: "body.status = false and $string(body.code) = '-1'" }, meaning: 'auth-expired' },
  { when: { expression: coded('PARAM_ERROR') }, meaning: 'invalid' },
  {
    when: { expression: coded('NO_PERMISSION') },
    meaning: 'auth-refused',
    message: {
      zh: '操作人没有此权限,或流程已不在其待办中',
      en: 'The acting person may not do this, or the request is no longer on their list',
    },
  },
  {
    when: { expression: coded('USER_EXCEPTION') },
    meaning: 'auth-refused',
    message: {
      zh: '操作人无效:请填写 OA 的数字用户 id',
      en: 'The acting person is not accepted: it must be the number e-cology knows them by',
    },
  },
  {
    when: { expression: coded('SYSTEM_INNER_ERROR') },
    meaning: 'permanent',
    message: {
      zh: 'e-cology 内部错误;写入操作请先在 OA 中确认再重试',
      en: 'An error inside e-cology; look there before a write is repeated',
    },
  },
  { when: { expression: coded('-1') }, meaning: 'invalid' },
  { when: { expression: `$exists(body.code) and $not(${coded('SUCCESS', '0', '1', '200')})` }, meaning: 'permanent' },
];

/** `errMsg` names the parameter that was wrong; `reqFailMsg.msgType` why a workflow would not go on. */
export const vendorError = {
  code,
  message: `(
    $wrong := $type(body.errMsg) = 'object' ? $join($each(body.errMsg, function($value, $name) { $name & ' ' & $string($value) }), '; ') : '';
    $why := body.reqFailMsg.msgType;
    $exists(body.msg) ? body.msg : $join([$wrong, $why][$ != ''], ' ')
  )`,
};
