import { boolean, choice, day, integer, list, moment, nullable, number, object, text } from '../schema.ts';
import type { FieldCases } from './field-case.ts';

/** People of an HR system into a directory that speaks SCIM. */
export const peopleDirectory: FieldCases = {
  source: object({
    employee: {
      allOf: [
        object(
          {
            emp_no: { type: 'string', minLength: 6, maxLength: 8 },
            last_name: text(40),
            first_name: text(40),
            'nick_name?': text(30),
          },
          true,
        ),
        object(
          {
            gender: { type: 'integer', enum: [0, 1, 2] },
            'id_card?': nullable({ type: 'string', minLength: 18, maxLength: 18 }),
            'birthday?': nullable(day),
            hire_date: day,
            'leave_date?': nullable(day),
            status: choice('probation', 'regular', 'leaving', 'left'),
          },
          true,
        ),
      ],
    },
    org: object({
      path: list(object({ id: integer, name: text(60), level: { type: 'integer', minimum: 1, maximum: 8 } })),
      post: nullable(
        object({ code: text(20), title: text(80), 'grade?': { type: 'string', pattern: '^[PM][0-9]{1,2}$' } }),
      ),
      'leader?': object({ emp_no: text(8), name: text(60) }),
    }),
    contacts: list(
      object({ kind: choice('mobile', 'email', 'wechat'), value: text(100), verified: boolean, 'since?': moment }),
    ),
    'salary?': object({
      base: { type: 'number', minimum: 0 },
      'bonus?': nullable(number),
      currency: { enum: ['CNY', 'HKD'] },
    }),
    'skills?': list(text(40)),
    updated_at: { type: 'string', description: 'yyyy-MM-dd HH:mm:ss' },
    attendance: list(object({ month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, days: number, late: integer })),
  }),
  target: object({
    userName: text(20),
    externalId: text(8),
    name: object({ familyName: text(40), givenName: text(40), 'formatted?': text(100) }),
    displayName: text(60),
    active: boolean,
    userType: choice('Employee', 'Intern', 'Former'),
    'gender?': choice('M', 'F', 'X'),
    emails: list(object({ value: text(100), 'primary?': boolean, type: choice('work', 'home') })),
    'phoneNumbers?': list(object({ value: text(30), 'type?': text(10) })),
    'title?': text(80),
    'department?': text(60),
    'manager?': object({ value: text(8), 'displayName?': text(60) }),
    'entitlements?': list(text(40)),
    'hiredAt?': moment,
    'birthDate?': day,
    'lastModified?': moment,
    'orgLevel?': integer,
    'annualBase?': { type: 'integer', minimum: 0 },
    'lateTotal?': integer,
    'idCard?': text(18),
  }),
  base: {
    userName: '$lowercase(employee.emp_no)',
    externalId: 'employee.emp_no',
    name: 'employee.{"familyName": last_name, "givenName": first_name}',
    displayName: '$substring(employee.last_name & employee.first_name, 0, 60)',
    active: 'employee.status != "left"',
    userType: 'employee.status = "left" ? "Former" : "Employee"',
    emails: '[contacts[kind = "email"].{"value": value, "type": "work"}]',
  },
  mistakes: {
    'wrong-path': [
      ['title', 'org.position.title'],
      ['phoneNumbers', '[$filter(contacts, function($c) { $c.type = "mobile" }).{"value": value}]'],
    ],
    'missing-required': [
      ['emails', '[contacts[kind = "email"].{"value": value, "primary": verified}]'],
      ['displayName', 'employee.nick_name'],
    ],
    'wrong-type': [['active', 'employee.status']],
    'enum-uncovered': [
      ['gender', '$lookup({"0": "U", "1": "M", "2": "F"}, $string(employee.gender))'],
      ['userType', 'employee.status = "left" ? "Former" : employee.status = "probation" ? "Trial" : "Employee"'],
    ],
    'too-long': [
      ['department', '$join(org.path.name, "/")'],
      ['externalId', '"E" & employee.emp_no'],
    ],
    'date-without-zone': [
      ['hiredAt', 'employee.hire_date & "T00:00:00"'],
      ['lastModified', 'updated_at'],
    ],
    'list-single': [
      ['manager', 'org.leader.{"value": emp_no, "displayName": [name, emp_no]}'],
      ['department', 'org.path[level > 1].name'],
      ['entitlements', 'skills[$length($) > 2]'],
    ],
    'null-into-required': [
      ['birthDate', 'employee.birthday'],
      ['idCard', '$exists(employee.id_card) ? employee.id_card : "-"'],
    ],
    'wrong-operand': [
      ['annualBase', '$round(salary.(base * 12 + currency))'],
      ['orgLevel', '$max(org.path)'],
    ],
    'always-false': [
      ['gender', 'employee.gender = "1" ? "M" : "F"'],
      ['phoneNumbers', '[contacts[kind = "phone"].{"value": value}]'],
    ],
    'unused-source': [
      ['displayName', '($full := employee.last_name & " " & employee.first_name; employee.first_name)'],
    ],
    'lossy-number': [
      ['annualBase', 'salary.base * 12'],
      ['lateTotal', '$sum(attendance.days)'],
    ],
  },
  correct: [
    ['title', 'org.post != null ? org.post.title'],
    ['title', '$ifNull(org.post.title, "-")'],
    ['title', 'org.post.title'],
    ['phoneNumbers', '[contacts[kind = "mobile" and verified].{"value": $normalizePhone(value), "type": kind}[value]]'],
    ['phoneNumbers', '[contacts[kind = "mobile"].{"value": $substring(value, 0, 30)}]'],
    ['gender', '$lookup({"0": "X", "1": "M", "2": "F"}, $string(employee.gender))'],
    ['gender', 'employee.gender = 1 ? "M" : employee.gender = 2 ? "F" : "X"'],
    ['gender', '["X", "M", "F"][$$.employee.gender]'],
    ['department', 'org.path[-1].name'],
    ['department', '$substring($join(org.path.name, "/"), 0, 60)'],
    ['department', '(org.path^(>level))[0].name'],
    ['department', 'org.path[level = $max($$.org.path.level)][0].name'],
    ['manager', 'org.leader.{"value": emp_no, "displayName": name}'],
    ['manager', '$exists(org.leader) ? {"value": org.leader.emp_no}'],
    ['entitlements', 'skills'],
    ['entitlements', '[skills[$length($) > 2]]'],
    ['entitlements', '$distinct([skills, "basic"])'],
    ['hiredAt', '$asDateTime(employee.hire_date, "Asia/Shanghai")'],
    ['hiredAt', 'employee.hire_date & "T00:00:00+08:00"'],
    ['lastModified', '$asDateTime(updated_at, "Asia/Shanghai")'],
    ['lastModified', '$fromMillis($toMillis(updated_at & " +0800", "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01] [Z0001]"))'],
    ['birthDate', 'employee.birthday != null ? employee.birthday'],
    ['birthDate', '$ifNull(employee.birthday, "1900-01-01")'],
    ['orgLevel', '$max(org.path.level)'],
    ['orgLevel', '$count(org.path)'],
    ['annualBase', '$round(salary.base * 12)'],
    ['annualBase', '$floor(salary.(base * 12 + (bonus != null ? bonus : 0)))'],
    ['lateTotal', '$sum(attendance.late)'],
    ['lateTotal', '$sum(attendance[month >= "2026-01"].late)'],
    ['idCard', '$mask($ifNull(employee.id_card, ""), 3, 4)'],
    ['emails', '[contacts[kind = "email"]^(>verified).{"value": value, "primary": verified, "type": "work"}]'],
    ['active', '$not(employee.status in ["left", "leaving"])'],
    ['displayName', 'employee.nick_name ? employee.nick_name : $substring(employee.(last_name & first_name), 0, 60)'],
    [
      'name',
      '{"familyName": employee.last_name, "givenName": employee.first_name, "formatted": $join([employee.last_name, employee.first_name], " ")}',
    ],
  ],
};
