import { defineConnector } from '@joinery/connector-sdk';
import { findPeople, getEntry, listDepartments, listPeople, searchEntries } from './actions/read-directory.ts';
import { connection } from './connection.ts';
import * as listings from './listings.ts';
import { department, person, personChanged } from './objects/records.ts';

const people = { page: listings.pageOf('person') };
const departments = { page: listings.pageOf('department') };

/** LDAP v3 directories and Active Directory: people and departments, read. A driver, because LDAP is no HTTP. */
export const connector = defineConnector({
  manifest: {
    name: 'ldap',
    version: '1.0.0',
    title: { zh: 'LDAP / Active Directory', en: 'LDAP and Active Directory' },
    description: {
      zh: '读取 LDAP 目录或 Active Directory 中的人员与部门。',
      en: 'Reads people and departments of an LDAP directory or Active Directory.',
    },
    categories: ['hr'],
    hosts: ['{connection.host}'],
  },
  connection,
  actions: {
    'list-people': listPeople,
    'list-departments': listDepartments,
    'find-people': findPeople,
    'search-entries': searchEntries,
    'get-entry': getEntry,
  },
  triggers: { 'person-changed': personChanged },
  objects: { person, department },
  code: {
    'connection.test': { run: listings.testConnection },
    'actions.list-people': people,
    'actions.list-departments': departments,
    'actions.find-people': { run: listings.findPeople },
    'actions.search-entries': { page: listings.pageOfEntries },
    'actions.get-entry': { run: listings.getEntry },
    'objects.person.list': people,
    'objects.person.changes': people,
    'objects.person.get': { run: listings.getBy('person') },
    'objects.department.list': departments,
    'objects.department.changes': departments,
    'objects.department.get': { run: listings.getBy('department') },
    'triggers.person-changed': people,
  },
});

export default connector;
