import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { listing, patch, type RequestOperation, scimBody } from '../manifest-parts.ts';
import { enterprise, userFields, userSample, userSchema } from '../record-schema.ts';

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const byNature = { effect: { class: 'idempotent' } } as const;
const id = field.text('用户标识', 'User id', { minLength: 1, maxLength: 500 });
const version = field.text('版本', 'Version', {
  maxLength: 200,
  'x-help': {
    zh: '填写后,期间被他人修改的记录不会被覆盖',
    en: 'When given, a record changed meanwhile is not overwritten',
  },
});
const user = { output: userSchema, sample: userSample };
const done = {
  output: recordOf({ id: field.text('用户标识', 'User id') }, ['id']),
  sample: { id: '2819c223-7f76-453a-919d-413861904646' },
};

/** The schemas a record is made of: the extension where it has members of it. */
export const withSchemas = (record: string): string => `$merge([{'schemas': $append(
  ['urn:ietf:params:scim:schemas:core:2.0:User'],
  $exists($lookup(${record}, '${enterprise}')) ? ['${enterprise}'] : []
)}, ${record}])`;

export const userById = (place: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'GET', path: `/Users/{${place}}` },
});

export const postUser = (record: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path: '/Users', headers: scimBody, body: withSchemas(record) },
});

/** A user name is unique, so the user that a lost answer left behind is found by it. */
export const lookUpByName = (name: string) =>
  ({
    class: 'checkable',
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'GET',
          path: '/Users',
          query: { filter: `'userName eq "' & $replace(${name}, '"', '\\\\"') & '"'` },
        },
      },
      found: 'body.totalResults > 0',
      output: 'body.Resources[0]',
    },
  }) as const;

export const listUsers = defineAction({
  title: { zh: '列出用户', en: 'List users' },
  input: form({
    filter: field.text('筛选', 'Filter', {
      maxLength: 2_000,
      'x-help': { zh: 'SCIM 筛选表达式,如 active eq true', en: 'By SCIM: active eq true' },
      'x-placeholder': 'userName eq "a@example.com"',
    }),
  }),
  ...user,
  ...reading,
  operation: listing('Users', { filter: 'input.filter' }),
});

export const getUser = defineAction({
  title: { zh: '读取用户', en: 'Get a user' },
  input: form({ id }, ['id']),
  ...user,
  ...reading,
  operation: userById('input.id'),
});

export const createUser = defineAction({
  title: { zh: '新建用户', en: 'Create a user' },
  input: recordOf(userFields, ['userName']),
  ...user,
  effect: lookUpByName('input.userName'),
  operation: postUser('input'),
});

export const updateUser = defineAction({
  title: { zh: '更新用户', en: 'Change a user' },
  description: { zh: '只更新给出的字段', en: 'Only the members that are given' },
  input: form({ id, version, changes: { ...recordOf(userFields), 'x-title': { zh: '更新的字段', en: 'Changes' } } }, [
    'id',
    'changes',
  ]),
  ...done,
  ...byNature,
  operation: patch('Users', 'input.id', "[{'op': 'replace', 'value': input.changes}]", "{'id': input.id}"),
});

export const setUserActive = defineAction({
  title: { zh: '启用或停用用户', en: 'Activate or deactivate a user' },
  input: form({ id, active: field.flag('启用', 'Active') }, ['id', 'active']),
  ...done,
  ...byNature,
  operation: patch(
    'Users',
    'input.id',
    "[{'op': 'replace', 'path': 'active', 'value': input.active}]",
    "{'id': input.id}",
  ),
});

export const deleteUser = defineAction({
  title: { zh: '删除用户', en: 'Delete a user' },
  description: { zh: '离职人员通常应停用而非删除', en: 'People who leave are usually deactivated instead' },
  input: form({ id }, ['id']),
  ...done,
  ...byNature,
  operation: {
    kind: 'request',
    request: { method: 'DELETE', path: '/Users/{input.id}' },
    output: "{'id': input.id}",
    // Gone already, as it should be: a repetition after a lost answer.
    errors: [{ when: { status: 404 }, meaning: 'success' }],
  },
});
