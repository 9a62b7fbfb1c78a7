import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { one, scroll } from '../operations.ts';

const object = {
  ...field.text('对象', 'Object', { pattern: '^[A-Za-z]\\w*$', 'x-placeholder': 'account' }),
  'x-help': {
    zh: '对象的 API 名称:account、contact、opportunity、lead 或 customEntity1__c 等',
    en: 'Its API name: account, contact, opportunity, lead, or customEntity1__c and the like',
  },
};
const id = field.text('记录标识', 'Id of the record', { pattern: '^\\d{1,19}$' });
const record: JsonObject = { ...field.object('字段', 'Fields'), 'x-schema': 'record-fields' };
const recordId = field.any('记录标识', 'Id');
const written = form({ id: field.text('记录标识', 'Id of the record') }, ['id']);
const writtenSample = { id: '1893462341828608' };
const anyRecord = recordOf({ id: recordId, updatedAt: field.any('更新时间(毫秒)', 'Updated (ms)') }, ['id']);
const sample: JsonObject = {
  id: 1893462341828608,
  accountName: '示例科技有限公司',
  phone: '021-60000001',
  updatedAt: 1788224400000,
};

export const runQuery = defineAction({
  title: { zh: '查询记录', en: 'Query records' },
  description: { zh: '用 XOQL 查询,逐页给出', en: 'By XOQL, page after page' },
  input: form(
    {
      xoql: field.text('XOQL', 'XOQL', {
        minLength: 1,
        maxLength: 20_000,
        'x-multiline': true,
        'x-placeholder': 'select id, accountName from account where updatedAt > 1767225600000',
      }),
    },
    ['xoql'],
  ),
  output: { ...anyRecord, required: [] },
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: scroll('input.xoql'),
});

export const getRecord = defineAction({
  title: { zh: '读取记录', en: 'Get a record' },
  input: form({ object, id }, ['object', 'id']),
  output: anyRecord,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: one }, output: 'body.data' },
});

const keyField = "($exists(connection.keyField) ? connection.keyField : 'joineryKey__c')";

export const createRecord = defineAction({
  title: { zh: '新建记录', en: 'Create a record' },
  description: {
    zh: '幂等键写入连接中的幂等键字段,网络中断后据此查找,不会重复新建',
    en: 'The idempotency key is written into its field, by which the record is found after a broken connection instead of being made twice',
  },
  input: form({ object, record }, ['object', 'record']),
  output: written,
  sample: writtenSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'POST',
          path: '/query/xoql',
          encoding: 'form',
          body: `{'xoql': 'select id from ' & input.object & ' where ' & ${keyField} & " = '" & state.idempotencyKey & "' limit 0,1"}`,
        },
      },
      found: '$count(body.data.records) > 0',
      output: "{'id': $string(body.data.records[0].id)}",
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/xobjects/{input.object}',
      body: `{'data': $merge([input.record, {${keyField}: state.idempotencyKey}])}`,
    },
    output: "{'id': $string(body.data.id)}",
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
    request: { method: 'PATCH', path: one, body: "{'data': input.record}" },
    output: "{'id': input.id}",
  },
});

export const deleteRecord = defineAction({
  title: { zh: '删除记录', en: 'Delete a record' },
  input: form({ object, id }, ['object', 'id']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: "{'id': input.id}" },
});
