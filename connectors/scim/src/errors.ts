import type { ConnectorManifestInput } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;

/** Errors have a body of their own (RFC 7644 §3.12); some gateways put it into a 200. */
const isError = "'urn:ietf:params:scim:api:messages:2.0:Error' in body.schemas";

export const errors: ErrorTable = [
  { when: { expression: `${isError} and $string(body.status) = '401'` }, meaning: 'auth-expired' },
  { when: { expression: "body.scimType = 'uniqueness'" }, meaning: 'duplicate' },
  { when: { expression: "body.scimType = 'mutability'" }, meaning: 'invalid' },
  { when: { expression: `${isError} and $string(body.status) = '412'` }, meaning: 'conflict' },
  {
    when: { status: 403 },
    meaning: 'auth-refused',
    message: { zh: '此令牌无权执行该操作', en: 'The token may not do this' },
  },
  {
    when: { status: 501 },
    meaning: 'permanent',
    message: { zh: '对方不支持该操作', en: 'The provider does not offer this' },
  },
  { when: { status: '2xx', expression: isError }, meaning: 'permanent' },
];

/** The status in the body is a text. */
export const vendorError = {
  code: '$exists(body.scimType) ? body.scimType : $string(body.status)',
  message: 'body.detail',
};
