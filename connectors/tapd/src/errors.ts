import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

const refused = {
  zh: '此账号没有该项目的权限;请把 API 账号授权到项目,或把应用安装到项目',
  en: 'The account lacks permission in the workspace; authorise the API account for it, or install the app there',
};
/** A 200 may be an error too: then `status` is not 1 and `info` tells, in words alone. */
const says = (pattern: string): string =>
  `$exists(body.status) and $not(body.status = 1) and $contains($string(body.info), /${pattern}/i)`;

export const errors: ErrorTable = [
  { when: { status: 401, expression: "connection.authentication = 'app'" }, meaning: 'auth-expired' },
  {
    when: { status: 401 },
    meaning: 'auth-refused',
    message: {
      zh: 'TAPD 不接受此 API 账号,请核对 api_user 与 api_password',
      en: 'TAPD does not accept the API account; check api_user and api_password',
    },
  },
  { when: { status: 403 }, meaning: 'auth-refused', message: refused },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: 404 }, meaning: 'not-found' },
  { when: { status: [400, 422] }, meaning: 'invalid' },
  {
    when: { status: '2xx', expression: says('permission|no access|forbidden|权限') },
    meaning: 'auth-refused',
    message: refused,
  },
  { when: { status: '2xx', expression: says('too many|frequen|频繁|频率') }, meaning: 'rate-limited' },
  { when: { status: '2xx', expression: says('not exist|not found|不存在') }, meaning: 'not-found' },
  { when: { status: '2xx', expression: '$exists(body.status) and $not(body.status = 1)' }, meaning: 'invalid' },
];

/** The code is HTTP's, or that of the body where HTTP said 200. */
export const vendorError = {
  code: "status >= 400 ? $string(status) : 'status ' & $string(body.status)",
  message: 'body.info',
};
