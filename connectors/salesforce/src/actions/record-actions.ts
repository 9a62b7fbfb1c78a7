import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { query, writable } from '../operations.ts';

const object = field.text('对象', 'Object', {
  pattern: '^[A-Za-z]\\w*$',
  'x-options': 'objects',
  'x-placeholder': 'Case',
});
const id = field.text('记录标识', 'Id of the record', { pattern: '^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$' });
const record: JsonObject = { ...field.object('字段', 'Fields'), 'x-schema': 'record-fields' };
const written = form({ id: field.text('记录标识', 'Id of the record') }, ['id']);
const writtenSample = { id: '500RO000001AbCdYAK' };

const anyRecord = recordOf(
  {
    Id: field.text('记录标识', 'Id'),
    attributes: field.object('类型与地址', 'Type and address', { type: field.text('对象', 'Object') }),
  },
  [],
);
const caseSample: JsonObject = {
  attributes: { type: 'Case', url: '/services/data/v60.0/sobjects/Case/500RO000001AbCdYAK' },
  Id: '500RO000001AbCdYAK',
  CaseNumber: '00001026',
  Subject: '登录后页面空白',
  Status: 'New',
  Priority: 'High',
  SystemModstamp: '2026-09-01T02:03:04.000+0000',
};

export const runQuery = defineAction({
  title: { zh: '查询记录', en: 'Query records' },
  description: { zh: '用 SOQL 查询,逐页给出', en: 'By SOQL, page after page' },
  input: form(
    {
      soql: field.text('SOQL', 'SOQL', {
        minLength: 1,
        maxLength: 15_000,
        'x-multiline': true,
        'x-placeholder': "SELECT Id, Subject FROM Case WHERE Status = 'New' ORDER BY CreatedDate",
      }),
      includeDeleted: field.flag('包括已删除的记录', 'Include deleted records', { default: false }),
    },
    ['soql'],
  ),
  output: anyRecord,
  sample: caseSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    ...query({ soql: 'input.soql', pageSize: 200 }),
    request: {
      ...query({ soql: 'input.soql', pageSize: 200 }).request,
      path: "/{input.includeDeleted ? 'queryAll' : 'query'}",
    },
  },
});

export const getRecord = defineAction({
  title: { zh: '读取记录', en: 'Get a record' },
  input: form({ object, id }, ['object', 'id']),
  output: { ...anyRecord, required: ['Id'] },
  sample: caseSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: '/sobjects/{input.object}/{input.id}' } },
});

/** Salesforce takes no idempotency key; who must not create twice upserts by an external id. */
export const createRecord = defineAction({
  title: { zh: '新建记录', en: 'Create a record' },
  description: {
    zh: '回应丢失时无法得知是否已新建;不可重复时请使用“按外部标识写入”',
    en: 'After a lost answer nobody knows whether it was made; where that matters, upsert by an external id',
  },
  input: form({ object, record }, ['object', 'record']),
  output: written,
  sample: writtenSample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: { method: 'POST', path: '/sobjects/{input.object}', body: writable('input.record') },
    output: "{'id': body.id}",
  },
});

export const updateRecord = defineAction({
  title: { zh: '更新记录', en: 'Update a record' },
  input: form({ object, id, record }, ['object', 'id', 'record']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'PATCH', path: '/sobjects/{input.object}/{input.id}', body: writable('input.record') },
    output: "{'id': input.id}",
  },
});

const externalField =
  "{$exists(input.externalIdField) ? input.externalIdField : $exists(connection.externalIdField) ? connection.externalIdField : 'Ext_Id__c'}";

export const upsertRecord = defineAction({
  title: { zh: '按外部标识写入记录', en: 'Upsert a record by external id' },
  input: form(
    {
      object,
      externalIdField: field.text('外部标识字段', 'External id field', {
        pattern: '^[A-Za-z]\\w*$',
        'x-help': { zh: '留空为连接中的字段', en: 'Empty: the field of the connection' },
      }),
      externalId: field.text('外部标识', 'External id', { minLength: 1, maxLength: 255, 'x-placeholder': 'SC-1001' }),
      record,
    },
    ['object', 'externalId', 'record'],
  ),
  output: form(
    { id: field.text('记录标识', 'Id of the record'), created: field.flag('是否新建', 'Whether it was created') },
    ['id', 'created'],
  ),
  sample: { ...writtenSample, created: true },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PATCH',
      path: `/sobjects/{input.object}/${externalField}/{input.externalId}`,
      body: writable('input.record'),
    },
    output: "{'id': body.id, 'created': status = 201}",
  },
});

export const deleteRecord = defineAction({
  title: { zh: '删除记录', en: 'Delete a record' },
  description: { zh: '记录进入回收站', en: 'It goes to the recycle bin' },
  input: form({ object, id }, ['object', 'id']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'DELETE', path: '/sobjects/{input.object}/{input.id}' },
    // Deleting what is deleted is deleting.
    errors: [{ when: { status: 404, expression: "'ENTITY_IS_DELETED' in body.errorCode" }, meaning: 'success' }],
    output: "{'id': input.id}",
  },
});
