import { defineConnector } from '@joinery/connector-sdk';
import {
  archiveRecord,
  associateRecords,
  createRecord,
  getRecord,
  searchRecords,
  updateRecord,
  upsertRecord,
} from './actions/record-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { options, schemas } from './live-metadata.ts';
import { recordObject } from './objects/record-object.ts';
import { webhooks } from './triggers/events.ts';
import { eventReceived, recordChanged } from './triggers/record-triggers.ts';

/** HubSpot: records of any CRM object, companies, contacts and tickets for syncs, signed events; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'hubspot',
    version: '1.0.0',
    title: { zh: 'HubSpot', en: 'HubSpot' },
    description: {
      zh: '读写 CRM 对象的记录并相互关联,同步公司、联系人与工单,并在事件发生时触发流程。',
      en: 'Read, write and associate records of CRM objects, synchronise companies, contacts and tickets, and start flows on their events.',
    },
    categories: ['crm'],
    docs: [
      {
        title: { zh: 'HubSpot CRM 接口', en: 'HubSpot CRM API' },
        url: 'https://developers.hubspot.com/docs/api/crm/understanding-the-crm',
      },
    ],
    hosts: ['{connection.apiUrl}', 'app.hubspot.com'],
    baseUrl: '{connection.apiUrl}',
    errors,
    vendorError,
    budgets: {
      // What an app that a person authorised may do; a private app may do more.
      connection: { windows: [{ limit: 110, perMs: 10_500 }] },
      search: { windows: [{ limit: 4, perMs: 1_100 }] },
    },
    webhooks,
    options,
    schemas,
  },
  connection,
  actions: {
    'get-record': getRecord,
    'search-records': searchRecords,
    'create-record': createRecord,
    'update-record': updateRecord,
    'upsert-record': upsertRecord,
    'archive-record': archiveRecord,
    'associate-records': associateRecords,
  },
  triggers: { 'event-received': eventReceived, 'record-changed': recordChanged },
  objects: {
    company: recordObject({
      type: 'companies',
      title: { zh: '公司', en: 'Company' },
      canonical: 'Customer',
      modified: 'hs_lastmodifieddate',
    }),
    contact: recordObject({
      type: 'contacts',
      title: { zh: '联系人', en: 'Contact' },
      canonical: 'Contact',
      modified: 'lastmodifieddate',
    }),
    ticket: recordObject({
      type: 'tickets',
      title: { zh: '工单', en: 'Ticket' },
      canonical: 'Ticket',
      modified: 'hs_lastmodifieddate',
    }),
  },
});

export default connector;
