import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';

let numbers = 1000;
const next = (): number => (numbers += 1);
const seconds = (now: string): string => `${now.slice(0, 19)}Z`;
const seeded = '2026-09-01T01:00:00Z';

const issue = (id: number, subject: string, more: JsonObject = {}): JsonObject => ({
  id,
  project_id: 1,
  tracker_id: 1,
  status_id: 1,
  priority_id: 4,
  author_id: 5,
  assigned_to_id: null,
  subject,
  description: subject,
  start_date: '2026-09-01',
  due_date: null,
  done_ratio: 0,
  is_private: false,
  estimated_hours: null,
  custom_fields: [],
  created_on: seeded,
  updated_on: seeded,
  closed_on: null,
  ...more,
});

const named = (...names: readonly string[]): readonly JsonObject[] =>
  names.map((name, index) => ({ id: index + 1, name }));

/** What a server holds; references are numbers here and objects on the wire. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  issues: {
    title: { zh: '问题', en: 'Issues' },
    key: 'id',
    seed: [
      issue(1, '登录后页面空白', { priority_id: 5, custom_fields: [{ id: 5, name: '工单ID', value: '1001' }] }),
      issue(2, '导出报表缺少一列', { assigned_to_id: 6, status_id: 2 }),
      issue(3, '邮件通知重复发送', { status_id: 5, closed_on: seeded }),
    ],
    created: (draft, now) => ({ ...issue(next(), ''), ...draft, created_on: seconds(now), updated_on: seconds(now) }),
    changed: (record, _, now) => ({
      ...record,
      updated_on: seconds(now),
      closed_on: record['status_id'] === 5 ? (record['closed_on'] ?? seconds(now)) : null,
    }),
  },
  journals: {
    title: { zh: '历史', en: 'History' },
    key: 'id',
    created: (draft, now) => ({ id: next(), user_id: 5, private_notes: false, ...draft, created_on: seconds(now) }),
  },
  projects: {
    title: { zh: '项目', en: 'Projects' },
    key: 'id',
    seed: [
      { id: 1, name: '客服平台', identifier: 'support', status: 1 },
      { id: 2, name: '官网', identifier: 'website', status: 1 },
    ],
  },
  users: {
    title: { zh: '用户', en: 'Users' },
    key: 'id',
    seed: [
      { id: 5, login: 'joinery', name: 'Joinery', admin: true },
      { id: 6, login: 'wangfang', name: '王芳', admin: false },
    ],
  },
  trackers: { title: { zh: '跟踪', en: 'Trackers' }, key: 'id', seed: named('缺陷', '功能', '支持') },
  issue_statuses: {
    title: { zh: '状态', en: 'Statuses' },
    key: 'id',
    seed: named('新建', '进行中', '已解决', '反馈', '已关闭').map((row) => ({ ...row, is_closed: row['id'] === 5 })),
  },
  issue_priorities: {
    title: { zh: '优先级', en: 'Priorities' },
    key: 'id',
    seed: named('-', '-', '低', '普通', '高', '紧急').slice(2),
  },
};

/** From which status the workflow leads to which: what is closed is not simply solved. */
export const workflow: Readonly<Record<number, readonly number[]>> = {
  1: [1, 2, 3, 4, 5],
  2: [2, 3, 4, 5],
  3: [2, 3, 4, 5],
  4: [2, 3, 4, 5],
  5: [2, 5],
};
