import { defineAction } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject } from '@joinery/contracts';
import { departmentSample, departmentSchema, employeeSample, employeeSchema } from '../record-schema.ts';

type RequestOperation = Extract<
  NonNullable<ConnectorManifestInput['actions']>[string]['operation'],
  { kind: 'request' }
>;

const reading = { effect: { class: 'read' }, safeToTest: true } as const;
const employeeId: JsonObject = {
  type: 'string',
  pattern: '^[0-9]{1,18}$',
  'x-title': { zh: '员工标识', en: 'Employee id' },
};

/** An id nobody has is answered by a 200 with an empty list. */
const nothingFound: NonNullable<RequestOperation['errors']>[number] = {
  when: {
    expression:
      "($type(body.data) = 'null' and $string(body.code) = '200') or ($type(body.data) = 'array' and $count(body.data) = 0)",
  },
  meaning: 'not-found',
  code: "'empty'",
};

export const departmentById = (id: string): RequestOperation => ({
  kind: 'request',
  request: { method: 'POST', path: '/Organization/GetByIds', body: `{'oIds': [$number(${id})]}`, budget: 'lookups' },
  output: 'body.data[0]',
  errors: [nothingFound],
});

/** Person and job are asked for apart; whether the vendor wraps them as in listings is not documented, so both are read. */
export const employeeById = (id: string): RequestOperation => ({
  kind: 'request',
  before: [
    {
      name: 'jobs',
      request: {
        method: 'POST',
        path: '/Employee/GetServiceInfoByIds',
        body: `{'oIds': [$number(${id})], 'option': 2}`,
        budget: 'lookups',
      },
      output: 'body.data[0]',
    },
  ],
  request: {
    method: 'POST',
    path: '/Employee/GetBasicInfoByIds',
    body: `{'oIds': [$number(${id})]}`,
    budget: 'lookups',
  },
  output: `{
    'employeeInfo': body.data[0].($exists(employeeInfo) ? employeeInfo : $),
    'recordInfo': $exists(state.jobs) ? state.jobs.($exists(recordInfo) ? recordInfo : $) : null
  }`,
  errors: [nothingFound],
});

export const getDepartment = defineAction({
  title: { zh: '读取组织', en: 'Get a department' },
  input: {
    type: 'object',
    required: ['oId'],
    properties: { oId: { type: 'integer', 'x-options': 'departments', 'x-title': { zh: '组织', en: 'Department' } } },
    additionalProperties: false,
  },
  output: departmentSchema,
  sample: departmentSample,
  ...reading,
  operation: departmentById('input.oId'),
});

export const getEmployee = defineAction({
  title: { zh: '读取员工', en: 'Get an employee' },
  input: { type: 'object', required: ['userId'], properties: { userId: employeeId }, additionalProperties: false },
  output: employeeSchema,
  sample: employeeSample,
  ...reading,
  operation: employeeById('input.userId'),
});

export const findEmployeeByEmail = defineAction({
  title: { zh: '按邮箱查找员工', en: 'Find an employee by e-mail' },
  input: {
    type: 'object',
    required: ['email'],
    properties: {
      email: { type: 'string', maxLength: 200, 'x-sensitive': true, 'x-title': { zh: '邮箱', en: 'E-mail' } },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { userId: { ...employeeId, 'x-help': { zh: '未找到时没有', en: 'Absent when not found' } } },
  },
  sample: { userId: '101539902' },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/Employee/GetUserIDByEmail',
      body: "{'email': $lowercase(input.email)}",
      budget: 'lookups',
    },
    output: "$string(body.data) in ['', 'null', '0'] ? {} : {'userId': $string(body.data)}",
  },
});

export const findEmployeesByJobNumber = defineAction({
  title: { zh: '按工号查找员工', en: 'Find employees by number' },
  input: {
    type: 'object',
    required: ['jobNumbers'],
    properties: {
      jobNumbers: {
        type: 'array',
        minItems: 1,
        maxItems: 30,
        items: { type: 'string', maxLength: 100 },
        'x-title': { zh: '工号', en: 'Employee numbers' },
      },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['employees'],
    properties: {
      employees: {
        type: 'array',
        'x-title': { zh: '员工', en: 'Employees' },
        items: {
          type: 'object',
          required: ['jobNumber'],
          properties: {
            jobNumber: { type: 'string', 'x-title': { zh: '工号', en: 'Employee number' } },
            userId: { ...employeeId, 'x-help': { zh: '未找到时没有', en: 'Absent when not found' } },
            message: { type: ['string', 'null'], 'x-title': { zh: '说明', en: 'Message' } },
          },
        },
      },
    },
  },
  sample: { employees: [{ jobNumber: 'E1001', userId: '101539902' }] },
  ...reading,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/Employee/GetUserIDsByJobNumbers',
      body: "{'jobNumbers': [input.jobNumbers]}",
      budget: 'lookups',
    },
    // Each row has a code of its own.
    output: `{'employees': [body.data.(
      $string(code) = '200' and $exists(userId)
        ? {'jobNumber': jobNumber, 'userId': $string(userId)}
        : {'jobNumber': jobNumber, 'message': msg}
    )]}`,
  },
});
