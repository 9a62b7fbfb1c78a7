import type { JsonObject } from '@joinery/contracts';

export const statuses = [
  { id: '10000', name: 'To Do', category: 'new' },
  { id: '3', name: 'In Progress', category: 'indeterminate' },
  { id: '10002', name: 'Done', category: 'done' },
] as const;

/** Every transition leads from some statuses to one. */
export const transitions = [
  { id: '11', name: 'Reopen', to: 'To Do', from: ['In Progress', 'Done'] },
  { id: '21', name: 'Start work', to: 'In Progress', from: ['To Do', 'Done'] },
  { id: '31', name: 'Done', to: 'Done', from: ['In Progress'] },
] as const;

export const issueTypes = [
  { id: '10004', name: 'Bug' },
  { id: '10001', name: 'Story' },
  { id: '10002', name: 'Task' },
] as const;

export const priorities = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
export const ticketField = 'customfield_10010';

const issue = (n: number, summary: string, more: JsonObject = {}): JsonObject => ({
  id: String(10000 + n),
  key: `SC-${n}`,
  project: 'SC',
  issuetype: 'Bug',
  summary,
  description: summary,
  status: 'To Do',
  priority: 'Medium',
  resolution: null,
  labels: [],
  assignee: null,
  reporter: '5b10ac8d82e05b22cc7d4e01',
  created: '2026-09-01T01:00:00.000Z',
  updated: '2026-09-01T01:00:00.000Z',
  ...more,
});

export const seed = {
  issues: [
    issue(1, '登录后页面空白', { priority: 'High', [ticketField]: 'SC-1001' }),
    issue(2, '导出报表缺少一列', { status: 'In Progress', assignee: '5b10ac8d82e05b22cc7d4e02' }),
    issue(3, '邮件通知重复发送', { status: 'Done', resolution: 'Fixed', labels: ['ticket'] }),
  ],
  projects: [
    { id: '10001', key: 'SC', name: '服务支持' },
    { id: '10002', key: 'WEB', name: '官网' },
  ],
  users: [
    {
      accountId: '5b10ac8d82e05b22cc7d4e00',
      displayName: 'Joinery',
      emailAddress: 'joinery@example.com',
      active: true,
    },
    {
      accountId: '5b10ac8d82e05b22cc7d4e01',
      displayName: '张伟',
      emailAddress: 'e1001@service.example.com',
      active: true,
    },
    {
      accountId: '5b10ac8d82e05b22cc7d4e02',
      displayName: '王芳',
      emailAddress: 'e1002@service.example.com',
      active: true,
    },
  ],
} as const satisfies Record<string, readonly JsonObject[]>;
