import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { search, texts, uniqueProperty } from '../operations.ts';

const type = {
  ...field.text('对象类型', 'Object type', { pattern: '^[A-Za-z0-9_-]+$', 'x-placeholder': 'tickets' }),
  'x-help': {
    zh: 'contacts、companies、tickets、deals……或自定义对象的标识',
    en: 'contacts, companies, tickets, deals … or the id of a custom object',
  },
};
const id = field.text('记录标识', 'Id of the record', { minLength: 1, maxLength: 100 });
const names = field.list('要读取的属性', 'Properties to read', { type: 'string', minLength: 1 });
const properties: JsonObject = { ...field.object('属性', 'Properties'), 'x-schema': 'record-properties' };

const record = recordOf(
  {
    id: field.text('记录标识', 'Id'),
    properties: field.object('属性', 'Properties'),
    createdAt: field.text('创建时间', 'Created'),
    updatedAt: field.text('更新时间', 'Updated'),
    archived: field.flag('已归档', 'Archived'),
  },
  ['id', 'properties'],
);
const sample: JsonObject = {
  id: '512',
  properties: { subject: '登录后页面空白', hs_pipeline_stage: '1', hs_ticket_priority: 'HIGH', hs_object_id: '512' },
  createdAt: '2026-09-01T01:00:00.000Z',
  updatedAt: '2026-09-01T02:05:00.000Z',
  archived: false,
};

export const getRecord = defineAction({
  title: { zh: '读取记录', en: 'Get a record' },
  input: form({ type, id, properties: names }, ['type', 'id']),
  output: record,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/crm/v3/objects/{input.type}/{input.id}',
      query: { properties: "$count(input.properties) > 0 ? $join(input.properties, ',') : null" },
    },
  },
});

export const searchRecords = defineAction({
  title: { zh: '查找记录', en: 'Search records' },
  description: {
    zh: '索引比写入晚几秒;条件须同时成立',
    en: 'The index is seconds behind what was written; all conditions must hold',
  },
  input: form(
    {
      type,
      filters: field.list('条件', 'Conditions', {
        type: 'object',
        required: ['property', 'operator'],
        additionalProperties: false,
        properties: {
          property: field.text('属性', 'Property', { minLength: 1 }),
          operator: field.choice('比较', 'Comparison', {
            EQ: ['等于', 'equals'],
            NEQ: ['不等于', 'does not equal'],
            GT: ['大于', 'is greater than'],
            GTE: ['大于等于', 'is at least'],
            LT: ['小于', 'is less than'],
            LTE: ['小于等于', 'is at most'],
            CONTAINS_TOKEN: ['包含词', 'contains the word'],
            HAS_PROPERTY: ['有值', 'has a value'],
            NOT_HAS_PROPERTY: ['无值', 'has no value'],
          }),
          value: field.text('值', 'Value'),
        },
      }),
      properties: names,
    },
    ['type'],
  ),
  output: record,
  sample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: search(
    '{input.type}',
    "input.filters.$merge([{'propertyName': property, 'operator': operator}, $exists(value) ? {'value': value} : {}])",
    '[input.properties]',
  ),
});

/** HubSpot takes no idempotency key; who must not create twice upserts by a unique property. */
export const createRecord = defineAction({
  title: { zh: '新建记录', en: 'Create a record' },
  description: {
    zh: '回应丢失时无法得知是否已新建;不可重复时请按外部标识写入',
    en: 'After a lost answer nobody knows whether it was made; where that matters, upsert by an external id',
  },
  input: form({ type, properties }, ['type', 'properties']),
  output: record,
  sample,
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/crm/v3/objects/{input.type}',
      body: `{'properties': ${texts('input.properties')}, 'associations': []}`,
    },
  },
});

export const updateRecord = defineAction({
  title: { zh: '更新记录', en: 'Update a record' },
  input: form({ type, id, properties }, ['type', 'id', 'properties']),
  output: record,
  sample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PATCH',
      path: '/crm/v3/objects/{input.type}/{input.id}',
      body: `{'properties': ${texts('input.properties')}}`,
    },
  },
});

export const upsertRecord = defineAction({
  title: { zh: '按外部标识写入记录', en: 'Upsert a record by external id' },
  input: form(
    {
      type,
      externalId: field.text('外部标识', 'External id', { minLength: 1, maxLength: 200, 'x-placeholder': 'SC-1001' }),
      uniqueProperty: field.text('唯一值属性', 'Property with unique values', {
        pattern: '^[a-z][a-z0-9_]*$',
        'x-help': {
          zh: '留空为连接中的属性;联系人可用 email',
          en: 'Empty: the property of the connection; for contacts it may be email',
        },
      }),
      properties,
    },
    ['type', 'externalId', 'properties'],
  ),
  output: record,
  sample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/crm/v3/objects/{input.type}/batch/upsert',
      body: `($by := $exists(input.uniqueProperty) ? input.uniqueProperty : ${uniqueProperty};
        {'inputs': [{'id': input.externalId, 'idProperty': $by, 'properties': ${texts('input.properties')}}]})`,
    },
    // A refusal of the only record comes as 207.
    errors: [
      {
        when: { status: 207, expression: 'body.numErrors > 0' },
        meaning: 'invalid',
        code: 'body.errors[0].category',
        detail: 'body.errors[0].message',
      },
    ],
    output: 'body.results[0]',
  },
});

export const archiveRecord = defineAction({
  title: { zh: '归档记录', en: 'Archive a record' },
  input: form({ type, id }, ['type', 'id']),
  output: form({ id: field.text('记录标识', 'Id') }, ['id']),
  sample: { id: '512' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'DELETE', path: '/crm/v3/objects/{input.type}/{input.id}' },
    output: "{'id': input.id}",
  },
});

export const associateRecords = defineAction({
  title: { zh: '关联两条记录', en: 'Associate two records' },
  description: { zh: '用默认的关联类型', en: 'By the default type of association' },
  input: form({ fromType: type, fromId: id, toType: type, toId: id }, ['fromType', 'fromId', 'toType', 'toId']),
  output: form({ fromId: field.text('一方', 'From'), toId: field.text('另一方', 'To') }, ['fromId', 'toId']),
  sample: { fromId: '512', toId: '101' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: '/crm/v4/objects/{input.fromType}/{input.fromId}/associations/default/{input.toType}/{input.toId}',
    },
    output: "{'fromId': input.fromId, 'toId': input.toId}",
  },
});
