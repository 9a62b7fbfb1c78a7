import type { JsonObject } from '@joinery/contracts';

const status = { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false };

const user = (n: number, name: string, employeeNo: string, department: string, more: JsonObject = {}): JsonObject => ({
  union_id: `on_576833b917gda3d939b9a3c2d53e72c${n}`,
  user_id: `e33ggby${n}`,
  // The same people as the agents of the service core's simulator.
  open_id: `ou_7d8a6e6df7621556ce0d21922b67670${n}`,
  name,
  en_name: '',
  nickname: '',
  email: `${employeeNo.toLowerCase()}@service.example.com`,
  mobile: `+861380000100${n}`,
  mobile_visible: true,
  gender: 0,
  avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
  status,
  department_ids: [department],
  leader_user_id: 'ou_7d8a6e6df7621556ce0d21922b676704',
  city: '',
  country: '',
  work_station: '',
  join_time: 1767225600,
  is_tenant_manager: false,
  employee_no: employeeNo,
  employee_type: 1,
  orders: [{ department_id: department, user_order: n, department_order: 1, is_primary_dept: true }],
  custom_attrs: [],
  enterprise_email: '',
  job_title: '客服',
  ...more,
});

const department = (id: string, name: string, parent: string, order: string): JsonObject => ({
  name,
  i18n_name: { zh_cn: name, en_us: '', ja_jp: '' },
  parent_department_id: parent,
  department_id: id.replace('od-', 'D'),
  open_department_id: id,
  leader_user_id: 'ou_7d8a6e6df7621556ce0d21922b676704',
  chat_id: '',
  order,
  unit_ids: [],
  member_count: 2,
  status: { is_deleted: false },
  leaders: [{ leaderType: 1, leaderID: 'ou_7d8a6e6df7621556ce0d21922b676704' }],
  department_hrbps: [],
});

export const seed = {
  users: [
    user(1, '张伟', 'E1001', 'od-tech'),
    user(2, '王芳', 'E1002', 'od-tech'),
    user(3, '李娜', 'E1003', 'od-after'),
    user(4, '刘洋', 'E1004', 'od-service', { job_title: '客服主管', leader_user_id: '' }),
    user(5, '陈静', 'E1005', 'od-after', { status: { ...status, is_resigned: true } }),
  ],
  departments: [
    department('od-service', '客户服务中心', '0', '1'),
    department('od-tech', '技术支持组', 'od-service', '1'),
    department('od-after', '售后组', 'od-service', '2'),
  ],
  chats: [
    {
      chat_id: 'oc_5ad11d72b830411d72b836c20',
      name: '客服值班群',
      description: '',
      avatar: '',
      owner_id: 'ou_7d8a6e6df7621556ce0d21922b676704',
      owner_id_type: 'open_id',
      external: false,
      tenant_key: '736588c9260f175d',
      chat_status: 'normal',
    },
    {
      chat_id: 'oc_5ad11d72b830411d72b836c21',
      name: '技术支持群',
      description: '',
      avatar: '',
      owner_id: 'ou_7d8a6e6df7621556ce0d21922b676701',
      owner_id_type: 'open_id',
      external: false,
      tenant_key: '736588c9260f175d',
      chat_status: 'normal',
    },
  ],
  definitions: [
    {
      approval_code: '4202AD96-9EC1-4284-9C48-B923CDC4F30B',
      approval_name: '退款申请',
      status: 'ACTIVE',
      subscribed: false,
      form: [
        { id: 'w1', custom_id: 'ticket', name: '工单号', type: 'input', required: true },
        { id: 'w2', custom_id: 'reason', name: '退款原因', type: 'textarea', required: true },
        { id: 'w3', custom_id: 'amount', name: '金额', type: 'amount', required: false },
        { id: 'w4', custom_id: 'date', name: '退款日期', type: 'date', required: false },
        {
          id: 'w5',
          custom_id: 'kind',
          name: '类型',
          type: 'checkboxV2',
          required: false,
          option: [
            { value: 'k1', text: '退货' },
            { value: 'k2', text: '退款' },
          ],
        },
      ],
    },
  ],
  robots: [
    { token: '0f0e0d0c-0b0a-4908-8706-050403020100', name: '工单播报(签名)', secret: 'feishu-robot-secret-demo' },
    { token: '1f0e0d0c-0b0a-4908-8706-050403020100', name: '工单播报(关键词)', secret: '', keyword: '工单' },
  ],
} as const satisfies Record<string, readonly JsonObject[]>;
