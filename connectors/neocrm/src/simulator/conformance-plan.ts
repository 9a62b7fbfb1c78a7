import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const account = (n: number): JsonObject => ({ accountName: `客户 ${n}` });
const someAccount = '1893462341820011';

/** What the conformance suite does with Neocrm. */
export const plan: ConformancePlan = {
  read: { action: 'get-record', input: { object: 'account', id: someAccount } },
  list: {
    action: 'query',
    input: { xoql: 'select id, accountName from account order by id' },
    collection: 'account',
    key: 'id',
    more: account,
  },
  write: {
    action: 'create-record',
    input: { object: 'account', record: { accountName: '新客户' } },
    effects: (neocrm) => neocrm.records('account').filter(({ accountName }) => accountName === '新客户').length,
  },
  notFound: { action: 'get-record', input: { object: 'account', id: '404' } },
  refused: { action: 'create-record', input: { object: 'contact', record: { mobile: '1' } } },
  misshapen: { action: 'get-record', input: { object: 'account' } },
  unknownField: {
    change: (neocrm) => void neocrm.upsert('account', { id: Number(someAccount), brandNew__c: 'x' }),
    call: { action: 'get-record', input: { object: 'account', id: someAccount } },
    field: 'brandNew__c',
  },
  changes: { object: 'account', collection: 'account', create: account },
  poll: { trigger: 'record-changed', settings: { object: 'account' }, collection: 'account', create: account },
  tokenPath: '/oauth2/token.action',
  design: { object: 'account' },
};
