import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';

let numbers = 1000;
const next = (): number => (numbers += 1);
/** Whole seconds. */
const seconds = (now: string): string => `${now.slice(0, 19)}Z`;

const user = (id: number, login: string): JsonObject => ({ id, login, type: 'User' });
export const joineryUser = user(50, 'joinery');
const wangFang = user(51, 'wangfang');

const issue = (number: number, title: string, more: JsonObject = {}): JsonObject => ({
  id: 2300 + number,
  number,
  repository: 'acme/support',
  title,
  body: title,
  state: 'open',
  state_reason: null,
  labels: [],
  assignees: [],
  user: joineryUser,
  milestone: null,
  locked: false,
  created_at: '2026-09-01T01:00:00Z',
  updated_at: '2026-09-01T01:00:00Z',
  closed_at: null,
  ...more,
});

const closedAt = (record: JsonObject, before: JsonObject, now: string) =>
  record['state'] === 'closed' ? (before['closed_at'] ?? now) : null;

/** What a server holds: two repositories, their issues and, numbered with them, a pull request. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  issues: {
    title: { zh: '议题', en: 'Issues' },
    key: 'number',
    seed: [
      issue(1, '登录后页面空白', { labels: ['bug', 'ticket'] }),
      issue(2, '导出报表缺少一列', { assignees: ['wangfang'] }),
      issue(3, '邮件通知重复发送', { state: 'closed', state_reason: 'completed', closed_at: '2026-09-01T01:00:00Z' }),
    ],
    created(draft, now) {
      const at = seconds(now);
      return { ...issue(next(), ''), body: null, ...draft, created_at: at, updated_at: at };
    },
    changed: (record, before, now) => ({
      ...record,
      updated_at: seconds(now),
      closed_at: closedAt(record, before, seconds(now)),
    }),
    tombstone: (record, now) => ({ ...record, deleted: true, updated_at: seconds(now) }),
  },
  pulls: {
    title: { zh: '拉取请求', en: 'Pull requests' },
    key: 'number',
    seed: [issue(4, '修复空白页')],
    created: (draft, now) => ({ ...issue(next(), ''), ...draft, created_at: seconds(now), updated_at: seconds(now) }),
    changed: (record, _, now) => ({ ...record, updated_at: seconds(now) }),
  },
  comments: {
    title: { zh: '评论', en: 'Comments' },
    key: 'id',
    seed: [
      {
        id: 301,
        issue_number: 1,
        body: '已复现',
        user: wangFang,
        created_at: '2026-09-01T01:30:00Z',
        updated_at: '2026-09-01T01:30:00Z',
      },
      {
        id: 302,
        issue_number: 4,
        body: '请补充测试',
        user: wangFang,
        created_at: '2026-09-01T01:31:00Z',
        updated_at: '2026-09-01T01:31:00Z',
      },
    ],
    created: (draft, now) => ({
      id: 5000 + next(),
      issue_number: 1,
      user: joineryUser,
      ...draft,
      created_at: seconds(now),
      updated_at: seconds(now),
    }),
    changed: (record, _, now) => ({ ...record, updated_at: seconds(now) }),
  },
  labels: {
    title: { zh: '标签', en: 'Labels' },
    key: 'name',
    seed: [
      { id: 201, name: 'bug', color: 'd73a4a' },
      { id: 202, name: 'ticket', color: '0075ca' },
    ],
    created: (draft) => ({ id: next(), color: 'ededed', ...draft }),
  },
  repositories: {
    title: { zh: '仓库', en: 'Repositories' },
    key: 'full_name',
    seed: [
      { id: 14, name: 'support', full_name: 'acme/support', private: true, has_issues: true },
      { id: 15, name: 'archive', full_name: 'acme/archive', private: true, has_issues: false },
    ],
  },
  users: { title: { zh: '用户', en: 'Users' }, key: 'login', seed: [joineryUser, wangFang] },
};
