import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { call, createBody, query, updateBody, upsert } from '../operations.ts';

const object = field.text('对象', 'Object', {
  pattern: '^[A-Za-z]\\w*$',
  'x-options': 'objects',
  'x-placeholder': 'AccountObj',
});
const id = field.text('数据标识', 'Id of the record', { minLength: 1, maxLength: 100 });
const record: JsonObject = {
  ...field.object('字段', 'Fields'),
  'x-schema': 'record-fields',
  'x-help': {
    zh: '数字与金额写为文本,日期写为毫秒,人员与部门写为列表',
    en: 'Numbers and amounts as texts, dates as milliseconds, people and departments as lists',
  },
};
const anyRecord = recordOf(
  {
    _id: field.text('数据标识', 'Id'),
    name: field.text('名称', 'Name'),
    last_modified_time: field.whole('最后修改时间(毫秒)', 'Last modified (ms)'),
    owner: field.list('负责人', 'Owner', { type: 'string' }),
  },
  ['_id'],
);
const sample: JsonObject = {
  _id: '68fa2c1d9e8f7a0001a1b2c3',
  name: '示例科技有限公司',
  tel: '021-60000001',
  owner: ['1000'],
  last_modified_time: 1788224400000,
};
const written = form({ id: field.text('数据标识', 'Id of the record') }, ['id']);
const writtenSample = { id: '68fa2c1d9e8f7a0001a1b2c3' };

const operators = {
  EQ: ['等于', 'equals'],
  N: ['不等于', 'does not equal'],
  GT: ['大于', 'is greater than'],
  GTE: ['大于等于', 'is at least'],
  LT: ['小于', 'is less than'],
  LTE: ['小于等于', 'is at most'],
  LIKE: ['包含', 'contains'],
  IN: ['属于', 'is one of'],
  IS: ['为空', 'is empty'],
  ISN: ['不为空', 'is not empty'],
} as const;

export const queryRecords = defineAction({
  title: { zh: '查询数据', en: 'Query records' },
  input: form(
    {
      object,
      filters: field.list('条件', 'Conditions', {
        type: 'object',
        required: ['field', 'operator'],
        additionalProperties: false,
        properties: {
          field: field.text('字段', 'Field', { minLength: 1 }),
          operator: field.choice('比较', 'Comparison', operators),
          values: field.list('值', 'Values', { type: 'string' }),
        },
      }),
    },
    ['object'],
  ),
  output: anyRecord,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: query(
    'input.object',
    "input.filters.{'field_name': field, 'operator': operator, 'field_values': $exists(values) ? [values] : []}",
  ),
});

export const getRecord = defineAction({
  title: { zh: '读取数据', en: 'Get a record' },
  input: form({ object, id }, ['object', 'id']),
  output: anyRecord,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    ...call('get', 'input.object', "{'data': {'dataObjectApiName': input.object, 'objectDataId': input.id}}"),
    output: 'body.data',
  },
});

export const createRecord = defineAction({
  title: { zh: '新建数据', en: 'Create a record' },
  description: {
    zh: '不触发审批与工作流;回应丢失时无法得知是否已新建,不可重复时请按外部标识写入',
    en: 'Starts no approval and no workflow; after a lost answer nobody knows whether it was made: where that matters, upsert by an external id',
  },
  input: form({ object, record }, ['object', 'record']),
  output: written,
  sample: writtenSample,
  effect: { class: 'unsafe' },
  operation: {
    ...call('create', 'input.object', createBody('input.object', 'input.record')),
    output: "{'id': body.dataId}",
  },
});

export const updateRecord = defineAction({
  title: { zh: '更新数据', en: 'Update a record' },
  description: { zh: '负责人不能在此更改', en: 'The owner cannot be changed here' },
  input: form({ object, id, record }, ['object', 'id', 'record']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    ...call('update', 'input.object', updateBody('input.object', 'input.id', 'input.record')),
    output: "{'id': input.id}",
  },
});

export const upsertRecord = defineAction({
  title: { zh: '按外部标识写入数据', en: 'Upsert a record by external id' },
  description: {
    zh: '先按连接中的外部标识字段查找,有则更新,无则新建',
    en: 'Looked for by the external id field of the connection; changed where it is, created where it is not',
  },
  input: form(
    {
      object,
      externalId: field.text('外部标识', 'External id', { minLength: 1, maxLength: 200, 'x-placeholder': 'SC-1001' }),
      record,
    },
    ['object', 'externalId', 'record'],
  ),
  output: form(
    { id: field.text('数据标识', 'Id of the record'), created: field.flag('是否新建', 'Whether it was created') },
    ['id', 'created'],
  ),
  sample: { ...writtenSample, created: true },
  effect: { class: 'idempotent' },
  operation: upsert('input.object', 'input.externalId', 'input.record'),
});

export const invalidateRecord = defineAction({
  title: { zh: '作废数据', en: 'Invalidate a record' },
  input: form({ object, id }, ['object', 'id']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    ...call('invalid', 'input.object', "{'data': {'dataObjectApiName': input.object, 'object_data_id': input.id}}"),
    output: "{'id': input.id}",
  },
});

export const deleteRecord = defineAction({
  title: { zh: '删除已作废的数据', en: 'Delete an invalidated record' },
  input: form({ object, id }, ['object', 'id']),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    ...call('delete', 'input.object', "{'data': {'dataObjectApiName': input.object, 'idList': [input.id]}}"),
    output: "{'id': input.id}",
  },
});

export const changeOwner = defineAction({
  title: { zh: '更换负责人', en: 'Change the owner' },
  input: form(
    {
      object,
      id,
      ownerId: field.text('员工编号', 'Number of the employee', { minLength: 1, 'x-placeholder': '1000' }),
    },
    ['object', 'id', 'ownerId'],
  ),
  output: written,
  sample: writtenSample,
  effect: { class: 'idempotent' },
  operation: {
    // The list is called Data, with a capital.
    ...call(
      'changeOwner',
      'input.object',
      "{'data': {'dataObjectApiName': input.object, 'Data': [{'objectDataId': input.id, 'ownerId': [input.ownerId]}]}}",
    ),
    output: "{'id': input.id}",
  },
});
