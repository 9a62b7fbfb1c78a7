import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** A number or a text of one. */
const code = '$string(body.code)';

export const errors: ErrorTable = [
  { when: { status: 401 }, meaning: 'auth-expired' },
  { when: { expression: `${code} = '1010'` }, meaning: 'auth-expired' },
  { when: { expression: `${code} = '1'` }, meaning: 'invalid' },
  { when: { expression: 'body.success = false' }, meaning: 'invalid' },
  {
    when: { expression: `$exists(body.code) and $not(${code} in ['0', 'null']) and $exists(body.message)` },
    meaning: 'permanent',
  },
];

export const vendorError = {
  code: `$exists(body.code) ? ${code} : body.success = false ? 'refused' : null`,
  message:
    '$exists(body.message) and body.message != "" ? body.message : $exists(body.data.errorMsg) ? body.data.errorMsg : $join(body.errorMsgs.errorDetail, "; ")',
};
