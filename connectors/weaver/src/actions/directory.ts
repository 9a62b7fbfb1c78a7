import { defineAction, field, form } from '@joinery/connector-sdk';
import type { JsonSchema } from '@joinery/contracts';
import type { RequestOperation } from '../manifest-parts.ts';
import {
  departmentSample,
  departmentSchema,
  personSample,
  personSchema,
  subcompanySample,
  subcompanySchema,
} from '../record-schema.ts';

type Filters = Readonly<Record<string, string>>;

/** The organisation's listings are alike: filters beside the page, in one member. */
export const directoryPages = (
  interfaceName: string,
  filters: Filters = {},
  items = 'body.data.dataList',
): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: `/api/hrm/resful/${interfaceName}`,
    body: `{'params': {${Object.entries(filters)
      .map(([name, value]) => `'${name}': ${value}`)
      .join(', ')}}}`,
  },
  pagination: {
    kind: 'page',
    items,
    send: { in: 'body', path: ['params', 'curpage'] },
    size: { send: { in: 'body', path: ['params', 'pagesize'] }, value: 100 },
    total: '$number(body.data.totalSize)',
  },
});

const given = (...names: readonly string[]): Filters =>
  Object.fromEntries(names.map((name) => [name, `$exists(input.${name}) ? input.${name} : ''`]));

const listing = (
  title: { readonly zh: string; readonly en: string },
  interfaceName: string,
  filters: Readonly<Record<string, JsonSchema>>,
) => ({
  title,
  input: form(filters),
  effect: { class: 'read' } as const,
  safeToTest: true,
  operation: directoryPages(interfaceName, given(...Object.keys(filters))),
});

export const listPeople = defineAction({
  ...listing({ zh: '列出人员', en: 'List people' }, 'getHrmUserInfoWithPage', {
    workcode: field.text('工号', 'Employee number', { maxLength: 100 }),
    loginid: field.text('登录名', 'Login', { maxLength: 100 }),
    departmentid: field.text('部门', 'Department', { maxLength: 20, 'x-options': 'departments' }),
  }),
  output: personSchema,
  sample: personSample,
});

export const listDepartments = defineAction({
  ...listing({ zh: '列出部门', en: 'List departments' }, 'getHrmdepartmentWithPage', {
    departmentname: field.text('名称', 'Name', { maxLength: 200 }),
    departmentcode: field.text('编码', 'Code', { maxLength: 100 }),
    subcompanyid1: field.text('分部', 'Subcompany', { maxLength: 20 }),
  }),
  output: departmentSchema,
  sample: departmentSample,
});

export const listSubcompanies = defineAction({
  ...listing({ zh: '列出分部', en: 'List subcompanies' }, 'getHrmsubcompanyWithPage', {
    subcompanyname: field.text('名称', 'Name', { maxLength: 200 }),
  }),
  output: subcompanySchema,
  sample: subcompanySample,
});
