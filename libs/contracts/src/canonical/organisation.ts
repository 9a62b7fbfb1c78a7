import { canonicalObject } from './canonical-object.ts';
import { enumerations } from './enumerations.ts';
import { anyText, date, email, group, link, listOf, oneOf, phone, reference, text, whole } from './field.ts';

/** A service person; employees of HR and OA systems arrive here. */
export const Agent = canonicalObject({
  name: 'Agent',
  collection: 'agents',
  title: { zh: '客服', en: 'Agent' },
  required: ['name'],
  fields: {
    name: text('姓名', 'Name', 200),
    displayName: text('显示名', 'Display name', 200),
    employeeNo: text('工号', 'Employee number', 100),
    loginName: text('账号', 'Login name', 200),
    email: email('邮箱', 'E-mail'),
    mobile: phone('手机', 'Mobile'),
    role: oneOf('角色', 'Role', enumerations.agentRole),
    title: text('职务', 'Title', 200),
    departmentId: reference('部门', 'Department', 'Department'),
    groupIds: listOf('服务组', 'Groups', anyText),
    managerId: reference('上级', 'Manager', 'Agent'),
    status: oneOf('状态', 'Status', enumerations.agentStatus),
    hireDate: date('入职日期', 'Hire date'),
    leaveDate: date('离职日期', 'Leave date'),
    avatarUrl: link('头像', 'Avatar'),
    imIds: group('即时通讯账号', 'IM ids', {
      dingtalk: text('钉钉', 'DingTalk', 100),
      wecom: text('企业微信', 'WeCom', 100),
      feishu: text('飞书', 'Feishu', 100),
    }),
  },
});

export const Department = canonicalObject({
  name: 'Department',
  collection: 'departments',
  title: { zh: '部门', en: 'Department' },
  required: ['name'],
  fields: {
    name: text('名称', 'Name', 200),
    code: text('编码', 'Code', 100),
    type: oneOf('类型', 'Type', enumerations.departmentType),
    parentId: reference('上级部门', 'Parent', 'Department'),
    managerAgentId: reference('负责人', 'Manager', 'Agent'),
    order: whole('排序', 'Order'),
    status: oneOf('状态', 'Status', enumerations.departmentStatus),
    path: text('路径', 'Path', 1_000),
  },
});
