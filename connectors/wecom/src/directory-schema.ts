import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const personal = (zh: string, en: string): JsonObject => ({ ...text(zh, en), 'x-sensitive': true });
const number = (zh: string, en: string): JsonObject => ({ type: 'integer', 'x-title': { zh, en } });
const list = (zh: string, en: string, type: string): JsonObject => ({
  type: 'array',
  items: { type },
  'x-title': { zh, en },
});

/** A person as WeCom gives it. Apps made since June 2022 get no phone, mail, gender or picture. */
export const personSchema: JsonObject = {
  type: 'object',
  required: ['userid'],
  properties: {
    userid: text('成员标识', 'User id'),
    name: text('姓名', 'Name'),
    alias: text('别名', 'Alias'),
    position: text('职务', 'Position'),
    department: list('部门', 'Departments', 'integer'),
    main_department: number('主部门', 'Main department'),
    is_leader_in_dept: list('是否部门负责人', 'Leads the department', 'integer'),
    direct_leader: list('直属上级', 'Leaders', 'string'),
    mobile: personal('手机号', 'Phone'),
    email: personal('邮箱', 'E-mail'),
    biz_mail: personal('企业邮箱', 'Company e-mail'),
    telephone: personal('座机', 'Telephone'),
    gender: text('性别', 'Gender'),
    status: number('状态(1 已激活,2 已禁用,4 未激活,5 退出)', 'State (1 active, 2 disabled, 4 not activated, 5 left)'),
    extattr: {
      type: 'object',
      'x-title': { zh: '扩展属性', en: 'Further attributes' },
      additionalProperties: true,
    },
  },
  additionalProperties: true,
};

export const personSample: JsonObject = {
  userid: 'zhangwei',
  name: '张伟',
  department: [11],
  order: [1],
  position: '客服',
  gender: '0',
  is_leader_in_dept: [0],
  direct_leader: ['liuyang'],
  telephone: '',
  alias: '',
  main_department: 11,
  extattr: { attrs: [{ type: 0, name: '工号', text: { value: 'E1001' } }] },
  status: 1,
};

export const departmentSchema: JsonObject = {
  type: 'object',
  required: ['id'],
  properties: {
    id: number('部门标识', 'Department id'),
    name: text('名称', 'Name'),
    name_en: text('英文名称', 'English name'),
    parentid: number('上级部门', 'Parent'),
    order: number('排序', 'Order'),
    department_leader: list('负责人', 'Leaders', 'string'),
  },
  additionalProperties: true,
};

export const departmentSample: JsonObject = {
  id: 11,
  name: '技术支持组',
  name_en: '',
  department_leader: ['liuyang'],
  parentid: 10,
  order: 1,
};
