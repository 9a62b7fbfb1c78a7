import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { departmentSample, departmentSchema, employeeSample, employeeSchema } from '../record-schema.ts';

const changedSince: JsonObject = {
  type: 'object',
  properties: {
    changedSince: {
      type: 'string',
      format: 'date-time',
      'x-title': { zh: '变更时间起', en: 'Changed since' },
      'x-help': { zh: '空为全部', en: 'Empty: everything' },
    },
  },
  additionalProperties: false,
};

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const paged = { operation: { kind: 'code', paginated: true } } as const;
const departments = { output: departmentSchema, sample: departmentSample, ...reading };
const employees = { output: employeeSchema, sample: employeeSample, ...reading };

export const listDepartments = defineAction({
  title: { zh: '列出组织', en: 'List departments' },
  description: {
    zh: '含停用与已删除的组织,按变更时间分段读取',
    en: 'Disabled and deleted ones too, read in stretches of time',
  },
  input: changedSince,
  ...departments,
  ...paged,
});

export const listEmployees = defineAction({
  title: { zh: '列出员工', en: 'List employees' },
  description: {
    zh: '员工及其当前生效的主任职,含离职人员',
    en: 'Employees with the main job that is in force, leavers too',
  },
  input: changedSince,
  ...employees,
  ...paged,
});

export const listDepartmentEmployees = defineAction({
  title: { zh: '列出组织内员工', en: 'List employees of a department' },
  input: {
    type: 'object',
    required: ['oId'],
    properties: {
      oId: { type: 'integer', 'x-options': 'departments', 'x-title': { zh: '组织', en: 'Department' } },
      includeBelow: { type: 'boolean', default: false, 'x-title': { zh: '包含下级组织', en: 'With those below it' } },
    },
    additionalProperties: false,
  },
  ...employees,
  ...paged,
});

/** The tree below one organisation, in one answer. */
export const listSubdepartments = defineAction({
  title: { zh: '列出下级组织', en: 'List departments below one' },
  input: {
    type: 'object',
    properties: {
      oId: {
        type: 'integer',
        'x-options': 'departments',
        'x-title': { zh: '上级组织', en: 'Parent' },
        'x-help': { zh: '空为整个租户', en: 'Empty: the whole tenant' },
      },
      levels: { type: 'integer', minimum: 1, maximum: 20, default: 20, 'x-title': { zh: '层数', en: 'Levels' } },
      withDisabled: { type: 'boolean', default: false, 'x-title': { zh: '含停用', en: 'Disabled ones too' } },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['departments'],
    properties: {
      departments: { type: 'array', items: departmentSchema, 'x-title': { zh: '组织', en: 'Departments' } },
    },
  },
  sample: { departments: [departmentSample] },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/Organization/GetSubOrganizations',
      body: `{
        'oId': $exists(input.oId) ? input.oId : $number('900' & connection.tenantId),
        'level': $exists(input.levels) ? input.levels : 20,
        'isWithSelf': $not($exists(input.oId)),
        'isWithDisable': input.withDisabled = true
      }`,
      budget: 'subtree',
    },
    output: "{'departments': [body.data]}",
  },
});
