import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { agent } from './authorise.ts';

let numbers = 1000;
const next = (): number => (numbers += 1);
/** Local time of China, without a zone. */
const local = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const times = { created_at: '2026-09-01 09:00:00', updated_at: '2026-09-01 09:00:00' };

const ticket = (id: number, title: string, more: JsonObject = {}): JsonObject => ({
  id,
  title,
  description: title,
  type: null,
  status: 'open',
  priority: 'medium',
  requester_id: 738,
  assignee_id: agent.id,
  organization_id: 741,
  group_id: 165,
  due_date: null,
  assigneed_at: null,
  resolved_at: null,
  closed_at: null,
  source: 'api',
  tags: [],
  custom_fields: [],
  ...times,
  ...more,
});
const user = (id: number, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  email: null,
  phone: null,
  role: 'end_user',
  organization_id: null,
  status: 'active',
  details: null,
  notes: null,
  ...times,
  ...more,
});
const organization = (id: number, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  name,
  domain: null,
  description: null,
  group_id: null,
  ...times,
  ...more,
});

const changed = (record: JsonObject, _: JsonObject, now: string): JsonObject => ({ ...record, updated_at: local(now) });
const made = (blank: (id: number) => JsonObject) => (draft: JsonObject, now: string) => ({
  ...blank(next()),
  ...draft,
  created_at: local(now),
  updated_at: local(now),
});

/** What an account holds. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  tickets: {
    title: { zh: '工单', en: 'Tickets' },
    key: 'id',
    seed: [
      ticket(1, '登录后页面空白', { priority: 'high', tags: ['登录'] }),
      ticket(2, '导出报表缺少一列', { status: 'pending' }),
      ticket(3, '邮件通知重复发送', { status: 'closed' }),
    ],
    created: made((id) => ({ ...ticket(id, ''), status: 'new' })),
    changed,
  },
  comments: {
    title: { zh: '回复', en: 'Comments' },
    key: 'id',
    created: (draft, now) => ({ id: next(), public: true, author_id: agent.id, ...draft, created_at: local(now) }),
  },
  users: {
    title: { zh: '用户', en: 'Users' },
    key: 'id',
    seed: [
      user(agent.id, 'Joinery', { email: agent.email, role: 'admin' }),
      user(738, '李雷', { email: 'lilei@example.com', phone: '13800000001', organization_id: 741 }),
    ],
    created: made((id) => user(id, '')),
    changed,
  },
  organizations: {
    title: { zh: '组织', en: 'Organisations' },
    key: 'id',
    seed: [organization(741, '示例科技', { domain: 'example.com' })],
    created: made((id) => organization(id, '')),
    changed,
  },
  groups: { title: { zh: '客服组', en: 'Groups' }, key: 'id', seed: [{ id: 165, name: '技术支持' }] },
};
