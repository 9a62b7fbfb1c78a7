import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';

type ErrorTable = NonNullable<ConnectorManifestInput['errors']>;
type Meaning = ErrorTable[number]['meaning'];

const coded = (meaning: Meaning, codes: readonly number[], message?: LocalText): ErrorTable[number] => ({
  when: { expression: `body.errorCode in [${codes.join(', ')}]` },
  meaning,
  ...(message && { message }),
});

/** Every answer is a 200, also those to errors: the code in the body decides, and 0 alone is success. */
export const errors: ErrorTable = [
  coded('auth-expired', [20016, 20017]),
  coded('auth-refused', [10006, 20021, 20022], {
    zh: '应用凭据不正确、已停用或未授权,请在纷享销客管理后台核对',
    en: 'The app’s credentials are wrong, or it is disabled or not authorised; check them in the ShareCRM administration',
  }),
  coded('rate-limited', [30004, 14001], { zh: '纷享销客要求放慢', en: 'ShareCRM asks to slow down' }),
  coded('permanent', [30002], {
    zh: '当日接口用量已用完,零点后恢复',
    en: 'The day’s calls are used up; they come back at midnight',
  }),
  coded('permanent', [30003], { zh: '企业未购买接口用量', en: 'The company has bought no calls' }),
  coded('transient', [-1, 50009]),
  coded('invalid', [10013, 15002, 32000], {
    zh: '内容不符合纷享销客的要求',
    en: 'The content is not what ShareCRM expects',
  }),
  {
    // There is no single code for it.
    when: {
      expression:
        'body.errorCode != 0 and $contains(body.errorMessage & body.errorDescription, /不存在|已被?删除|not exist|not found/i)',
    },
    meaning: 'not-found',
  },
  { when: { expression: '$exists(body.errorCode) and body.errorCode != 0' }, meaning: 'invalid' },
];

export const vendorError = {
  code: '$string(body.errorCode)',
  message:
    "body.errorMessage & ($exists(body.errorDescription) ? ' (' & body.errorDescription & ')' : '') & ($exists(body.traceId) ? ' ' & body.traceId : '')",
};
