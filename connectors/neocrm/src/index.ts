import { defineConnector } from '@joinery/connector-sdk';
import { createRecord, deleteRecord, getRecord, runQuery, updateRecord } from './actions/record-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { schemas } from './live-metadata.ts';
import { recordObject } from './objects/record-object.ts';
import { recordChanged } from './triggers/record-changed.ts';

/** Neocrm (销售易): records of any object by XOQL and version 2.0 of its interface; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'neocrm',
    version: '1.0.0',
    title: { zh: '销售易', en: 'Neocrm' },
    description: {
      zh: '读写任意对象的记录,同步客户与联系人。',
      en: 'Read and write records of any object, synchronise accounts and contacts.',
    },
    categories: ['crm'],
    docs: [{ title: { zh: '销售易开放平台', en: 'Neocrm open platform' }, url: 'https://doc.xiaoshouyi.com/' }],
    hosts: ['{connection.apiUrl}', '{connection.tokenUrl}'],
    baseUrl: '{connection.apiUrl}/rest/data/v2.0',
    errors,
    vendorError,
    // The vendor does not publish its figure; its code for too many calls corrects ours.
    budgets: { connection: { windows: [{ limit: 15, perMs: 1_100 }], concurrency: 5 } },
    schemas,
  },
  connection,
  actions: {
    query: runQuery,
    'get-record': getRecord,
    'create-record': createRecord,
    'update-record': updateRecord,
    'delete-record': deleteRecord,
  },
  triggers: { 'record-changed': recordChanged },
  objects: {
    account: recordObject({ object: 'account', title: { zh: '客户', en: 'Account' }, canonical: 'Customer' }),
    contact: recordObject({ object: 'contact', title: { zh: '联系人', en: 'Contact' }, canonical: 'Contact' }),
  },
});

export default connector;
