import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const { optionalText: text } = field;
const personal = { 'x-sensitive': true };
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0';

const meta = field.object('元数据', 'Metadata', {
  created: text('创建时间', 'Created at'),
  lastModified: text('修改时间', 'Changed at'),
  version: text('版本', 'Version'),
});
const valued = (zh: string, en: string): JsonObject =>
  field.list(zh, en, {
    type: 'object',
    properties: {
      value: text('值', 'Value', personal),
      type: text('类型', 'Type'),
      primary: { type: ['boolean', 'null'], 'x-title': { zh: '主要', en: 'Primary' } },
    },
    additionalProperties: true,
  });

/** What one may write of a user (RFC 7643 §4.1 and §4.3). */
export const userFields: JsonObject = {
  userName: field.text('用户名', 'User name', { maxLength: 500 }),
  externalId: text('外部标识', 'External id'),
  displayName: text('显示名', 'Display name'),
  name: field.object('姓名', 'Name', {
    formatted: text('全名', 'Formatted'),
    familyName: text('姓', 'Family name'),
    givenName: text('名', 'Given name'),
  }),
  title: text('职务', 'Title'),
  active: field.flag('启用', 'Active'),
  emails: valued('邮箱', 'E-mails'),
  phoneNumbers: valued('电话', 'Phones'),
  [enterprise]: field.object('企业信息', 'Enterprise', {
    employeeNumber: text('工号', 'Employee number'),
    department: text('部门', 'Department'),
    division: text('事业部', 'Division'),
    organization: text('组织', 'Organisation'),
    costCenter: text('成本中心', 'Cost centre'),
    manager: field.object('上级', 'Manager', {
      value: text('上级标识', 'Id'),
      displayName: text('上级姓名', 'Name'),
    }),
  }),
};

export const userSchema = recordOf(
  {
    id: field.text('标识', 'Id'),
    ...userFields,
    groups: field.list('所属组', 'Groups', {
      type: 'object',
      properties: { value: text('组标识', 'Id'), display: text('组名称', 'Name') },
      additionalProperties: true,
    }),
    meta,
  },
  ['id', 'userName'],
);

export const userSample: JsonObject = {
  schemas: [`${core}:User`, enterprise],
  id: '2819c223-7f76-453a-919d-413861904646',
  externalId: 'E1001',
  userName: 'e1001@service.example.com',
  displayName: '张伟',
  name: { formatted: '张伟', familyName: '张', givenName: '伟' },
  title: '客服',
  active: true,
  emails: [{ value: 'e1001@service.example.com', type: 'work', primary: true }],
  phoneNumbers: [{ value: '+8613800001001', type: 'mobile' }],
  groups: [],
  [enterprise]: { employeeNumber: 'E1001', department: '技术支持部' },
  meta: {
    resourceType: 'User',
    created: '2026-01-01T00:00:00.000Z',
    lastModified: '2026-03-01T08:30:33.000Z',
    version: 'W/"2"',
  },
};

export const groupSchema = recordOf(
  {
    id: field.text('标识', 'Id'),
    externalId: text('外部标识', 'External id'),
    displayName: field.text('名称', 'Name', { maxLength: 500 }),
    members: field.list('成员', 'Members', {
      type: 'object',
      properties: {
        value: text('成员标识', 'Id'),
        display: text('成员名称', 'Name'),
        type: text('类型', 'Type'),
      },
      additionalProperties: true,
    }),
    meta,
  },
  ['id', 'displayName'],
);

export const groupSample: JsonObject = {
  schemas: [`${core}:Group`],
  id: 'e9e30dba-f08f-4109-8486-d5c6a331660a',
  displayName: '客户服务部',
  members: [{ value: '2819c223-7f76-453a-919d-413861904646', display: '张伟', type: 'User' }],
  meta: {
    resourceType: 'Group',
    created: '2026-01-01T00:00:00.000Z',
    lastModified: '2026-01-01T00:00:00.000Z',
    version: 'W/"1"',
  },
};
