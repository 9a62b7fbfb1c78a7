import { defineAction } from '@joinery/connector-sdk';
import { departmentSample, departmentSchema, personSample, personSchema } from '../directory-schema.ts';
import type { RequestOperation } from '../manifest-parts.ts';

const text = (zh: string, en: string) => ({ type: 'string', minLength: 1, maxLength: 200, 'x-title': { zh, en } });
const texts = (zh: string, en: string) => ({
  type: 'array',
  maxItems: 50,
  items: { type: 'string', maxLength: 200 },
  'x-sensitive': true,
  'x-title': { zh, en },
});
const paged = {
  items: 'body.data.items',
  next: 'body.data.page_token',
  more: 'body.data.has_more',
  send: { in: 'query', name: 'page_token' },
} as const;
const fifty = { send: { in: 'query', name: 'page_size' }, value: 50 } as const;

export const findPeople = defineAction({
  title: { zh: '按手机号或邮箱查找成员', en: 'Find people by phone or e-mail' },
  input: {
    type: 'object',
    properties: { emails: texts('邮箱', 'E-mails'), mobiles: texts('手机号', 'Phones') },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['people'],
    properties: {
      people: {
        type: 'array',
        'x-title': { zh: '成员', en: 'People' },
        items: {
          type: 'object',
          properties: {
            user_id: {
              type: 'string',
              'x-title': { zh: 'open_id(未找到时没有)', en: 'open_id (absent when not found)' },
            },
            email: { type: 'string', 'x-sensitive': true, 'x-title': { zh: '邮箱', en: 'E-mail' } },
            mobile: { type: 'string', 'x-sensitive': true, 'x-title': { zh: '手机号', en: 'Phone' } },
          },
          additionalProperties: true,
        },
      },
    },
  },
  sample: {
    people: [
      { user_id: 'ou_7d8a6e6df7621556ce0d21922b676701', email: 'e1001@service.example.com' },
      { mobile: '13800000000' },
    ],
  },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/contact/v3/users/batch_get_id',
      query: { user_id_type: "'open_id'" },
      body: "{'emails': input.emails ? [input.emails] : [], 'mobiles': input.mobiles ? [input.mobiles] : []}",
      budget: 'contact',
    },
    output: "{'people': [body.data.user_list]}",
  },
});

export const getPerson = defineAction({
  title: { zh: '读取成员', en: 'Get a person' },
  input: {
    type: 'object',
    required: ['openId'],
    properties: { openId: text('成员 open_id', 'open_id') },
    additionalProperties: false,
  },
  output: personSchema,
  sample: personSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/contact/v3/users/{input.openId}',
      query: { user_id_type: "'open_id'" },
      budget: 'contact',
    },
    output: 'body.data.user',
  },
});

export const listDepartmentPeople = defineAction({
  title: { zh: '列出部门成员', en: 'List people of a department' },
  input: {
    type: 'object',
    required: ['departmentId'],
    properties: { departmentId: { ...text('部门', 'Department'), 'x-options': 'departments' } },
    additionalProperties: false,
  },
  output: personSchema,
  sample: personSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/contact/v3/users/find_by_department',
      query: { department_id: 'input.departmentId', user_id_type: "'open_id'" },
      budget: 'contact',
    },
    pagination: { kind: 'cursor', ...paged, size: fifty },
  },
});

/** The whole tree below the root; Feishu's root is the department `0`. */
export const everyDepartment: RequestOperation = {
  kind: 'request',
  request: {
    method: 'GET',
    path: "/contact/v3/departments/{$exists(input.parentId) ? input.parentId : '0'}/children",
    query: { fetch_child: "'true'", department_id_type: "'open_department_id'", user_id_type: "'open_id'" },
    budget: 'contact',
  },
  pagination: { kind: 'cursor', ...paged, size: fifty },
};

export const listDepartments = defineAction({
  title: { zh: '列出部门', en: 'List departments' },
  input: {
    type: 'object',
    properties: { parentId: { ...text('上级部门', 'Parent'), 'x-options': 'departments' } },
    additionalProperties: false,
  },
  output: departmentSchema,
  sample: departmentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: everyDepartment,
});

export const everyChat: RequestOperation = {
  kind: 'request',
  request: { method: 'GET', path: '/im/v1/chats', budget: 'messages' },
  pagination: { kind: 'cursor', ...paged, size: { send: { in: 'query', name: 'page_size' }, value: 100 } },
};

export const listChats = defineAction({
  title: { zh: '列出机器人所在的群', en: 'List groups the bot is in' },
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    required: ['chat_id'],
    properties: {
      chat_id: { type: 'string', 'x-title': { zh: '群组标识', en: 'Group id' } },
      name: { type: 'string', 'x-title': { zh: '名称', en: 'Name' } },
    },
    additionalProperties: true,
  },
  sample: { chat_id: 'oc_5ad11d72b830411d72b836c20', name: '客服值班群' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: everyChat,
});
