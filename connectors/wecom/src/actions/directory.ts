import { defineAction } from '@joinery/connector-sdk';
import { departmentSample, departmentSchema, personSample, personSchema } from '../directory-schema.ts';
import { form, text } from '../fields.ts';
import type { RequestOperation } from '../manifest-parts.ts';
import { gotten, posted } from '../requests.ts';

const departmentId = {
  type: ['integer', 'string'],
  'x-options': 'departments',
  'x-title': { zh: '部门', en: 'Department' },
};

/** WeCom gives a whole list at once: a listing of a single page. */
const atOnce = (items: string): NonNullable<RequestOperation['pagination']> => ({
  kind: 'cursor',
  items,
  next: 'null',
  send: { in: 'query', name: 'cursor' },
});

export const getPerson = defineAction({
  title: { zh: '读取成员', en: 'Get a person' },
  input: form({ userId: text('成员标识', 'User id') }, ['userId']),
  output: personSchema,
  sample: personSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: gotten('/user/get', { userid: 'input.userId' }, 'contact'),
    output: "$sift(body, function($value, $name) { $not($name in ['errcode', 'errmsg']) })",
  },
});

const found = {
  output: {
    type: 'object',
    required: ['userid'],
    properties: { userid: { type: 'string', 'x-title': { zh: '成员标识', en: 'User id' } } },
  },
  sample: { userid: 'zhangwei' },
  effect: { class: 'read' as const },
  safeToTest: true,
};

export const findPersonByMobile = defineAction({
  title: { zh: '按手机号查找成员', en: 'Find a person by phone' },
  description: {
    zh: '错误号码过多会被停用一天',
    en: 'Too many wrong numbers and WeCom closes this for a day',
  },
  input: form({ mobile: text('手机号', 'Phone', { maxLength: 30, 'x-sensitive': true }) }, ['mobile']),
  ...found,
  operation: {
    kind: 'request',
    request: posted('/user/getuserid', "{'mobile': input.mobile}", 'contact'),
    output: "{'userid': body.userid}",
  },
});

export const findPersonByEmail = defineAction({
  title: { zh: '按邮箱查找成员', en: 'Find a person by e-mail' },
  input: form(
    {
      email: text('邮箱', 'E-mail', { 'x-sensitive': true }),
      personal: { type: 'boolean', default: false, 'x-title': { zh: '个人邮箱', en: 'A personal address' } },
    },
    ['email'],
  ),
  ...found,
  operation: {
    kind: 'request',
    request: posted(
      '/user/get_userid_by_email',
      "{'email': input.email, 'email_type': input.personal ? 2 : 1}",
      'contact',
    ),
    output: "{'userid': body.userid}",
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
    request: gotten('/user/list', { department_id: 'input.departmentId' }, 'contact'),
    pagination: atOnce('body.userlist'),
  },
});

/** The department asked for and all below it; without one, all the app may see. */
export const everyDepartment: RequestOperation = {
  kind: 'request',
  request: gotten('/department/list', { id: 'input.departmentId' }, 'contact'),
  pagination: atOnce('body.department'),
};

export const listDepartments = defineAction({
  title: { zh: '列出部门', en: 'List departments' },
  input: form({ departmentId }, []),
  output: departmentSchema,
  sample: departmentSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: everyDepartment,
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
    request: gotten('/department/get', { id: 'input.departmentId' }, 'contact'),
    output: 'body.department',
  },
});
