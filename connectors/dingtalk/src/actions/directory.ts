import { defineAction } from '@joinery/connector-sdk';
import { departmentSample, departmentSchema, personSample, personSchema } from '../directory-schema.ts';
import { form, text } from '../fields.ts';
import { oldRequest } from '../requests.ts';

const departmentId = {
  type: ['integer', 'string'],
  'x-options': 'departments',
  'x-title': { zh: '部门', en: 'Department' },
  'x-help': { zh: '根部门为 1', en: 'The root is 1' },
};

export const getPerson = defineAction({
  title: { zh: '读取成员', en: 'Get a person' },
  input: form({ userId: text('成员标识', 'User id') }, ['userId']),
  output: personSchema,
  sample: personSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: oldRequest('/topapi/v2/user/get', "{'userid': input.userId}", 'contact'),
    output: 'body.result',
  },
});

const found = {
  output: {
    type: 'object',
    required: ['userid'],
    properties: { userid: { type: 'string', 'x-title': { zh: '成员标识', en: 'User id' } } },
    additionalProperties: true,
  },
  sample: { userid: 'zhangwei' },
  effect: { class: 'read' as const },
  safeToTest: true,
};

export const findPersonByMobile = defineAction({
  title: { zh: '按手机号查找成员', en: 'Find a person by phone' },
  input: form({ mobile: text('手机号', 'Phone', { maxLength: 30, 'x-sensitive': true }) }, ['mobile']),
  ...found,
  operation: {
    kind: 'request',
    request: oldRequest('/topapi/v2/user/getbymobile', "{'mobile': input.mobile}", 'contact'),
    output: 'body.result',
  },
});

export const findPersonByUnionid = defineAction({
  title: { zh: '按 unionid 查找成员', en: 'Find a person by unionid' },
  input: form({ unionid: text('unionid', 'unionid') }, ['unionid']),
  ...found,
  operation: {
    kind: 'request',
    request: oldRequest('/topapi/user/getbyunionid', "{'unionid': input.unionid}", 'contact'),
    output: 'body.result',
  },
});

export const listDepartmentPeople = defineAction({
  title: { zh: '列出部门成员', en: 'List people of a department' },
  description: { zh: '不含下级部门', en: 'Without those of departments below' },
  input: form({ departmentId }, ['departmentId']),
  output: personSchema,
  sample: personSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: oldRequest('/topapi/v2/user/list', "{'dept_id': $number(input.departmentId), 'cursor': 0}", 'contact'),
    pagination: {
      kind: 'cursor',
      items: 'body.result.list',
      next: 'body.result.next_cursor',
      more: 'body.result.has_more',
      send: { in: 'body', path: ['cursor'] },
      size: { send: { in: 'body', path: ['size'] }, value: 100 },
    },
  },
});

export const listDepartments = defineAction({
  title: { zh: '列出下级部门', en: 'List departments below another' },
  description: { zh: '仅直接下级', en: 'Those directly below it' },
  input: form({ departmentId }, []),
  output: departmentSchema,
  sample: departmentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: oldRequest(
      '/topapi/v2/department/listsub',
      "{'dept_id': $exists(input.departmentId) ? $number(input.departmentId) : 1}",
      'contact',
    ),
    // DingTalk gives all of them at once: a listing of a single page.
    pagination: { kind: 'cursor', items: 'body.result', next: 'null', send: { in: 'body', path: ['cursor'] } },
  },
});

export const getDepartment = defineAction({
  title: { zh: '读取部门', en: 'Get a department' },
  input: form({ departmentId }, ['departmentId']),
  output: departmentSchema,
  sample: departmentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: oldRequest('/topapi/v2/department/get', "{'dept_id': $number(input.departmentId)}", 'contact'),
    output: 'body.result',
  },
});
