import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';

let numbers = 1000;
const next = (): number => (numbers += 1);

export const joineryUser = {
  id: 50,
  username: 'joinery',
  name: 'Joinery',
  state: 'active',
  web_url: 'https://gitlab.example.com/joinery',
};
const wangFang = {
  id: 51,
  username: 'wangfang',
  name: '王芳',
  state: 'active',
  web_url: 'https://gitlab.example.com/wangfang',
};

const issue = (iid: number, title: string, more: JsonObject = {}): JsonObject => ({
  id: 300 + iid,
  iid,
  project_id: 14,
  title,
  description: title,
  state: 'opened',
  created_at: '2026-09-01T01:00:00.000Z',
  updated_at: '2026-09-01T01:00:00.000Z',
  closed_at: null,
  labels: [],
  assignees: [],
  author: joineryUser,
  type: 'ISSUE',
  issue_type: 'issue',
  confidential: false,
  ...more,
});

/** What a server holds: two projects with issues and notes. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  issues: {
    title: { zh: '议题', en: 'Issues' },
    key: 'iid',
    seed: [
      issue(1, '登录后页面空白', { labels: ['bug', 'ticket'] }),
      issue(2, '导出报表缺少一列', { assignees: [wangFang] }),
      issue(3, '邮件通知重复发送', { state: 'closed', closed_at: '2026-09-01T01:00:00.000Z' }),
    ],
    created(draft, now) {
      const number = next();
      const state = textOf(draft['state']) || 'opened';
      return { ...issue(number, ''), description: null, ...draft, state, created_at: now, updated_at: now };
    },
    changed: (record, before, now) => ({
      ...record,
      updated_at: now,
      closed_at: record['state'] === 'closed' ? (before['closed_at'] ?? now) : null,
    }),
  },
  notes: {
    title: { zh: '评论', en: 'Notes' },
    key: 'id',
    created: (draft, now) => ({
      id: 5000 + next(),
      author: joineryUser,
      system: false,
      internal: false,
      created_at: now,
      updated_at: now,
      noteable_type: 'Issue',
      ...draft,
    }),
  },
  projects: {
    title: { zh: '项目', en: 'Projects' },
    key: 'id',
    seed: [
      {
        id: 14,
        name: 'support',
        path_with_namespace: 'service/support',
        web_url: 'https://gitlab.example.com/service/support',
        default_branch: 'main',
      },
      {
        id: 15,
        name: 'website',
        path_with_namespace: 'service/website',
        web_url: 'https://gitlab.example.com/service/website',
        default_branch: 'main',
      },
    ],
  },
  users: { title: { zh: '用户', en: 'Users' }, key: 'id', seed: [joineryUser, wangFang] },
};
