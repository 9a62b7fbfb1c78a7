import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

export const userSchema: JsonObject = field.object('用户', 'User', {
  id: field.whole('标识', 'Id'),
  username: field.text('用户名', 'User name'),
  name: field.text('姓名', 'Name'),
});

export const issueSchema = recordOf(
  {
    id: field.whole('全局标识', 'Global id'),
    iid: field.whole('项目内编号', 'Number in the project'),
    project_id: field.whole('项目', 'Project'),
    title: field.text('标题', 'Title'),
    description: field.optionalText('描述(Markdown)', 'Description (Markdown)'),
    state: field.text('状态(opened、closed)', 'State (opened, closed)'),
    labels: field.list('标签', 'Labels', { type: 'string' }),
    assignees: field.list('受理人', 'Assignees', userSchema),
    author: { ...userSchema, 'x-title': { zh: '创建人', en: 'Author' } },
    issue_type: field.text('类型', 'Type'),
    confidential: field.flag('机密', 'Confidential'),
    web_url: field.text('链接', 'Link'),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
    closed_at: field.optionalText('关闭时间', 'Closed'),
  },
  ['id', 'iid', 'title', 'state'],
);

export const issueSample: JsonObject = {
  id: 301,
  iid: 23,
  project_id: 14,
  title: '登录后页面空白',
  description: '客户反馈登录后页面空白',
  state: 'opened',
  labels: ['bug', 'ticket'],
  assignees: [{ id: 51, username: 'wangfang', name: '王芳' }],
  author: { id: 50, username: 'joinery', name: 'Joinery' },
  issue_type: 'issue',
  confidential: false,
  web_url: 'https://gitlab.example.com/service/support/-/issues/23',
  created_at: '2026-09-01T01:00:00.000Z',
  updated_at: '2026-09-01T02:05:00.000Z',
  closed_at: null,
};
