import { field, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const named = (zh: string, en: string): JsonObject => ({
  ...field.object(zh, en, { id: field.text('标识', 'Id'), name: field.text('名称', 'Name') }),
  type: ['object', 'null'],
});

export const personSchema: JsonObject = {
  ...field.object('用户', 'User', {
    accountId: field.text('账号标识', 'Account id'),
    displayName: field.text('姓名', 'Name'),
    emailAddress: field.text('邮箱', 'E-mail', { 'x-sensitive': true }),
    active: field.flag('有效', 'Active'),
  }),
  type: ['object', 'null'],
};

export const statusSchema: JsonObject = field.object('状态', 'Status', {
  id: field.text('标识', 'Id'),
  name: field.text('名称', 'Name'),
  statusCategory: field.object('状态类别', 'Category', {
    key: field.text('类别(new、indeterminate、done)', 'Category (new, indeterminate, done)'),
  }),
});

/** Fields every issue has. Custom fields stand beside them as `customfield_…`; the account knows their names. */
export const issueSchema = recordOf(
  {
    id: field.text('标识', 'Id'),
    key: field.text('编号', 'Key'),
    self: field.text('接口地址', 'API address'),
    fields: field.object('字段', 'Fields', {
      summary: field.text('摘要', 'Summary'),
      description: field.any('描述(Atlassian 文档)', 'Description (Atlassian document)'),
      project: field.object('项目', 'Project', { key: field.text('项目', 'Key'), name: field.text('名称', 'Name') }),
      issuetype: named('类型', 'Type'),
      status: statusSchema,
      priority: named('优先级', 'Priority'),
      resolution: named('解决结果', 'Resolution'),
      labels: field.list('标签', 'Labels', { type: 'string' }),
      assignee: { ...personSchema, 'x-title': { zh: '经办人', en: 'Assignee' } },
      reporter: { ...personSchema, 'x-title': { zh: '报告人', en: 'Reporter' } },
      created: field.text('创建时间', 'Created'),
      updated: field.text('更新时间', 'Updated'),
    }),
  },
  ['id', 'key', 'fields'],
);

export const issueSample: JsonObject = {
  id: '10000',
  key: 'SC-24',
  self: 'https://example.atlassian.net/rest/api/3/issue/10000',
  fields: {
    summary: '登录后页面空白',
    description: {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '客户反馈登录后页面空白' }] }],
    },
    project: { id: '10001', key: 'SC', name: '服务支持' },
    issuetype: { id: '10004', name: 'Bug' },
    status: { id: '3', name: 'In Progress', statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress' } },
    priority: { id: '2', name: 'High' },
    resolution: null,
    labels: ['ticket'],
    assignee: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: '王芳', active: true },
    reporter: { accountId: '5b10a2844c20165700ede21g', displayName: '张伟', active: true },
    created: '2026-09-01T09:00:00.000+0800',
    updated: '2026-09-01T10:05:00.000+0800',
  },
};
