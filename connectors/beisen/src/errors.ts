import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/**
 * Errors of the business stand in a 200, with a code that is a text; a scroll that goes well has no code at all. An
 * unknown path is answered like a bad token.
 */
export const errors: ErrorTable = [
  { when: { status: 401 }, meaning: 'auth-expired' },
  {
    when: { expression: "body.message in ['un-authorized', 'Authorization header is empty']" },
    meaning: 'auth-expired',
  },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: {
      zh: '北森拒绝访问:请检查应用的接口授权,以及企业是否设置了受信 IP',
      en: 'iTalent refuses access: check which interfaces the app was granted, and whether the tenant trusts certain addresses only',
    },
  },
  {
    when: { status: 429 },
    meaning: 'rate-limited',
    message: {
      zh: '超过接口频率;若当天总量已用完,将持续到次日',
      en: 'Too many calls; when the day’s total is used up this lasts until tomorrow',
    },
  },
  { when: { expression: "$string(body.code) = '417'" }, meaning: 'invalid' },
  {
    when: { expression: "$exists(body.code) and $not($string(body.code) in ['200', '0', 'null'])" },
    meaning: 'permanent',
  },
];

export const vendorError = {
  code: '$exists(body.code) ? $string(body.code) : body.error',
  message: '$exists(body.message) ? body.message : body.error_description',
};
