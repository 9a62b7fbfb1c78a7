import type { JsonObject } from '@joinery/contracts';

/** The same people as the agents of the service core's simulator. */
const person = (id: string, lastname: string, workcode: string, departmentid: string, more: JsonObject = {}) => ({
  id,
  workcode,
  loginid: workcode.toLowerCase(),
  lastname,
  sex: '男',
  email: `${workcode.toLowerCase()}@service.example.com`,
  mobile: `1380000${workcode.slice(1)}`,
  telephone: '',
  departmentid,
  subcompanyid1: '1',
  jobtitle: '5',
  managerid: '69',
  status: '1',
  accounttype: '0',
  modified: '2026-03-01 16:30:33',
  ...more,
});

const department = (id: string, departmentname: string, departmentcode: string, supdepid: string) => ({
  id,
  departmentname,
  departmentmark: departmentname,
  departmentcode,
  supdepid,
  subcompanyid1: '1',
  canceled: '',
  showorder: id,
});

export const seed = {
  subcompanies: [
    {
      id: '1',
      subcompanyname: '示例科技有限公司',
      subcompanycode: 'HQ',
      subcompanydesc: '',
      supsubcomid: '0',
      canceled: '',
    },
  ],
  departments: [
    department('11', '客户服务部', 'CS', '0'),
    department('12', '技术支持部', 'TS', '0'),
    department('13', '售后一组', 'CS1', '11'),
  ],
  people: [
    person('66', '张伟', 'E1001', '12'),
    person('67', '李娜', 'E1002', '11'),
    person('68', '王强', 'E1003', '13'),
    person('69', '陈静', 'E1004', '11', { managerid: '0' }),
    person('70', '赵敏', 'E1005', '11', { status: '5' }),
  ],
  workflows: [
    {
      workflowId: '781',
      workflowName: '退款申请',
      workflowTypeId: '167',
      workflowTypeName: '客户服务',
      formId: '-1356',
      approver: '69',
      fields: [
        { fieldName: 'sqr', fieldShowName: '申请人', mand: true },
        { fieldName: 'gdh', fieldShowName: '工单号', mand: true },
        { fieldName: 'je', fieldShowName: '金额', mand: false },
        { fieldName: 'sm', fieldShowName: '说明', mand: false },
        { fieldName: 'fj', fieldShowName: '附件', mand: false },
      ],
    },
  ],
  requests: [
    {
      requestId: '3038137',
      workflowId: '781',
      requestName: '退款申请 T-1001',
      requestLevel: '0',
      creatorId: '66',
      currentNodeType: '1',
      status: '创建 至 审批',
      operatorId: '69',
      createTime: '2026-11-01 14:51:13',
      receiveTime: '2026-11-01 14:51:13',
      lastOperatorId: '66',
      lastOperateTime: '2026-11-01 14:51:13',
      fields: { sqr: '66', gdh: 'T-1001', je: '700.00' },
      logs: [{ nodeName: '创建', operateType: '提交', operatorId: '66', at: '2026-11-01 14:51:13', remark: '' }],
    },
  ],
} as const;
