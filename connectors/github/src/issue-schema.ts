import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const user = (zh: string, en: string): JsonObject => ({
  ...field.object(zh, en, { id: field.whole('标识', 'Id'), login: field.text('用户名', 'Login') }),
  // Null where the account is gone.
  type: ['object', 'null'],
});

export const actor = user('操作人', 'Actor');

export const issueSchema = recordOf(
  {
    id: field.whole('全局标识', 'Global id'),
    number: field.whole('编号', 'Number'),
    title: field.text('标题', 'Title'),
    body: field.optionalText('描述(Markdown)', 'Description (Markdown)'),
    state: field.text('状态(open、closed)', 'State (open, closed)'),
    state_reason: field.optionalText('状态原因', 'Reason of the state'),
    labels: field.list('标签', 'Labels', field.object('标签', 'Label', { name: field.text('名称', 'Name') })),
    assignees: field.list('受理人', 'Assignees', user('受理人', 'Assignee')),
    user: user('创建人', 'Author'),
    comments: field.whole('评论数', 'Number of comments'),
    html_url: field.text('链接', 'Link'),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
    closed_at: field.optionalText('关闭时间', 'Closed'),
  },
  ['id', 'number', 'title', 'state'],
);

export const issueSample: JsonObject = {
  id: 2301,
  number: 23,
  title: '登录后页面空白',
  body: '客户反馈登录后页面空白',
  state: 'open',
  state_reason: null,
  labels: [{ id: 1, name: 'bug' }],
  assignees: [{ id: 51, login: 'wangfang' }],
  user: { id: 50, login: 'joinery' },
  comments: 1,
  html_url: 'https://github.com/acme/support/issues/23',
  created_at: '2026-09-01T01:00:00Z',
  updated_at: '2026-09-01T02:05:00Z',
  closed_at: null,
};

export const commentSchema = recordOf(
  {
    id: field.whole('标识', 'Id'),
    body: field.optionalText('内容(Markdown)', 'Body (Markdown)'),
    user: user('作者', 'Author'),
    issue_number: field.whole('议题编号', 'Number of the issue'),
    issue_url: field.text('议题接口地址', 'API address of the issue'),
    html_url: field.text('链接', 'Link'),
    created_at: field.text('创建时间', 'Created'),
    updated_at: field.text('更新时间', 'Updated'),
  },
  ['id'],
);

export const commentSample: JsonObject = {
  id: 302,
  body: '已修复',
  user: { id: 51, login: 'wangfang' },
  issue_number: 23,
  issue_url: 'https://api.github.com/repos/acme/support/issues/23',
  html_url: 'https://github.com/acme/support/issues/23#issuecomment-302',
  created_at: '2026-09-01T02:05:00Z',
  updated_at: '2026-09-01T02:05:00Z',
};

/** A comment names its issue by an address alone. */
export const withIssueNumber = (comment: string): string =>
  `$merge([${comment}, {'issue_number': $number($split(${comment}.issue_url, '/')[-1])}])`;
