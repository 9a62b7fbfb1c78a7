import {
  canonicalObjects,
  type CanonicalName,
  type ConnectorManifestInput,
  type JsonObject,
  type JsonSchema,
} from '@joinery/contracts';
import { create, createEffect, get, list, remove, update, upsert } from '../operations.ts';
import { changeSchema, idField, recordSchema, writableSchema } from '../record-schema.ts';
import { sampleOf } from '../samples.ts';

type Actions = NonNullable<ConnectorManifestInput['actions']>;
type Action = Actions[string];

const object = (properties: JsonObject, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** Read, list, create, change, upsert and delete for one object: `get-ticket`, `list-tickets`, `create-ticket` … */
export function recordActions(name: CanonicalName): Actions {
  const { collection, title } = canonicalObjects[name];
  const noun = collection.replace(/s$/, '');
  return {
    [`get-${noun}`]: getAction(name),
    [`list-${collection}`]: listAction(name),
    [`create-${noun}`]: {
      title: { zh: `新建${title.zh}`, en: `Create ${lower(title.en)}` },
      input: writableSchema(name),
      output: recordSchema(name),
      sample: sampleOf(name),
      effect: createEffect,
      operation: create(collection, 'input'),
    },
    [`update-${noun}`]: updateAction(name),
    [`upsert-${noun}`]: upsertAction(name),
    [`delete-${noun}`]: {
      title: { zh: `删除${title.zh}`, en: `Delete ${lower(title.en)}` },
      input: object({ id: idField }, ['id']),
      output: object({ id: idField, deleted: { type: 'boolean', 'x-title': { zh: '已删除', en: 'Deleted' } } }, ['id']),
      sample: { id: sampleOf(name)['id'] ?? '', deleted: true },
      effect: { class: 'idempotent' },
      operation: remove(collection),
    },
  };
}

function getAction(name: CanonicalName): Action {
  const { collection, title } = canonicalObjects[name];
  return {
    title: { zh: `读取${title.zh}`, en: `Get ${lower(title.en)}` },
    input: object({ id: idField }, ['id']),
    output: recordSchema(name),
    sample: sampleOf(name),
    effect: { class: 'read' },
    safeToTest: true,
    operation: get(collection),
  };
}

/** Filters are the fields by which the core finds records; an empty one is not sent. */
function listAction(name: CanonicalName): Action {
  const { collection, title, schema } = canonicalObjects[name];
  const fields = schema['properties'] as JsonObject;
  const filters = Object.keys(fields).filter((field) => filterable.has(field));
  const query = Object.fromEntries(filters.map((field) => [field, `input.${field}`]));
  return {
    title: { zh: `列出${title.zh}`, en: `List ${lower(title.en)}s` },
    input: object(Object.fromEntries(filters.map((field) => [field, fields[field] ?? {}])), []),
    output: recordSchema(name),
    sample: sampleOf(name),
    effect: { class: 'read' },
    safeToTest: true,
    operation: list(collection, query),
  };
}

const filterable = new Set([
  'status',
  'priority',
  'number',
  'customerId',
  'contactId',
  'requesterContactId',
  'assigneeAgentId',
  'groupId',
  'departmentId',
  'ticketId',
  'targetId',
  'code',
  'mobile',
  'email',
  'phone',
  'employeeNo',
  'serialNo',
  'name',
  'externalUserId',
]);

function updateAction(name: CanonicalName): Action {
  const { collection, title } = canonicalObjects[name];
  const version = {
    type: 'integer',
    minimum: 1,
    'x-title': { zh: '版本号', en: 'Version' },
    'x-help': {
      zh: '填写后,若记录已被他人修改则不写入',
      en: 'When given, a record somebody else changed meanwhile is not written',
    },
  };
  return {
    title: { zh: `更新${title.zh}`, en: `Update ${lower(title.en)}` },
    input: object({ id: idField, version, changes: changeSchema(name) }, ['id', 'changes']),
    output: recordSchema(name),
    sample: sampleOf(name),
    effect: { class: 'idempotent' },
    operation: update(collection, 'input.changes'),
  };
}

function upsertAction(name: CanonicalName): Action {
  const { collection, title } = canonicalObjects[name];
  const system = { type: 'string', maxLength: 100, 'x-title': { zh: '外部系统', en: 'External system' } };
  const externalId = { type: 'string', minLength: 1, maxLength: 200, 'x-title': { zh: '外部标识', en: 'External id' } };
  return {
    title: { zh: `按外部标识写入${title.zh}`, en: `Upsert ${lower(title.en)} by external id` },
    input: object({ system, externalId, record: writableSchema(name) }, ['externalId', 'record']),
    output: recordSchema(name),
    sample: sampleOf(name),
    effect: { class: 'idempotent' },
    operation: upsert(collection, 'input.externalId'),
  };
}

function lower(text: string): string {
  return text.toLowerCase();
}
