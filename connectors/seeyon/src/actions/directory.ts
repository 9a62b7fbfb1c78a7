import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import type { RequestOperation } from '../manifest-parts.ts';
import { numbersAsStrings, read } from '../manifest-parts.ts';
import {
  accountSample,
  accountSchema,
  departmentSample,
  departmentSchema,
  memberSample,
  memberSchema,
} from '../record-schema.ts';

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const id = (zh: string, en: string, more: JsonObject = {}): JsonObject =>
  field.text(zh, en, { pattern: '^-?[0-9]{1,20}$', ...more });

export const everyAccount = read('/orgAccounts');

export const memberById = (place: string): RequestOperation => ({
  ...read(`/orgMember/{${place}}`),
  errors: [{ when: { expression: "$type(body) = 'null'" }, meaning: 'not-found', code: "'empty'" }],
});

export const listAccounts = defineAction({
  title: { zh: '列出单位', en: 'List units' },
  input: form({}),
  output: recordOf({ units: field.list('单位', 'Units', accountSchema) }, ['units']),
  sample: { units: [accountSample] },
  ...reading,
  operation: { ...everyAccount, output: "{'units': [body]}" },
});

export const listDepartments = defineAction({
  title: { zh: '列出部门', en: 'List departments' },
  description: { zh: '所有单位的部门,一个单位为一页', en: 'Of all units, one after the other' },
  input: form({}),
  output: departmentSchema,
  sample: departmentSample,
  ...reading,
  operation: { kind: 'code', paginated: true },
});

export const listDepartmentMembers = defineAction({
  title: { zh: '列出部门人员', en: 'List members of a department' },
  input: form(
    {
      departmentId: id('部门标识', 'Department id'),
      includeBelow: { ...field.flag('包含下级部门', 'With those below it'), default: false },
    },
    ['departmentId'],
  ),
  output: recordOf({ members: field.list('人员', 'Members', memberSchema) }, ['members']),
  sample: { members: [memberSample] },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/orgMembers/department/{input.departmentId}',
      query: { ...numbersAsStrings, firstLayer: 'input.includeBelow = true ? "false" : "true"', pageNo: "'0'" },
    },
    output: "{'members': [body]}",
  },
});

export const getMember = defineAction({
  title: { zh: '读取人员', en: 'Get a member' },
  input: form({ memberId: id('人员标识', 'Member id') }, ['memberId']),
  output: memberSchema,
  sample: memberSample,
  ...reading,
  operation: memberById('input.memberId'),
});

export const findMember = defineAction({
  title: { zh: '按登录名查找人员', en: 'Find a member by login' },
  input: form({ loginName: field.text('登录名', 'Login', { minLength: 1, maxLength: 100 }) }, ['loginName']),
  output: recordOf({ members: field.list('人员', 'Members', memberSchema) }, ['members']),
  sample: { members: [memberSample] },
  ...reading,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/orgMember/', query: { ...numbersAsStrings, loginName: 'input.loginName' } },
    output: "{'members': $type(body) = 'null' ? [] : [body]}",
  },
});
