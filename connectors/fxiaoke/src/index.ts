import { defineConnector } from '@joinery/connector-sdk';
import {
  changeOwner,
  createRecord,
  deleteRecord,
  getRecord,
  invalidateRecord,
  queryRecords,
  updateRecord,
  upsertRecord,
} from './actions/record-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { options, schemas } from './live-metadata.ts';
import { recordObject } from './objects/record-object.ts';
import { recordChanged } from './triggers/record-changed.ts';

/** A hundred calls in twenty seconds, for each interface. */
const perInterface = { windows: [{ limit: 100, perMs: 20_500 }] };

/** ShareCRM (纷享销客): records of preset and custom objects; customers, contacts and tickets for syncs; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'fxiaoke',
    version: '1.0.0',
    title: { zh: '纷享销客', en: 'ShareCRM (Fxiaoke)' },
    description: {
      zh: '读写预置与自定义对象的数据,同步客户、联系人与工单。',
      en: 'Read and write records of preset and custom objects, synchronise customers, contacts and tickets.',
    },
    categories: ['crm'],
    docs: [{ title: { zh: '纷享销客开放平台', en: 'ShareCRM open platform' }, url: 'https://open.fxiaoke.com/' }],
    hosts: ['{connection.domain}'],
    baseUrl: '{connection.domain}',
    errors,
    vendorError,
    budgets: { query: perInterface, get: perInterface, write: perInterface, metadata: perInterface },
    options,
    schemas,
  },
  connection,
  actions: {
    'query-records': queryRecords,
    'get-record': getRecord,
    'create-record': createRecord,
    'update-record': updateRecord,
    'upsert-record': upsertRecord,
    'invalidate-record': invalidateRecord,
    'delete-record': deleteRecord,
    'change-owner': changeOwner,
  },
  triggers: { 'record-changed': recordChanged },
  objects: {
    account: recordObject({ object: "'AccountObj'", title: { zh: '客户', en: 'Account' }, canonical: 'Customer' }),
    contact: recordObject({ object: "'ContactObj'", title: { zh: '联系人', en: 'Contact' }, canonical: 'Contact' }),
    case: recordObject({
      object: "($exists(connection.ticketObject) ? connection.ticketObject : 'CasesObj')",
      title: { zh: '工单', en: 'Case' },
      canonical: 'Ticket',
    }),
  },
});

export default connector;
