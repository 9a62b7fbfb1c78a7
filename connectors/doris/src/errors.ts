import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** A backend says `Status` and `Message`, a frontend `status` and `msg`, or `code` and `msg`; nearly always behind a 200. */
const status =
  "($type(body) = 'object' ? ($exists(body.Status) ? body.Status : $type(body.status) = 'string' ? body.status))";
const words = "($type(body) = 'object' ? ($exists(body.Message) ? body.Message : body.msg) : '')";
const failed = `${status} in ['Fail', 'FAILED', 'Label Already Exists']`;
const says = (pattern: string): { readonly expression: string } => ({
  expression: `${failed} and $exists(${words}) and $contains(${words}, /${pattern}/i)`,
});
const refused = {
  zh: 'Doris 不接受此用户或其权限不足,请检查连接',
  en: 'Doris does not accept the user, or it may not do this; check the connection',
};

export const errors: ErrorTable = [
  // The same load before: its rows are there, or will be.
  {
    when: {
      expression: `${status} = 'Label Already Exists' and body.ExistingJobStatus in ['FINISHED', 'VISIBLE', 'COMMITTED']`,
    },
    meaning: 'success',
  },
  { when: { expression: `${status} = 'Label Already Exists'` }, meaning: 'transient' },
  // Committed; readers see it a moment later.
  { when: { expression: `${status} = 'Publish Timeout'` }, meaning: 'success' },
  { when: says('access denied|authentication|permission|privilege'), meaning: 'auth-refused', message: refused },
  {
    when: says(
      '(?:unknown|not exist|not found|no such).*(?:table|database)|(?:table|database).*(?:unknown|not exist|not found)',
    ),
    meaning: 'not-found',
  },
  {
    when: says('100-continue'),
    meaning: 'permanent',
    message: {
      zh: '“导入地址”是 FE;请填写 BE 的 HTTP 地址(默认 8040)或 BE 前的负载均衡',
      en: 'The address for loads is a frontend; give the HTTP address of a backend (port 8040) or the load balancer before them',
    },
  },
  { when: says('data.?quality|filtered rows|parse|json'), meaning: 'invalid' },
  {
    when: says('timeout|timed out|mem|limit|too many|unavailable|rpc|no backend|no alive|version'),
    meaning: 'transient',
  },
  { when: { expression: failed }, meaning: 'permanent' },
  {
    when: { status: [301, 302, 307, 308] },
    meaning: 'permanent',
    detail: "'redirected to ' & $replace(headers.location, /[/][/][^@/]*@/, '//')",
    message: {
      zh: 'Doris 要求到另一地址导入;密码与数据不会随之转发,请把该 BE 填为“导入地址”',
      en: 'Doris sends the load elsewhere; password and rows do not follow, so give that backend as the address for loads',
    },
  },
  {
    when: { expression: "$type(body) = 'object' and body.code in [401, 403]" },
    meaning: 'auth-refused',
    message: refused,
  },
  { when: { status: [401, 403] }, meaning: 'auth-refused', message: refused },
  { when: { status: 429 }, meaning: 'rate-limited' },
  { when: { status: '5xx' }, meaning: 'transient' },
  {
    when: {
      expression:
        "$type(body) = 'object' and $type(body.code) = 'number' and body.code != 0 and $contains($string(body.msg) & $string(body.data), /unknown|not exist|not found/i)",
    },
    meaning: 'not-found',
  },
  {
    when: { expression: "$type(body) = 'object' and $type(body.code) = 'number' and body.code != 0" },
    meaning: 'permanent',
  },
  { when: { status: 404 }, meaning: 'not-found' },
];

export const vendorError = {
  code: `$exists(${status}) ? ${status} : $type(body) = 'object' and $exists(body.code) ? $string(body.code)`,
  message: `$type(body) = 'object' and $type(body.data) = 'string' and body.data != '' ? body.data : ${words}`,
};
