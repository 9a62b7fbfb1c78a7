import { defineConnector } from '@joinery/connector-sdk';
import {
  createRecord,
  deleteRecord,
  getRecord,
  runQuery,
  updateRecord,
  upsertRecord,
} from './actions/record-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { options, schemas } from './live-metadata.ts';
import { recordObject } from './objects/record-object.ts';
import { webhooks } from './triggers/outbound-messages.ts';
import { outboundMessageReceived, recordChanged } from './triggers/record-triggers.ts';

/** Salesforce: records of any object by SOQL and REST, accounts, contacts and cases for syncs; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'salesforce',
    version: '1.0.0',
    title: { zh: 'Salesforce', en: 'Salesforce' },
    description: {
      zh: '读写任意对象的记录,同步客户、联系人与个案,并在记录变化时触发流程。',
      en: 'Read and write records of any object, synchronise accounts, contacts and cases, and start flows when records change.',
    },
    categories: ['crm'],
    docs: [
      {
        title: { zh: 'Salesforce REST 接口', en: 'Salesforce REST API' },
        url: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/',
      },
    ],
    hosts: ['{connection.loginUrl}', '*.salesforce.com'],
    // Where the records are the token answer tells.
    baseUrl:
      "{$exists(account.instanceUrl) ? account.instanceUrl : connection.loginUrl}/services/data/{$exists(connection.apiVersion) ? connection.apiVersion : 'v60.0'}",
    headers: { Accept: "'application/json'" },
    errors,
    vendorError,
    // The vendor counts a day of the whole organisation, and long calls at once; this keeps us from eating it all.
    budgets: { connection: { windows: [{ limit: 50, perMs: 1_000 }], concurrency: 10 } },
    webhooks,
    options,
    schemas,
  },
  connection,
  actions: {
    query: runQuery,
    'get-record': getRecord,
    'create-record': createRecord,
    'update-record': updateRecord,
    'upsert-record': upsertRecord,
    'delete-record': deleteRecord,
  },
  triggers: { 'record-changed': recordChanged, 'outbound-message-received': outboundMessageReceived },
  objects: {
    account: recordObject({ object: 'Account', title: { zh: '客户', en: 'Account' }, canonical: 'Customer' }),
    contact: recordObject({ object: 'Contact', title: { zh: '联系人', en: 'Contact' }, canonical: 'Contact' }),
    case: recordObject({ object: 'Case', title: { zh: '个案', en: 'Case' }, canonical: 'Ticket' }),
  },
});

export default connector;
