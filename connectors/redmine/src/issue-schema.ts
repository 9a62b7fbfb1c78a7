import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const named = (zh: string, en: string): JsonObject =>
  field.object(zh, en, { id: field.whole('编号', 'Number'), name: field.text('名称', 'Name') });

export const customFields = field.list(
  '自定义字段',
  'Custom fields',
  field.object('字段', 'Field', {
    id: field.whole('编号', 'Number'),
    name: field.text('名称', 'Name'),
    value: field.any('值', 'Value'),
  }),
);

const members = {
  id: field.whole('编号', 'Number'),
  project: named('项目', 'Project'),
  tracker: named('跟踪', 'Tracker'),
  status: named('状态', 'Status'),
  priority: named('优先级', 'Priority'),
  author: named('作者', 'Author'),
  assigned_to: named('指派给', 'Assignee'),
  subject: field.text('主题', 'Subject'),
  description: field.optionalText('描述', 'Description'),
  start_date: field.optionalText('开始日期', 'Start date'),
  due_date: field.optionalText('计划完成日期', 'Due date'),
  done_ratio: { ...field.whole('完成 %', '% done'), type: ['integer', 'null'] },
  is_private: field.flag('私有', 'Private'),
  custom_fields: customFields,
  created_on: field.text('创建时间', 'Created'),
  updated_on: field.text('更新时间', 'Updated'),
  closed_on: field.optionalText('关闭时间', 'Closed'),
};
const required = ['id', 'subject', 'status'];

export const issueSchema = recordOf(members, required);

/** A single issue holds its notes and changes too. */
export const wholeIssueSchema = recordOf(
  {
    ...members,
    journals: field.list(
      '历史',
      'History',
      field.object('记录', 'Entry', {
        id: field.whole('编号', 'Number'),
        user: named('用户', 'User'),
        notes: field.optionalText('说明', 'Notes'),
        private_notes: field.flag('私有', 'Private'),
        created_on: field.text('时间', 'Created'),
      }),
    ),
  },
  required,
);

export const issueSample: JsonObject = {
  id: 23,
  project: { id: 1, name: '客服平台' },
  tracker: { id: 1, name: '缺陷' },
  status: { id: 2, name: '进行中', is_closed: false },
  priority: { id: 5, name: '高' },
  author: { id: 5, name: 'Joinery' },
  assigned_to: { id: 6, name: '王芳' },
  subject: '登录后页面空白',
  description: '客户反馈登录后页面空白',
  start_date: '2026-09-01',
  due_date: null,
  done_ratio: 0,
  is_private: false,
  custom_fields: [{ id: 5, name: '工单ID', value: '1001' }],
  created_on: '2026-09-01T01:00:00Z',
  updated_on: '2026-09-01T02:05:00Z',
  closed_on: null,
};
