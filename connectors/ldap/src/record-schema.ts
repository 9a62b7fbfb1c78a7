import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const { optionalText: text } = field;
const personal = { 'x-sensitive': true };

const common: JsonObject = {
  id: field.text('标识', 'Id', { 'x-help': { zh: 'entryUUID 或 objectGUID', en: 'entryUUID or objectGUID' } }),
  dn: field.text('DN', 'DN'),
  parentDn: field.text('上级 DN', 'DN of the parent'),
  changedAt: text('修改时间', 'Changed at'),
  all: field.object('全部属性值', 'All values', {}),
};

export const entrySchema = recordOf(common, ['id', 'dn']);

export const personSchema = recordOf(
  {
    ...common,
    active: field.flag('启用', 'Active'),
    uid: text('账号', 'User id'),
    cn: text('姓名', 'Common name'),
    displayName: text('显示名', 'Display name'),
    sn: text('姓', 'Family name'),
    givenName: text('名', 'Given name'),
    mail: text('邮箱', 'E-mail', personal),
    mobile: text('手机', 'Mobile', personal),
    telephoneNumber: text('电话', 'Telephone', personal),
    title: text('职务', 'Title'),
    employeeNumber: text('工号', 'Employee number'),
    departmentNumber: text('部门编号', 'Department number'),
    department: text('部门(AD)', 'Department (AD)'),
    manager: text('上级 DN(manager)', 'DN of the manager'),
    sAMAccountName: text('账号(AD)', 'Account name (AD)'),
    userPrincipalName: text('登录名(AD)', 'Principal name (AD)'),
  },
  ['id', 'dn', 'active'],
);

export const departmentSchema = recordOf(
  {
    ...common,
    ou: text('名称', 'Name'),
    description: text('描述', 'Description'),
    manager: text('负责人 DN', 'DN of the manager'),
  },
  ['id', 'dn'],
);

const times: JsonObject = { modifyTimestamp: '20260301083033Z', changedAt: '2026-03-01T08:30:33Z' };

export const personSample: JsonObject = {
  id: '6f0f2f8a-7a59-4a1f-9a43-5b6f6a6f7b10',
  dn: 'uid=e1001,ou=support,dc=example,dc=com',
  parentDn: 'ou=support,dc=example,dc=com',
  active: true,
  uid: 'e1001',
  cn: '张伟',
  displayName: '张伟',
  sn: '张',
  givenName: '伟',
  mail: 'e1001@service.example.com',
  mobile: '+8613800001001',
  title: '客服',
  employeeNumber: 'E1001',
  manager: 'uid=e1004,ou=service,dc=example,dc=com',
  ...times,
  all: { mail: ['e1001@service.example.com', 'zhangwei@service.example.com'] },
};

export const departmentSample: JsonObject = {
  id: '6f0f2f8a-7a59-4a1f-9a43-5b6f6a6f7b11',
  dn: 'ou=support,dc=example,dc=com',
  parentDn: 'dc=example,dc=com',
  active: true,
  ou: 'support',
  description: '技术支持部',
  ...times,
  all: { ou: ['support'] },
};
