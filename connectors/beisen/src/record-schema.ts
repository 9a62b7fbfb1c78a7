import type { JsonObject } from '@joinery/contracts';

const field = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: ['string', 'number', 'null'],
  'x-title': { zh, en },
  ...more,
});
const text = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: ['string', 'null'],
  'x-title': { zh, en },
  ...more,
});
const number = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: ['integer', 'null'],
  'x-title': { zh, en },
  ...more,
});
const flag = (zh: string, en: string): JsonObject => ({ type: ['boolean', 'null'], 'x-title': { zh, en } });
const personal = { 'x-sensitive': true };

/** Local time of the tenant, without a zone. */
const time = text;

export const departmentSchema: JsonObject = {
  type: 'object',
  required: ['oId'],
  properties: {
    oId: { type: 'integer', 'x-title': { zh: '组织标识', en: 'Organisation id' } },
    name: text('名称', 'Name'),
    code: text('编码', 'Code'),
    status: number('状态', 'State', { 'x-help': { zh: '1 启用,0 停用', en: '1 in use, 0 disabled' } }),
    pOIdOrgAdmin: number('上级组织', 'Parent'),
    personInCharge: number('负责人', 'Person in charge'),
    isCurrentRecord: flag('当前生效', 'In force'),
    startDate: time('生效日期', 'In force from'),
    stopDate: time('失效日期', 'In force until'),
    businessModifiedTime: time('业务修改时间', 'Changed at'),
    stdIsDeleted: flag('已删除', 'Deleted'),
  },
  additionalProperties: true,
};

export const departmentSample: JsonObject = {
  name: '客户服务部',
  code: 'CS',
  oId: 1143532,
  status: 1,
  pOIdOrgAdmin: 900127666,
  pOIdOrgReserve2: -2,
  personInCharge: 101532496,
  startDate: '2024-01-01T00:00:00',
  stopDate: '9999-12-31T00:00:00',
  isCurrentRecord: true,
  businessModifiedTime: '2026-02-01T09:00:00',
};

export const employeeSchema: JsonObject = {
  type: 'object',
  required: ['employeeInfo'],
  properties: {
    originalId: field('原系统标识', 'Original id'),
    employeeInfo: {
      type: 'object',
      required: ['userID'],
      'x-title': { zh: '个人信息', en: 'Person' },
      properties: {
        userID: { type: 'integer', 'x-title': { zh: '员工标识', en: 'Employee id' } },
        name: text('姓名', 'Name'),
        email: text('邮箱', 'E-mail', personal),
        mobilePhone: text('手机', 'Mobile', personal),
        gender: number('性别', 'Gender'),
        businessModifiedTime: time('业务修改时间', 'Changed at'),
        modifiedTime: time('修改时间', 'Modified at'),
        stdIsDeleted: flag('已删除', 'Deleted'),
      },
      additionalProperties: true,
    },
    recordInfo: {
      type: ['object', 'null'],
      'x-title': { zh: '任职信息', en: 'Job' },
      properties: {
        jobNumber: text('工号', 'Employee number'),
        oIdDepartment: number('部门', 'Department'),
        oIdOrganization: number('所属组织', 'Organisation'),
        oIdJobPosition: field('职位', 'Position'),
        oIdJobPost: field('职务', 'Post'),
        pOIdEmpAdmin: number('直线上级', 'Line manager'),
        employType: number('人员类别', 'Kind of employment'),
        serviceType: number('任职类型', 'Kind of job'),
        employeeStatus: field('员工状态', 'Employee state', {
          'x-help': {
            zh: '1 待入职、2 试用、3 正式、7 返聘、8 离职;以租户为准',
            en: '1 to join, 2 trial, 3 regular, 7 re-employed, 8 left; the tenant’s list counts',
          },
        }),
        approvalStatus: number('审批状态', 'Approval'),
        entryDate: time('入职日期', 'Hired on'),
        startDate: time('生效日期', 'In force from'),
        stopDate: time('失效日期', 'In force until'),
        lastWorkDate: time('最后工作日', 'Last work day', {
          'x-help': { zh: '当日仍在职,次日离职', en: 'Still employed on that day, gone the day after' },
        }),
        isCurrentRecord: flag('当前生效', 'In force'),
        customProperties: { type: ['object', 'null'], 'x-title': { zh: '自定义字段', en: 'Custom fields' } },
      },
      additionalProperties: true,
    },
  },
  additionalProperties: true,
};

export const employeeSample: JsonObject = {
  originalId: null,
  employeeInfo: {
    userID: 101539902,
    name: '李雷',
    email: 'lilei@example.com',
    mobilePhone: '13800000000',
    gender: 0,
    objectId: '04866f9e-2f14-4f55-9a5e-0d8a1f2b3c4d',
    businessModifiedTime: '2026-03-01T16:30:33',
    modifiedTime: '2026-03-01T16:30:33',
    stdIsDeleted: false,
  },
  recordInfo: {
    userID: 101539902,
    jobNumber: 'E1001',
    oIdDepartment: 1143532,
    oIdOrganization: 900127666,
    oIdJobPosition: '6f0f2f8a-7a59-4a1f-9a43-5b6f6a6f7b10',
    oIdJobPost: '63167',
    pOIdEmpAdmin: 101532496,
    employType: 0,
    serviceType: 0,
    employeeStatus: '3',
    approvalStatus: 4,
    entryDate: '2025-03-09T00:00:00',
    startDate: '2025-03-09T00:00:00',
    stopDate: '9999-12-31T00:00:00',
    lastWorkDate: null,
    isCurrentRecord: true,
    customProperties: {},
  },
};
