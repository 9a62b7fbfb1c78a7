import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** The header is the failure's signal, whatever the status; what breaks in the middle of an answer is told in its text. */
const code = `($exists(headers.\`x-clickhouse-exception-code\`)
  ? headers.\`x-clickhouse-exception-code\`
  : $type(body) = 'string' ? $match(body, /Code: ([0-9]+)\\. DB::Exception/, 1)[0].groups[0])`;

const oneOf = (...codes: readonly number[]): { readonly expression: string } => ({
  expression: `${code} in [${codes.map((each) => `'${each}'`).join(', ')}]`,
});

/** https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
export const errors: ErrorTable = [
  {
    when: oneOf(192, 193, 194, 516),
    meaning: 'auth-refused',
    message: {
      zh: 'ClickHouse 不接受此用户或密码,请检查连接',
      en: 'ClickHouse does not accept the user or the password; check the connection',
    },
  },
  {
    when: oneOf(164, 291, 497),
    meaning: 'auth-refused',
    message: {
      zh: '用户没有此操作的权限;“查询”只能读取',
      en: 'The user may not do this; a query can only read',
    },
  },
  { when: oneOf(60, 81), meaning: 'not-found' },
  // Too many queries at once, or too many parts: slower.
  { when: oneOf(202, 252), meaning: 'rate-limited' },
  // Memory, time, replicas, Keeper: nothing is wrong with what we sent.
  { when: oneOf(159, 160, 203, 209, 210, 241, 242, 243, 285, 319, 364, 425, 999), meaning: 'transient' },
  {
    when: oneOf(
      6,
      10,
      16,
      26,
      27,
      36,
      38,
      41,
      43,
      44,
      46,
      47,
      50,
      53,
      62,
      69,
      70,
      72,
      117,
      130,
      131,
      158,
      190,
      321,
      349,
      386,
      396,
      441,
      456,
      457,
      469,
      691,
    ),
    meaning: 'invalid',
  },
  { when: { expression: `$exists(${code})` }, meaning: 'permanent' },
  {
    when: { status: [401, 403] },
    meaning: 'auth-refused',
    message: { zh: 'ClickHouse 拒绝了此连接', en: 'ClickHouse refused the connection' },
  },
  { when: { status: 404 }, meaning: 'not-found' },
];

export const vendorError = { code, message: "$type(body) = 'string' ? body" };
