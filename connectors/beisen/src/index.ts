import { defineConnector } from '@joinery/connector-sdk';
import { findEmployeeByEmail, findEmployeesByJobNumber, getDepartment, getEmployee } from './actions/find-records.ts';
import { listDepartmentEmployees, listDepartments, listEmployees, listSubdepartments } from './actions/list-records.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { pageOfDepartmentEmployees, pageOfDepartments, pageOfEmployees } from './listings.ts';
import { department, employee } from './objects/records.ts';
import { departmentChanged, employeeChanged } from './triggers/record-changed.ts';

/** A little longer than the vendor's second: calls can arrive closer together than they left. */
const perInterface = (aSecond: number, aMinute: number) => ({
  windows: [
    { limit: aSecond, perMs: 1_100 },
    { limit: aMinute, perMs: 60_000 },
  ],
});

/** Beisen iTalent: organisation and employees, whole and by change. Code reads the scrolls; all else is data. */
export const connector = defineConnector({
  manifest: {
    name: 'beisen',
    version: '1.0.0',
    title: { zh: '北森 iTalent', en: 'Beisen iTalent' },
    description: {
      zh: '读取组织与员工:全量、增量与按条件查找,是人员同步的来源。',
      en: 'Organisation and employees, whole, by change and by look-up: where people come from.',
    },
    categories: ['hr'],
    docs: [{ title: { zh: '北森开放平台', en: 'Beisen open platform' }, url: 'https://open.italent.cn/' }],
    hosts: ['{connection.baseUrl}', '{connection.tokenUrl}'],
    baseUrl: '{connection.baseUrl}/TenantBaseExternal/api/v5',
    errors,
    vendorError,
    budgets: {
      departments: perInterface(50, 1_500),
      employees: perInterface(50, 1_500),
      lookups: perInterface(50, 1_500),
      subtree: perInterface(30, 1_300),
    },
    options: {
      departments: {
        operation: { ...listSubdepartments.operation, output: 'body.data' } as typeof listSubdepartments.operation,
        value: 'item.oId',
        label: 'item.name',
      },
    },
  },
  connection,
  actions: {
    'list-employees': listEmployees,
    'list-departments': listDepartments,
    'list-department-employees': listDepartmentEmployees,
    'list-subdepartments': listSubdepartments,
    'get-employee': getEmployee,
    'get-department': getDepartment,
    'find-employee-by-email': findEmployeeByEmail,
    'find-employees-by-job-number': findEmployeesByJobNumber,
  },
  triggers: { 'employee-changed': employeeChanged, 'department-changed': departmentChanged },
  objects: { employee, department },
  code: {
    'actions.list-employees': { page: pageOfEmployees },
    'actions.list-departments': { page: pageOfDepartments },
    'actions.list-department-employees': { page: pageOfDepartmentEmployees },
    'objects.employee.list': { page: pageOfEmployees },
    'objects.employee.changes': { page: pageOfEmployees },
    'objects.department.list': { page: pageOfDepartments },
    'objects.department.changes': { page: pageOfDepartments },
    'triggers.employee-changed': { page: pageOfEmployees },
    'triggers.department-changed': { page: pageOfDepartments },
  },
});

export default connector;
