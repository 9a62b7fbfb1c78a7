import type { JsonObject } from '@joinery/contracts';

const user = (
  n: number,
  userid: string,
  name: string,
  department: readonly number[],
  more: JsonObject = {},
): JsonObject => ({
  userid,
  // The same people as the agents of the service core's simulator.
  name,
  department,
  order: department.map(() => n),
  position: '客服',
  mobile: `1380000100${n}`,
  gender: '1',
  email: '',
  biz_mail: `e100${n}@service.example.com`,
  is_leader_in_dept: department.map(() => 0),
  direct_leader: ['liuyang'],
  avatar: '',
  thumb_avatar: '',
  telephone: '',
  alias: '',
  address: '',
  open_userid: '',
  main_department: department[0] ?? 1,
  extattr: { attrs: [{ type: 0, name: '工号', text: { value: `E100${n}` } }] },
  status: 1,
  qr_code: '',
  external_position: '',
  external_profile: { external_corp_name: '榫卯科技', external_attr: [] },
  ...more,
});

const department = (id: number, name: string, parentid: number, order: number): JsonObject => ({
  id,
  name,
  name_en: '',
  department_leader: ['liuyang'],
  parentid,
  order,
});

const control = (kind: string, id: string, title: string, require: number, config?: JsonObject): JsonObject => ({
  property: { control: kind, id, title: [{ text: title, lang: 'zh_CN' }], placeholder: [], require, un_print: 0 },
  ...(config && { config }),
});

export const seed = {
  users: [
    user(1, 'zhangwei', '张伟', [11]),
    user(2, 'wangfang', '王芳', [11]),
    user(3, 'lina', '李娜', [12, 11]),
    user(4, 'LiuYang', '刘洋', [10], { position: '客服主管', direct_leader: [], is_leader_in_dept: [1] }),
    user(5, 'chenjing', '陈静', [12], { status: 2 }),
  ],
  departments: [
    department(1, '榫卯科技', 0, 0),
    department(10, '客户服务中心', 1, 1),
    department(11, '技术支持组', 10, 1),
    department(12, '售后组', 10, 2),
  ],
  robots: [{ key: '0f0e0d0c-0b0a-4908-8706-050403020100', name: '工单播报' }],
  templates: [
    {
      template_id: '3Tka1eD6v6JfzhDMqPd3aMkFdxqtJMc2ZRioeFXkaaa',
      name: '退款申请',
      controls: [
        control('Text', 'Text-1', '工单号', 1),
        control('Textarea', 'Textarea-2', '退款原因', 1),
        control('Money', 'Money-3', '金额', 0),
        control('Date', 'Date-4', '退款日期', 0, { date: { type: 'day' } }),
        control('Selector', 'Selector-5', '类型', 0, {
          selector: {
            type: 'multi',
            options: [
              { key: 'option-1', value: [{ text: '退货', lang: 'zh_CN' }] },
              { key: 'option-2', value: [{ text: '退款', lang: 'zh_CN' }] },
            ],
          },
        }),
        control('Contact', 'Contact-6', '经办人', 0, { contact: { mode: 'user', type: 'multi' } }),
        control('Tips', 'Tips-7', '请填写完整', 0),
      ],
    },
  ],
} as const satisfies Record<string, readonly JsonObject[]>;
