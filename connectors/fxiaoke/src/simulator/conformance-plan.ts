import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const account = (n: number): JsonObject => ({ name: `客户 ${n}` });
const someAccount = '68fa2c1d9e8f7a0000000011';

/** What the conformance suite does with ShareCRM. */
export const plan: ConformancePlan = {
  read: { action: 'get-record', input: { object: 'AccountObj', id: someAccount } },
  list: {
    action: 'query-records',
    input: { object: 'AccountObj' },
    collection: 'AccountObj',
    key: '_id',
    more: account,
  },
  write: {
    action: 'create-record',
    input: { object: 'CasesObj', record: { name: '新工单', case_status: '1' } },
    effects: (fxiaoke) => fxiaoke.records('CasesObj').filter(({ name }) => name === '新工单').length,
  },
  notFound: { action: 'get-record', input: { object: 'AccountObj', id: '68fa2c1d9e8f7a0000000099' } },
  refused: { action: 'create-record', input: { object: 'CasesObj', record: { name: 'x', case_status: '9' } } },
  misshapen: { action: 'get-record', input: { object: 'AccountObj' } },
  unknownField: {
    change: (fxiaoke) => void fxiaoke.upsert('AccountObj', { _id: someAccount, brand_new__c: 'x' }),
    call: { action: 'get-record', input: { object: 'AccountObj', id: someAccount } },
    field: 'brand_new__c',
  },
  changes: { object: 'account', collection: 'AccountObj', create: account },
  poll: { trigger: 'record-changed', settings: { object: 'AccountObj' }, collection: 'AccountObj', create: account },
  tokenPath: '/oauth2.0/token',
  design: { object: 'AccountObj' },
};
