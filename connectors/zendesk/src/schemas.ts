import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

/** A value Zendesk may leave empty. */
const optionalWhole = (zh: string, en: string): JsonObject => ({ ...field.whole(zh, en), type: ['integer', 'null'] });

export const customFields = field.list(
  '自定义字段',
  'Custom fields',
  field.object('字段', 'Field', { id: field.whole('标识', 'Id'), value: field.any('值', 'Value') }),
);

export const ticketSchema = recordOf(
  {
    id: field.whole('编号', 'Number'),
    external_id: field.optionalText('外部标识', 'External id'),
    subject: field.optionalText('主题', 'Subject'),
    description: field.optionalText('描述', 'Description'),
    type: field.optionalText('类型(problem、incident、question、task)', 'Type (problem, incident, question, task)'),
    status: field.text(
      '状态(new、open、pending、hold、solved、closed、deleted)',
      'Status (new, open, pending, hold, solved, closed, deleted)',
    ),
    priority: field.optionalText('优先级(low、normal、high、urgent)', 'Priority (low, normal, high, urgent)'),
    requester_id: optionalWhole('请求人', 'Requester'),
    assignee_id: optionalWhole('受理人', 'Assignee'),
    organization_id: optionalWhole('组织', 'Organisation'),
    group_id: optionalWhole('组', 'Group'),
    tags: field.list('标签', 'Tags', { type: 'string' }),
    custom_fields: customFields,
    due_at: field.optionalText('到期时间', 'Due'),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
    generated_timestamp: field.whole('导出时间戳(秒)', 'Timestamp of the export (s)'),
  },
  ['id', 'status'],
);

export const ticketSample: JsonObject = {
  id: 35436,
  external_id: 'sc-1001',
  subject: '登录后页面空白',
  description: '客户反馈登录后页面空白',
  type: 'incident',
  status: 'open',
  priority: 'high',
  requester_id: 20978392,
  assignee_id: 235323,
  organization_id: 509974,
  group_id: 98738,
  tags: ['login'],
  custom_fields: [{ id: 360001, value: 'v' }],
  due_at: null,
  created_at: '2026-09-01T01:00:00Z',
  updated_at: '2026-09-01T02:05:00Z',
};

export const commentSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    body: field.text('内容', 'Body'),
    html_body: field.text('内容(HTML)', 'Body (HTML)'),
    public: field.flag('公开', 'Public'),
    author_id: field.whole('作者', 'Author'),
    created_at: field.text('时间', 'Created'),
  },
  ['id'],
);

export const commentSample: JsonObject = {
  id: 1274,
  body: '已修复',
  html_body: '<p>已修复</p>',
  public: true,
  author_id: 235323,
  created_at: '2026-09-01T02:05:00Z',
};

export const userSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    external_id: field.optionalText('外部标识', 'External id'),
    name: field.text('姓名', 'Name'),
    email: { ...field.optionalText('邮箱', 'E-mail'), 'x-sensitive': true },
    phone: { ...field.optionalText('电话', 'Phone'), 'x-sensitive': true },
    role: field.text('角色(end-user、agent、admin)', 'Role (end-user, agent, admin)'),
    active: field.flag('有效', 'Active'),
    organization_id: optionalWhole('组织', 'Organisation'),
    user_fields: field.object('自定义字段', 'Custom fields'),
    tags: field.list('标签', 'Tags', { type: 'string' }),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
  },
  ['id', 'name'],
);

export const userSample: JsonObject = {
  id: 20978392,
  external_id: 'c-1',
  name: '李雷',
  email: 'lilei@example.com',
  phone: '+8613800000001',
  role: 'end-user',
  active: true,
  organization_id: 509974,
  user_fields: {},
  tags: [],
  created_at: '2026-09-01T01:00:00Z',
  updated_at: '2026-09-01T02:05:00Z',
};

export const organizationSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    external_id: field.optionalText('外部标识', 'External id'),
    name: field.text('名称', 'Name'),
    domain_names: field.list('邮箱域名', 'Domains', { type: 'string' }),
    details: field.optionalText('详情', 'Details'),
    notes: field.optionalText('备注', 'Notes'),
    organization_fields: field.object('自定义字段', 'Custom fields'),
    tags: field.list('标签', 'Tags', { type: 'string' }),
    deleted_at: field.optionalText('删除时间', 'Deleted'),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
  },
  ['id', 'name'],
);

export const organizationSample: JsonObject = {
  id: 509974,
  external_id: 'cust-1',
  name: '示例科技',
  domain_names: ['example.com'],
  details: null,
  notes: null,
  organization_fields: {},
  tags: [],
  created_at: '2026-09-01T01:00:00Z',
  updated_at: '2026-09-01T02:05:00Z',
};
