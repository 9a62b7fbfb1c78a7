import type { Template } from '@joinery/contracts';
import { alike, asScheduled, expression, roles, schedules, via } from './pieces.ts';

/** HR decides who works here: joiners, movers and leavers reach the core by themselves, and nobody is ever deleted. */
export const peopleFromBeisen: Template = {
  name: 'people-from-beisen',
  scenario: 'organisation',
  title: { zh: '组织与人员:北森到客服核心', en: 'Organisation and people: Beisen to the core' },
  summary: {
    zh: '部门与员工自动同步:入职新建、调动更新、离职停用;列表不完整时不停用任何人,大批停用须管理员放行。',
    en: 'Departments and employees follow HR: joiners are made, movers moved, leavers disabled. A broken listing disables nobody, and a mass of disables waits for an administrator.',
  },
  connections: [{ role: 'hr', connector: 'beisen', title: { zh: '北森(人力资源)', en: 'Beisen (HR)' } }, roles.core],
  choices: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...schedules,
      country: {
        type: 'string',
        default: 'CN',
        pattern: '^[A-Z]{2}$',
        'x-title': { zh: '手机号所在国家或地区(两位代码)', en: 'Country of mobile numbers (two letters)' },
      },
    },
  },
  words: {},
  parts: [
    {
      key: 'departments',
      kind: 'sync',
      title: { zh: '部门:北森 → 客服核心', en: 'Departments: Beisen → core' },
      summary: { zh: '先于人员;上级部门随之关联。', en: 'Before the people; parents are linked along.' },
      document: {
        version: 1,
        a: { ...via('hr'), object: 'department' },
        b: { ...via('core'), object: 'department' },
        direction: 'a-to-b',
        match: [alike(['code'], ['code'], 'exact')],
        mappings: {
          aToB: expression(`{
            "name": name,
            "code": code,
            "parentId": $linked.parent ? $linked.parent,
            "status": status = 0 ? "disabled" : "active"
          }`),
        },
        references: [{ name: 'parent', syncId: '@{parts.departments}', a: ['pOIdOrgAdmin'], whenMissing: 'omit' }],
        deletes: { policy: 'disable' },
        ...asScheduled,
      },
    },
    {
      key: 'people',
      kind: 'sync',
      title: { zh: '人员:北森 → 客服', en: 'People: Beisen → agents' },
      summary: {
        zh: '按工号、邮箱或手机认出已有客服;离职即停用。',
        en: 'Recognised by number, mail or mobile; whoever leaves is disabled.',
      },
      document: {
        version: 1,
        a: { ...via('hr'), object: 'employee' },
        b: { ...via('core'), object: 'agent' },
        direction: 'a-to-b',
        match: [
          alike(['recordInfo', 'jobNumber'], ['employeeNo'], 'exact'),
          alike(['employeeInfo', 'email'], ['email'], 'mail'),
          alike(['employeeInfo', 'mobilePhone'], ['mobile'], 'phone'),
        ],
        mappings: {
          aToB: expression(`{
            "name": employeeInfo.name,
            "employeeNo": recordInfo.jobNumber,
            "email": employeeInfo.email ? $lowercase(employeeInfo.email),
            "mobile": employeeInfo.mobilePhone ? $normalizePhone(employeeInfo.mobilePhone, @{choices.country}),
            "departmentId": $linked.department,
            "hireDate": recordInfo.entryDate ? $substring(recordInfo.entryDate, 0, 10),
            "leaveDate": recordInfo.lastWorkDate ? $substring(recordInfo.lastWorkDate, 0, 10),
            "status": $lookup(
              {"1": "pending", "2": "active", "3": "active", "7": "active", "8": "departed"},
              $string(recordInfo.employeeStatus)
            )
          }`),
        },
        references: [{ name: 'department', syncId: '@{parts.departments}', a: ['recordInfo', 'oIdDepartment'] }],
        deletes: { policy: 'disable' },
        ...asScheduled,
      },
    },
  ],
};
