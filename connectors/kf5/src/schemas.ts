import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const optionalWhole = (zh: string, en: string): JsonObject => ({ ...field.whole(zh, en), type: ['integer', 'null'] });
const times = {
  created_at: field.optionalText('创建时间', 'Created'),
  updated_at: field.optionalText('更新时间', 'Updated'),
};

export const customFields = field.list(
  '自定义字段',
  'Custom fields',
  field.object('字段', 'Field', {
    name: field.text('名称(field_…)', 'Name (field_…)'),
    value: field.any('值', 'Value'),
  }),
);

export const ticketSchema = recordOf(
  {
    id: field.whole('编号', 'Number'),
    title: field.text('标题', 'Title'),
    description: field.optionalText('描述', 'Description'),
    type: field.optionalText('类型(problem、incident、question、task)', 'Type (problem, incident, question, task)'),
    status: field.text('状态(new、open、pending、solved、closed)', 'Status (new, open, pending, solved, closed)'),
    priority: field.optionalText('优先级(low、medium、high、urgent)', 'Priority (low, medium, high, urgent)'),
    requester_id: optionalWhole('请求人', 'Requester'),
    assignee_id: optionalWhole('受理客服', 'Assignee'),
    organization_id: optionalWhole('组织', 'Organisation'),
    group_id: optionalWhole('客服组', 'Group'),
    source: field.optionalText('来源', 'Source'),
    tags: field.list('标签', 'Tags', { type: 'string' }),
    custom_fields: customFields,
    resolved_at: field.optionalText('解决时间', 'Resolved'),
    closed_at: field.optionalText('关闭时间', 'Closed'),
    ...times,
  },
  ['id', 'title', 'status'],
);

export const ticketSample: JsonObject = {
  id: 8,
  title: '登录失败',
  description: '验证码收不到',
  type: 'incident',
  status: 'open',
  priority: 'high',
  requester_id: 738,
  assignee_id: 733,
  organization_id: 741,
  group_id: 165,
  source: 'web',
  tags: ['登录'],
  custom_fields: [{ name: 'field_4', value: '技术问题' }],
  resolved_at: null,
  closed_at: null,
  created_at: '2026-09-01 09:00:00',
  updated_at: '2026-09-01 10:05:00',
};

export const commentSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    content: field.optionalText('内容', 'Content'),
    public: field.flag('公开', 'Public'),
    author_id: optionalWhole('作者', 'Author'),
    created_at: field.optionalText('时间', 'Created'),
  },
  ['id'],
);

export const commentSample: JsonObject = {
  id: 91,
  content: '已修复',
  public: true,
  author_id: 733,
  created_at: '2026-09-01 10:05:00',
};

export const userSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    name: field.text('姓名', 'Name'),
    email: { ...field.optionalText('邮箱', 'E-mail'), 'x-sensitive': true },
    phone: { ...field.optionalText('电话', 'Phone'), 'x-sensitive': true },
    role: field.text('角色(end_user、agent、admin)', 'Role (end_user, agent, admin)'),
    organization_id: optionalWhole('组织', 'Organisation'),
    status: field.optionalText('状态', 'Status'),
    details: field.optionalText('详情', 'Details'),
    notes: field.optionalText('备注', 'Notes'),
    ...times,
  },
  ['id', 'name'],
);

export const userSample: JsonObject = {
  id: 738,
  name: '李雷',
  email: 'lilei@example.com',
  phone: '13800000001',
  role: 'end_user',
  organization_id: 741,
  status: 'active',
  details: null,
  notes: null,
  created_at: '2026-09-01 09:00:00',
  updated_at: '2026-09-01 10:05:00',
};

export const organizationSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    name: field.text('名称', 'Name'),
    domain: field.optionalText('邮箱域名', 'Domain'),
    description: field.optionalText('描述', 'Description'),
    group_id: optionalWhole('客服组', 'Group'),
    ...times,
  },
  ['id', 'name'],
);
