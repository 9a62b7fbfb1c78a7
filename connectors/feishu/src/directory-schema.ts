import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
const personal = (zh: string, en: string): JsonObject => ({ ...text(zh, en), 'x-sensitive': true });
const texts = (zh: string, en: string): JsonObject => ({
  type: 'array',
  items: { type: 'string' },
  'x-title': { zh, en },
});
const flag = (zh: string, en: string): JsonObject => ({ type: 'boolean', 'x-title': { zh, en } });

/** A person as Feishu gives it. Each field appears only when the app has its scope, so hardly any is required. */
export const personSchema: JsonObject = {
  type: 'object',
  required: ['open_id'],
  properties: {
    open_id: text('open_id', 'open_id'),
    union_id: text('union_id', 'union_id'),
    user_id: text('user_id', 'user_id'),
    name: text('姓名', 'Name'),
    en_name: text('英文名', 'English name'),
    email: personal('邮箱', 'E-mail'),
    enterprise_email: personal('企业邮箱', 'Company e-mail'),
    mobile: personal('手机号', 'Phone'),
    employee_no: text('工号', 'Employee number'),
    job_title: text('职务', 'Job title'),
    department_ids: texts('部门', 'Departments'),
    leader_user_id: text('上级', 'Leader'),
    join_time: { type: 'integer', 'x-title': { zh: '入职时间(秒)', en: 'Joined (s)' } },
    status: {
      type: 'object',
      'x-title': { zh: '状态', en: 'Status' },
      properties: {
        is_frozen: flag('暂停', 'Frozen'),
        is_resigned: flag('离职', 'Resigned'),
        is_activated: flag('已激活', 'Activated'),
        is_exited: flag('已退出', 'Exited'),
        is_unjoin: flag('未加入', 'Not joined'),
      },
    },
  },
  additionalProperties: true,
};

export const personSample: JsonObject = {
  open_id: 'ou_7d8a6e6df7621556ce0d21922b676701',
  union_id: 'on_576833b917gda3d939b9a3c2d53e72c1',
  user_id: 'e33ggby1',
  name: '张伟',
  email: 'e1001@service.example.com',
  mobile: '+8613800001001',
  employee_no: 'E1001',
  job_title: '客服',
  department_ids: ['od-tech'],
  leader_user_id: 'ou_7d8a6e6df7621556ce0d21922b676704',
  join_time: 1767225600,
  status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
};

export const departmentSchema: JsonObject = {
  type: 'object',
  required: ['open_department_id'],
  properties: {
    open_department_id: text('open_department_id', 'open_department_id'),
    department_id: text('自定义部门标识', 'Own department id'),
    name: text('名称', 'Name'),
    parent_department_id: text('上级部门', 'Parent'),
    leader_user_id: text('负责人', 'Leader'),
    // A text in the API and a number in events.
    order: { type: ['string', 'number'], 'x-title': { zh: '排序', en: 'Order' } },
    member_count: { type: 'integer', 'x-title': { zh: '人数', en: 'Members' } },
    status: {
      type: 'object',
      'x-title': { zh: '状态', en: 'Status' },
      properties: { is_deleted: flag('已删除', 'Deleted') },
    },
  },
  additionalProperties: true,
};

export const departmentSample: JsonObject = {
  open_department_id: 'od-tech',
  department_id: 'Dtech',
  name: '技术支持组',
  parent_department_id: 'od-service',
  leader_user_id: 'ou_7d8a6e6df7621556ce0d21922b676704',
  order: '1',
  member_count: 2,
  status: { is_deleted: false },
};
