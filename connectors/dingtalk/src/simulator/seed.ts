import type { JsonObject } from '@joinery/contracts';

const user = (n: number, userid: string, name: string, department: number, more: JsonObject = {}): JsonObject => ({
  userid,
  unionid: `z21HjQliSzpw0Yxxxxx${n}`,
  // The same people as the agents of the service core's simulator.
  name,
  avatar: '',
  state_code: '86',
  mobile: `1380000100${n}`,
  hide_mobile: false,
  telephone: '',
  job_number: `E100${n}`,
  title: '客服',
  email: '',
  org_email: `e100${n}@service.example.com`,
  work_place: '',
  remark: '',
  manager_userid: 'liuyang',
  dept_id_list: [department],
  dept_order_list: [{ dept_id: department, order: n }],
  leader_in_dept: [{ dept_id: department, leader: false }],
  role_list: [],
  extension: '{}',
  hired_date: 1767225600000,
  active: true,
  admin: false,
  boss: false,
  senior: false,
  real_authed: true,
  exclusive_account: false,
  ...more,
});

const department = (dept_id: number, name: string, parent_id: number | undefined, order: number): JsonObject => ({
  dept_id,
  name,
  ...(parent_id !== undefined && { parent_id }),
  order,
  auto_add_user: true,
  create_dept_group: true,
  dept_manager_userid_list: ['liuyang'],
  source_identifier: '',
  hide_dept: false,
});

const component = (componentName: string, id: string, label: string, required: boolean): JsonObject => ({
  componentName,
  props: { id, label, bizAlias: '', required, placeholder: '', options: [], format: '', unit: '' },
  children: [],
});

export const seed = {
  users: [
    user(1, 'zhangwei', '张伟', 11),
    user(2, 'wangfang', '王芳', 11),
    user(3, 'lina', '李娜', 12, { dept_id_list: [12, 11] }),
    user(4, 'liuyang', '刘洋', 10, { title: '客服主管', manager_userid: '', admin: true }),
  ],
  departments: [
    department(1, '榫卯科技', undefined, 0),
    department(10, '客户服务中心', 1, 1),
    department(11, '技术支持组', 10, 1),
    department(12, '售后组', 10, 2),
  ],
  groups: [{ openConversationId: 'cid6KeBBdemo00000000001==', title: '客服值班群' }],
  robots: [
    {
      access_token: '0f0e0d0c0b0a49088706050403020100',
      name: '工单播报(加签)',
      secret: 'SECdingtalkrobotdemo000000000001',
    },
    { access_token: '1f0e0d0c0b0a49088706050403020100', name: '工单播报(关键词)', secret: '', keyword: '工单' },
  ],
  templates: [
    {
      processCode: 'PROC-REFUND-0001',
      name: '退款申请',
      items: [
        component('TextField', 'TextField-K2AD4O5B', '工单号', true),
        component('TextareaField', 'TextareaField-K2AD4O5C', '退款原因', true),
        component('MoneyField', 'MoneyField-K2AD4O5D', '金额', false),
        component('DDMultiSelectField', 'DDMultiSelectField-K2AD4O5E', '类型', false),
        component('TextNote', 'TextNote-K2AD4O5F', '请填写完整', false),
      ],
    },
  ],
} as const satisfies Record<string, readonly JsonObject[]>;
