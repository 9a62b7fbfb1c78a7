import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const { optionalText: text } = field;
const id = (zh: string, en: string): JsonObject => ({ type: ['string', 'integer', 'null'], 'x-title': { zh, en } });
const personal = { 'x-sensitive': true };

export const personSchema = recordOf(
  {
    id: field.text('用户标识', 'User id'),
    workcode: text('工号', 'Employee number'),
    loginid: text('登录名', 'Login'),
    lastname: text('姓名', 'Name'),
    sex: text('性别', 'Sex'),
    email: text('邮箱', 'E-mail', personal),
    mobile: text('手机', 'Mobile', personal),
    telephone: text('电话', 'Telephone', personal),
    departmentid: id('部门', 'Department'),
    departmentname: text('部门名称', 'Name of the department'),
    departmentcode: text('部门编码', 'Code of the department'),
    subcompanyid1: id('分部', 'Subcompany'),
    subcompanyname: text('分部名称', 'Name of the subcompany'),
    jobtitle: id('岗位', 'Job title'),
    managerid: id('直接上级', 'Manager'),
    status: text('状态', 'State', {
      'x-help': {
        zh: '0 试用、1 正式、2 临时、3 试用延期、4 解聘、5 离职、6 退休、7 无效(以系统为准)',
        en: '0 trial, 1 regular, 2 temporary, 3 extended trial, 4 dismissed, 5 left, 6 retired, 7 invalid (the installation counts)',
      },
    }),
    accounttype: text('账号类型', 'Kind of account', {
      'x-help': { zh: '0 主账号,1 次账号', en: '0 main, 1 secondary' },
    }),
    modified: text('修改时间', 'Modified at'),
  },
  ['id'],
);

export const personSample: JsonObject = {
  id: '66',
  workcode: 'E1001',
  loginid: 'zhangwei',
  lastname: '张伟',
  sex: '男',
  email: 'e1001@service.example.com',
  mobile: '13800001001',
  telephone: '',
  departmentid: '12',
  departmentname: '技术支持部',
  departmentcode: 'TS',
  subcompanyid1: '1',
  subcompanyname: '总部',
  jobtitle: '5',
  managerid: '69',
  status: '1',
  accounttype: '0',
  modified: '2026-03-01 16:30:33',
};

const canceled = text('已封存', 'Closed', { 'x-help': { zh: '1 为已封存', en: '1 when closed' } });

export const departmentSchema = recordOf(
  {
    id: field.text('部门标识', 'Department id'),
    departmentname: text('名称', 'Name'),
    departmentmark: text('简称', 'Short name'),
    departmentcode: text('编码', 'Code'),
    supdepid: id('上级部门', 'Parent'),
    subcompanyid1: id('分部', 'Subcompany'),
    canceled,
    showorder: id('排序', 'Order'),
  },
  ['id'],
);

export const departmentSample: JsonObject = {
  id: '12',
  departmentname: '技术支持部',
  departmentmark: '技术支持',
  departmentcode: 'TS',
  supdepid: '0',
  subcompanyid1: '1',
  canceled: '',
  showorder: '2',
};

export const subcompanySchema = recordOf(
  {
    id: field.text('分部标识', 'Subcompany id'),
    subcompanyname: text('名称', 'Name'),
    subcompanycode: text('编码', 'Code'),
    subcompanydesc: text('描述', 'Description'),
    supsubcomid: id('上级分部', 'Parent'),
    canceled,
  },
  ['id'],
);

export const subcompanySample: JsonObject = {
  id: '1',
  subcompanyname: '总部',
  subcompanycode: 'HQ',
  subcompanydesc: '',
  supsubcomid: '0',
  canceled: '',
};

/** A request on somebody's list. */
export const todoSchema = recordOf(
  {
    requestId: field.text('流程标识', 'Request id'),
    requestName: text('标题', 'Title'),
    requestLevel: text('紧急程度', 'Urgency'),
    status: text('当前状态', 'State', {
      'x-help': { zh: '最近一次出口的名称,不是固定的状态', en: 'The name of the exit last taken, no fixed list' },
    }),
    createTime: text('创建时间', 'Created at'),
    receiveTime: text('到达时间', 'Received at'),
    creatorId: text('创建人', 'Creator'),
    creatorName: text('创建人姓名', 'Name of the creator'),
    currentNodeId: text('当前节点', 'Current node'),
    currentNodeName: text('当前节点名称', 'Name of the node'),
    lastOperatorId: text('最近操作人', 'Last operator'),
    lastOperatorName: text('最近操作人姓名', 'Name of the last operator'),
    lastOperateTime: text('最近操作时间', 'Last operated at'),
    workflowBaseInfo: field.object('流程类型', 'Workflow', {
      workflowId: text('流程类型标识', 'Workflow id'),
      workflowName: text('流程类型名称', 'Name of the workflow'),
    }),
  },
  ['requestId'],
);

export const todoSample: JsonObject = {
  requestId: '12460885',
  requestName: '退款申请 T-1001',
  requestLevel: '1',
  status: '创建 至 审批',
  createTime: '2026-11-22 14:51:13',
  receiveTime: '2026-11-22 14:51:13',
  creatorId: '66',
  creatorName: '张伟',
  currentNodeId: '3976',
  currentNodeName: '审批',
  lastOperatorId: '66',
  lastOperatorName: '张伟',
  lastOperateTime: '2026-11-22 14:51:13',
  sysName: '',
  workflowBaseInfo: {
    workflowId: '781',
    workflowName: '退款申请',
    workflowTypeId: '167',
    workflowTypeName: '客户服务',
    formId: '-1356',
  },
};
