import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { listing, patch, type RequestOperation, scimBody } from '../manifest-parts.ts';
import { groupSample, groupSchema } from '../record-schema.ts';

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const byNature = { effect: { class: 'idempotent' } } as const;
const id = field.text('组', 'Group', { minLength: 1, maxLength: 500, 'x-options': 'groups' });
const members = {
  ...field.list('成员(用户标识)', 'Members (user ids)', { type: 'string', minLength: 1, maxLength: 500 }),
  minItems: 1,
  maxItems: 1_000,
};
const group = { output: groupSchema, sample: groupSample };
const done = {
  output: recordOf({ id: field.text('组标识', 'Group id') }, ['id']),
  sample: { id: 'e9e30dba-f08f-4109-8486-d5c6a331660a' },
};

export const groupById = (place: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/Groups/{${place}}` },
});

export const listGroups = defineAction({
  title: { zh: '列出组', en: 'List groups' },
  input: form({ filter: field.text('筛选', 'Filter', { maxLength: 2_000, 'x-placeholder': 'displayName sw "客服"' }) }),
  ...group,
  ...reading,
  operation: listing('Groups', { filter: 'input.filter' }),
});

export const getGroup = defineAction({
  title: { zh: '读取组', en: 'Get a group' },
  input: form({ id }, ['id']),
  ...group,
  ...reading,
  operation: groupById('input.id'),
});

export const createGroup = defineAction({
  title: { zh: '新建组', en: 'Create a group' },
  description: {
    zh: '名称可以重复,因此未得到回应时由人确认',
    en: 'Names may repeat, so an attempt without an answer waits for a person',
  },
  input: form(
    {
      displayName: field.text('名称', 'Name', { minLength: 1, maxLength: 500 }),
      externalId: field.text('外部标识', 'External id', { maxLength: 500 }),
      members: { ...members, minItems: 0 },
    },
    ['displayName'],
  ),
  ...group,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/Groups',
      headers: scimBody,
      body: `$merge([
        {'schemas': ['urn:ietf:params:scim:schemas:core:2.0:Group'], 'displayName': input.displayName},
        $exists(input.externalId) ? {'externalId': input.externalId} : {},
        $exists(input.members) ? {'members': [input.members.{'value': $}]} : {}
      ])`,
    },
  },
});

export const addGroupMembers = defineAction({
  title: { zh: '添加组成员', en: 'Add members to a group' },
  input: form({ id, members }, ['id', 'members']),
  ...done,
  ...byNature,
  operation: patch(
    'Groups',
    'input.id',
    "[{'op': 'add', 'path': 'members', 'value': [input.members.{'value': $}]}]",
    "{'id': input.id}",
  ),
});

export const removeGroupMembers = defineAction({
  title: { zh: '移除组成员', en: 'Remove members from a group' },
  input: form({ id, members }, ['id', 'members']),
  ...done,
  ...byNature,
  operation: patch(
    'Groups',
    'input.id',
    `[input.members.{'op': 'remove', 'path': 'members[value eq "' & $replace($, '"', '\\\\"') & '"]'}]`,
    "{'id': input.id}",
  ),
});
