import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const account = (n: number): JsonObject => ({ Name: `客户 ${n}` });
const someCase = '500RO0000000011YAK';

/** What the conformance suite does with Salesforce. */
export const plan: ConformancePlan = {
  read: { action: 'get-record', input: { object: 'Case', id: someCase } },
  list: {
    action: 'query',
    input: { soql: 'SELECT Id, Name FROM Account ORDER BY Id' },
    collection: 'accounts',
    key: 'Id',
    more: account,
  },
  write: {
    action: 'create-record',
    input: { object: 'Case', record: { Subject: '新个案', Origin: 'Web' } },
    effects: (salesforce) => salesforce.records('cases').filter(({ Subject }) => Subject === '新个案').length,
  },
  notFound: { action: 'get-record', input: { object: 'Case', id: '500RO0000000099YAK' } },
  refused: { action: 'create-record', input: { object: 'Contact', record: { FirstName: '无姓' } } },
  misshapen: { action: 'get-record', input: { object: 'Case' } },
  unknownField: {
    change: (salesforce) => void salesforce.upsert('cases', { Id: someCase, Brand_New__c: 'x' }),
    call: { action: 'get-record', input: { object: 'Case', id: someCase } },
    field: 'Brand_New__c',
  },
  batch: {
    object: 'contact',
    write: 'upsertBatch',
    records: (n, bad) =>
      Array.from({ length: n }, (_, i) => ({
        key: `k${i}`,
        record: bad.includes(i) ? { Email: 'no address' } : { LastName: `批量 ${i}` },
      })),
    stored: (salesforce) =>
      salesforce.records('contacts').filter(({ LastName }) => textOf(LastName).startsWith('批量 ')).length,
  },
  changes: { object: 'account', collection: 'accounts', create: account },
  poll: { trigger: 'record-changed', settings: { object: 'Account' }, collection: 'accounts', create: account },
  webhook: {
    trigger: 'outbound-message-received',
    settings: {},
    fire: (salesforce, n) => void salesforce.upsert('cases', { Subject: `个案 & ${n}` }),
    signing: ({ organizationId }) => ({ token: textOf(organizationId) }),
  },
  burst: 60,
  tokenPath: '/services/oauth2/token',
  design: { object: 'Case' },
};
