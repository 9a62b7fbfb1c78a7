import type { JsonObject } from '@joinery/contracts';

const headquarters = '670869647114347';
const branch = '670869647114399';
export const customerService = '2774786845270297953';
const support = '2774786845270297954';
const branchService = '-8812345678901234501';

const department = (id: string, name: string, code: string, orgAccountId: string, sortId: number): JsonObject => ({
  id,
  name,
  code,
  enabled: true,
  isDeleted: false,
  orgAccountId,
  parentId: orgAccountId,
  superior: orgAccountId,
  path: `0000000${sortId}`,
  sortId,
});

/** The same people as the agents of the service core's simulator. */
const member = (
  id: string,
  name: string,
  code: string,
  orgDepartmentId: string,
  more: JsonObject = {},
): JsonObject => ({
  id,
  name,
  loginName: code.toLowerCase(),
  code,
  telNumber: `1380000${code.slice(1)}`,
  emailAddress: `${code.toLowerCase()}@service.example.com`,
  enabled: true,
  isDeleted: false,
  isAdmin: false,
  orgAccountId: headquarters,
  orgDepartmentId,
  orgPostId: '-1',
  orgLevelId: '-1',
  ...more,
});

export const seed = {
  accounts: [
    { id: headquarters, name: '示例科技有限公司', code: '001', enabled: true },
    { id: branch, name: '示例科技华南分公司', code: '002', enabled: true },
  ],
  departments: [
    department(customerService, '客户服务部', 'CS', headquarters, 1),
    department(support, '技术支持部', 'TS', headquarters, 2),
    department(branchService, '华南客服部', 'CS2', branch, 3),
  ],
  members: [
    member('-5512594795463686679', '张伟', 'E1001', support),
    member('-5512594795463686680', '李娜', 'E1002', customerService),
    member('-5512594795463686681', '王强', 'E1003', branchService, { orgAccountId: branch }),
    member('-5512594795463686682', '陈静', 'E1004', customerService),
    member('-5512594795463686683', '赵敏', 'E1005', customerService, { enabled: false }),
  ],
  templates: [
    {
      code: 'refund_001',
      name: '退款申请',
      table: 'formmain_0018',
      fields: ['申请人', '工单号', '金额'],
      approver: 'e1004',
    },
  ],
};
