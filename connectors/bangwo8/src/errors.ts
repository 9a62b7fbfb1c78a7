import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** Three shapes, of which two may come with a 200: `{errcode, errmsg}` and `{status, message}`, with numbers as texts. */
const code = '($exists(body.errcode) ? $string(body.errcode) : $exists(body.status) ? $string(body.status))';
const words = '($exists(body.errmsg) ? $string(body.errmsg) : $string(body.message))';
const isError = `($code := ${code}; $exists($code) and $code != '0')`;
const says = (pattern: string): string => `${isError} and $contains(${words}, /${pattern}/i)`;

const refused = {
  zh: '帮我吧拒绝了此账号的请求;请核对密钥或密码,并确认有接口权限',
  en: 'Bangwo8 refused the request of this account; check its keys or password, and that it may use the interface',
};

export const errors: ErrorTable = [
  { when: { status: 401, expression: "$not(connection.authentication = 'password')" }, meaning: 'auth-expired' },
  { when: { status: 401 }, meaning: 'auth-refused', message: refused },
  { when: { expression: "body.error in ['expired_token', 'invalid_token']" }, meaning: 'auth-expired' },
  { when: { status: 403 }, meaning: 'auth-refused', message: refused },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: [400, 422] }, meaning: 'invalid' },
  { when: { status: '2xx', expression: says('频繁|too many|rate') }, meaning: 'rate-limited' },
  { when: { status: '2xx', expression: says('不存在|not exist|not found') }, meaning: 'not-found' },
  {
    when: { status: '2xx', expression: says('权限|permission|unauthorized') },
    meaning: 'auth-refused',
    message: refused,
  },
  { when: { status: '2xx', expression: says('重复|已存在|duplicate') }, meaning: 'duplicate' },
  { when: { status: '2xx', expression: isError }, meaning: 'invalid' },
  { when: { status: '2xx', expression: "$type(body.error) = 'string'" }, meaning: 'permanent' },
];

export const vendorError = {
  code: `($code := ${code}; $exists($code) ? $code : $type(body.error) = 'string' ? body.error : $string(status))`,
  message: '$exists(body.errmsg) ? body.errmsg : $exists(body.message) ? body.message : body.error_description',
};
