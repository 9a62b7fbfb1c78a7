import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const { optionalText: text } = field;
const flag = (zh: string, en: string): JsonObject => ({ type: ['boolean', 'null'], 'x-title': { zh, en } });
const personal = { 'x-sensitive': true };

export const accountSchema = recordOf(
  {
    id: field.text('单位标识', 'Unit id'),
    name: text('名称', 'Name'),
    code: text('编码', 'Code'),
    enabled: flag('启用', 'In use'),
  },
  ['id'],
);
export const accountSample: JsonObject = {
  id: '670869647114347',
  name: '示例科技有限公司',
  code: '001',
  enabled: true,
};

export const departmentSchema = recordOf(
  {
    id: field.text('部门标识', 'Department id'),
    name: text('名称', 'Name'),
    code: text('编码', 'Code'),
    enabled: flag('启用', 'In use'),
    orgAccountId: text('所属单位', 'Unit'),
    parentId: text('上级', 'Parent'),
    superior: text('上级部门', 'Parent department'),
    path: text('路径', 'Path'),
    sortId: { type: ['integer', 'string', 'null'], 'x-title': { zh: '排序', en: 'Order' } },
  },
  ['id'],
);
export const departmentSample: JsonObject = {
  id: '2774786845270297953',
  name: '客户服务部',
  code: 'CS',
  enabled: true,
  orgAccountId: '670869647114347',
  parentId: '670869647114347',
  superior: '670869647114347',
  path: '00000001',
  sortId: 1,
};

export const memberSchema = recordOf(
  {
    id: field.text('人员标识', 'Member id'),
    name: text('姓名', 'Name'),
    loginName: text('登录名', 'Login'),
    code: text('工号', 'Employee number'),
    telNumber: text('手机', 'Mobile', personal),
    emailAddress: text('邮箱', 'E-mail', personal),
    enabled: flag('启用', 'In use'),
    isDeleted: flag('已删除', 'Deleted'),
    orgAccountId: text('所属单位', 'Unit'),
    orgDepartmentId: text('部门', 'Department'),
    orgPostId: text('岗位', 'Post'),
    orgLevelId: text('职务级别', 'Level'),
  },
  ['id'],
);
export const memberSample: JsonObject = {
  id: '-5512594795463686679',
  name: '张伟',
  loginName: 'e1001',
  code: 'E1001',
  telNumber: '13800001001',
  emailAddress: 'e1001@service.example.com',
  enabled: true,
  isDeleted: false,
  isAdmin: false,
  orgAccountId: '670869647114347',
  orgDepartmentId: '2774786845270297953',
  orgPostId: '-1',
  orgLevelId: '-1',
};

export const affairSchema = recordOf(
  {
    affairId: field.text('事项标识', 'Affair id'),
    subject: text('标题', 'Subject'),
    templateId: text('模板', 'Template'),
    workitemId: text('工作项', 'Work item'),
    processId: text('流程', 'Process'),
    caseId: text('流程实例', 'Case'),
  },
  ['affairId'],
);
export const affairSample: JsonObject = {
  affairId: '-3348273847283001122',
  subject: '退款申请 T-1001',
  templateId: '8812345678901234567',
  workitemId: '884000000000000001',
  processId: '-3348273847283',
  caseId: '-3348273847283',
  activityId: '17',
};
