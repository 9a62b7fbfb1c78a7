import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const personal = (zh: string, en: string): JsonObject => ({ ...text(zh, en), 'x-sensitive': true });
const flag = (zh: string, en: string): JsonObject => ({ type: 'boolean', 'x-title': { zh, en } });
const numbers = (zh: string, en: string): JsonObject => ({
  type: 'array',
  items: { type: 'integer' },
  'x-title': { zh, en },
});

/** A person as DingTalk gives it. Personal fields appear only with their permission. */
export const personSchema: JsonObject = {
  type: 'object',
  required: ['userid'],
  properties: {
    userid: text('成员标识', 'User id'),
    unionid: text('unionid', 'unionid'),
    name: text('姓名', 'Name'),
    mobile: personal('手机号', 'Phone'),
    state_code: text('国际区号', 'Country code'),
    telephone: personal('分机号', 'Telephone'),
    email: personal('邮箱', 'E-mail'),
    org_email: personal('企业邮箱', 'Company e-mail'),
    job_number: text('工号', 'Employee number'),
    title: text('职位', 'Job title'),
    dept_id_list: numbers('部门', 'Departments'),
    manager_userid: text('直属主管', 'Manager'),
    work_place: text('办公地点', 'Work place'),
    remark: text('备注', 'Remark'),
    hired_date: { type: 'integer', 'x-title': { zh: '入职时间(毫秒)', en: 'Hired (ms)' } },
    active: flag('已激活', 'Active'),
    admin: flag('管理员', 'Administrator'),
    boss: flag('老板', 'Boss'),
  },
  additionalProperties: true,
};

export const personSample: JsonObject = {
  userid: 'zhangwei',
  unionid: 'z21HjQliSzpw0Yxxxxx1',
  name: '张伟',
  mobile: '13800001001',
  state_code: '86',
  org_email: 'e1001@service.example.com',
  job_number: 'E1001',
  title: '客服',
  dept_id_list: [11],
  manager_userid: 'liuyang',
  hired_date: 1767225600000,
  active: true,
  admin: false,
  boss: false,
};

export const departmentSchema: JsonObject = {
  type: 'object',
  required: ['dept_id'],
  properties: {
    dept_id: { type: 'integer', 'x-title': { zh: '部门标识', en: 'Department id' } },
    name: text('名称', 'Name'),
    parent_id: { type: 'integer', 'x-title': { zh: '上级部门', en: 'Parent' } },
    order: { type: 'integer', 'x-title': { zh: '排序', en: 'Order' } },
    dept_manager_userid_list: {
      type: 'array',
      items: { type: 'string' },
      'x-title': { zh: '主管', en: 'Managers' },
    },
    source_identifier: text('来源标识', 'Identifier at the source'),
  },
  additionalProperties: true,
};

export const departmentSample: JsonObject = {
  dept_id: 11,
  name: '技术支持组',
  parent_id: 10,
  auto_add_user: true,
  create_dept_group: true,
};
