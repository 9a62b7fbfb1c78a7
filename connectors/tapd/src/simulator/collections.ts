import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';

export const workspaceId = '10158231';
let numbers = 1000;
/** Nineteen digits: more than a number of JavaScript holds. */
const next = (): string => `1010158231500${String((numbers += 1)).padStart(6, '0')}`;
/** Local time of China, without a zone. */
const local = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const seeded = '2026-09-01 09:00:00';

const shared: JsonObject = {
  description: null,
  priority: 'medium',
  priority_label: '中',
  label: '',
  iteration_id: '0',
  custom_field_one: '',
  workspace_id: workspaceId,
  created: seeded,
  modified: seeded,
};
const bug = (id: string, title: string, more: JsonObject = {}): JsonObject => ({
  id,
  title,
  severity: 'normal',
  status: 'new',
  reporter: 'joinery',
  current_owner: '',
  resolved: null,
  closed: null,
  ...shared,
  ...more,
});
const story = (id: string, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  status: 'planning',
  creator: 'joinery',
  owner: '',
  completed: null,
  ...shared,
  ...more,
});

const touched = (record: JsonObject, _: JsonObject, now: string): JsonObject => ({ ...record, modified: local(now) });
/** In the recycle bin, with the moment it went there. */
const removed = (record: JsonObject, now: string): JsonObject => ({ ...record, removed: local(now) });

/** What a workspace holds. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  bugs: {
    title: { zh: '缺陷', en: 'Bugs' },
    key: 'id',
    seed: [
      bug('1010158231500000001', '登录后页面空白', { priority: 'high', priority_label: '高' }),
      bug('1010158231500000002', '导出报表缺少一列', { current_owner: 'wangfang;' }),
      bug('1010158231500000003', '邮件通知重复发送', { status: 'closed', closed: seeded }),
    ],
    created: (draft, now) => ({ ...bug(next(), ''), ...draft, created: local(now), modified: local(now) }),
    changed: (record, before, now) => ({
      ...touched(record, before, now),
      ...(record['status'] === 'closed' && before['status'] !== 'closed' && { closed: local(now) }),
    }),
    tombstone: removed,
  },
  stories: {
    title: { zh: '需求', en: 'Stories' },
    key: 'id',
    seed: [story('1010158231500000101', '支持单点登录'), story('1010158231500000102', '报表按部门汇总')],
    created: (draft, now) => ({ ...story(next(), ''), ...draft, created: local(now), modified: local(now) }),
    changed: touched,
    tombstone: removed,
  },
  comments: {
    title: { zh: '评论', en: 'Comments' },
    key: 'id',
    created: (draft, now) => ({
      id: next(),
      title: '',
      workspace_id: workspaceId,
      ...draft,
      created: local(now),
      modified: local(now),
    }),
  },
  users: {
    title: { zh: '成员', en: 'Members' },
    key: 'user',
    seed: [
      { user: 'joinery', name: 'Joinery', role_id: ['1'] },
      { user: 'wangfang', name: '王芳', role_id: ['2'] },
    ],
  },
};

export const statusMaps: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bug: {
    new: '新',
    in_progress: '接受/处理',
    resolved: '已解决',
    verified: '已验证',
    reopened: '重新打开',
    rejected: '已拒绝',
    closed: '已关闭',
  },
  story: { planning: '规划中', developing: '实现中', resolved: '已实现', rejected: '已拒绝' },
};

export const isThere = (record: JsonObject): boolean => textOf(record['removed']) === '';
