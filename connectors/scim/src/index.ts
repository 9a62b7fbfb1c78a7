import { defineConnector } from '@joinery/connector-sdk';
import { addGroupMembers, createGroup, getGroup, listGroups, removeGroupMembers } from './actions/group-actions.ts';
import { createUser, deleteUser, getUser, listUsers, setUserActive, updateUser } from './actions/user-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { listing } from './manifest-parts.ts';
import { group, user } from './objects/records.ts';
import { userChanged } from './triggers/user-changed.ts';

/** SCIM 2.0 (RFC 7643, RFC 7644), client side: users and groups of any service provider. Data only. */
export const connector = defineConnector({
  manifest: {
    name: 'scim',
    version: '1.0.0',
    title: { zh: 'SCIM 2.0 目录', en: 'SCIM 2.0 directory' },
    description: {
      zh: '读取与维护支持 SCIM 2.0 的身份或人事系统中的用户与组。',
      en: 'Reads and maintains users and groups of any identity or HR system that speaks SCIM 2.0.',
    },
    categories: ['hr'],
    docs: [
      { title: { zh: 'RFC 7643', en: 'RFC 7643' }, url: 'https://www.rfc-editor.org/rfc/rfc7643' },
      { title: { zh: 'RFC 7644', en: 'RFC 7644' }, url: 'https://www.rfc-editor.org/rfc/rfc7644' },
    ],
    hosts: ['{connection.baseUrl}', '{connection.tokenUrl}'],
    baseUrl: '{connection.baseUrl}',
    headers: { accept: "'application/scim+json, application/json'" },
    errors,
    vendorError,
    options: { groups: { operation: listing('Groups'), value: 'item.id', label: 'item.displayName' } },
  },
  connection,
  actions: {
    'list-users': listUsers,
    'get-user': getUser,
    'create-user': createUser,
    'update-user': updateUser,
    'set-user-active': setUserActive,
    'delete-user': deleteUser,
    'list-groups': listGroups,
    'get-group': getGroup,
    'create-group': createGroup,
    'add-group-members': addGroupMembers,
    'remove-group-members': removeGroupMembers,
  },
  triggers: { 'user-changed': userChanged },
  objects: { user, group },
});

export default connector;
