import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import { departmentSample, departmentSchema, entrySchema, personSample, personSchema } from '../record-schema.ts';

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const paged = { kind: 'code', paginated: true } as const;
const dn = field.text('DN', 'DN', { minLength: 1, maxLength: 1_000 });

export const listPeople = defineAction({
  title: { zh: '列出人员', en: 'List people' },
  input: form({}),
  output: personSchema,
  sample: personSample,
  ...reading,
  operation: paged,
});

export const listDepartments = defineAction({
  title: { zh: '列出部门', en: 'List departments' },
  input: form({}),
  output: departmentSchema,
  sample: departmentSample,
  ...reading,
  operation: paged,
});

export const findPeople = defineAction({
  title: { zh: '查找人员', en: 'Find people' },
  input: form(
    {
      by: {
        ...field.choice('按', 'By', {
          uid: ['账号(uid)', 'User id (uid)'],
          mail: ['邮箱', 'E-mail'],
          employeeNumber: ['工号', 'Employee number'],
          sAMAccountName: ['账号(AD)', 'Account name (AD)'],
        }),
        default: 'uid',
      },
      value: field.text('值', 'Value', { minLength: 1, maxLength: 300 }),
    },
    ['by', 'value'],
  ),
  output: recordOf({ people: field.list('人员', 'People', personSchema) }, ['people']),
  sample: { people: [personSample] },
  ...reading,
  operation: { kind: 'code' },
});

export const searchEntries = defineAction({
  title: { zh: '搜索条目', en: 'Search entries' },
  input: form(
    {
      filter: field.text('筛选', 'Filter', {
        minLength: 3,
        maxLength: 5_000,
        'x-placeholder': '(&(objectClass=person)(mail=*))',
      }),
      base: field.text('基准 DN', 'Base DN', {
        maxLength: 1_000,
        'x-help': { zh: '空为连接中的', en: 'Empty: the connection’s' },
      }),
      scope: {
        ...field.choice('范围', 'Scope', {
          sub: ['整个子树', 'Whole subtree'],
          one: ['下一级', 'One level'],
          base: ['仅此条目', 'The entry itself'],
        }),
        default: 'sub',
      },
    },
    ['filter'],
  ),
  output: entrySchema,
  sample: personSample,
  ...reading,
  operation: paged,
});

export const getEntry = defineAction({
  title: { zh: '读取条目', en: 'Get an entry' },
  input: form({ dn }, ['dn']),
  output: entrySchema,
  sample: personSample,
  ...reading,
  operation: { kind: 'code' },
});
