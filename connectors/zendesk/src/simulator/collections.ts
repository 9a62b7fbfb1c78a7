import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { agent } from './authorise.ts';

let numbers = 1000;
const next = (): number => (numbers += 1);
const seeded = '2026-09-01T01:00:00Z';
const seconds = (now: string): string => `${now.slice(0, 19)}Z`;
const epoch = (now: string): number => Math.floor(Date.parse(now) / 1000);

const ticket = (id: number, subject: string, more: JsonObject = {}): JsonObject => ({
  id,
  external_id: null,
  type: null,
  subject,
  raw_subject: subject,
  description: subject,
  priority: 'normal',
  status: 'open',
  recipient: null,
  requester_id: 501,
  submitter_id: agent.id,
  assignee_id: agent.id,
  organization_id: 601,
  group_id: 701,
  tags: [],
  custom_fields: [],
  due_at: null,
  via: { channel: 'api' },
  created_at: seeded,
  updated_at: seeded,
  generated_timestamp: epoch(seeded),
  ...more,
});

const user = (id: number, name: string, email: string | null, more: JsonObject = {}): JsonObject => ({
  id,
  external_id: null,
  name,
  email,
  phone: null,
  role: 'end-user',
  active: true,
  organization_id: null,
  user_fields: {},
  tags: [],
  created_at: seeded,
  updated_at: seeded,
  ...more,
});

const organization = (id: number, name: string, more: JsonObject = {}): JsonObject => ({
  id,
  external_id: null,
  name,
  domain_names: [],
  details: null,
  notes: null,
  organization_fields: {},
  tags: [],
  deleted_at: null,
  created_at: seeded,
  updated_at: seeded,
  ...more,
});

const touched = (record: JsonObject, _: JsonObject, now: string): JsonObject => ({
  ...record,
  updated_at: seconds(now),
});

/** What an account holds. Deleted tickets and users stay, as deleted and inactive. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  tickets: {
    title: { zh: '工单', en: 'Tickets' },
    key: 'id',
    seed: [
      ticket(1, '登录后页面空白', { priority: 'high', external_id: 'sc-1001' }),
      ticket(2, '导出报表缺少一列', { status: 'pending' }),
      ticket(3, '邮件通知重复发送', { status: 'closed' }),
    ],
    created(draft, now) {
      const at = seconds(now);
      return {
        ...ticket(next(), ''),
        status: 'new',
        ...draft,
        created_at: at,
        updated_at: at,
        generated_timestamp: epoch(now),
      };
    },
    changed: (record, _, now) => ({ ...record, updated_at: seconds(now), generated_timestamp: epoch(now) }),
    tombstone: (record, now) => ({
      ...record,
      status: 'deleted',
      updated_at: seconds(now),
      generated_timestamp: epoch(now),
    }),
  },
  comments: {
    title: { zh: '评论', en: 'Comments' },
    key: 'id',
    seed: [
      {
        id: 801,
        ticket_id: 1,
        body: '登录后页面空白',
        public: true,
        author_id: 501,
        metadata: { custom: {} },
        created_at: seeded,
      },
    ],
    created: (draft, now) => ({
      id: next(),
      public: true,
      author_id: agent.id,
      metadata: { custom: {} },
      ...draft,
      created_at: seconds(now),
    }),
  },
  users: {
    title: { zh: '用户', en: 'Users' },
    key: 'id',
    seed: [
      user(agent.id, 'Joinery', agent.email, { role: 'admin' }),
      user(501, '李雷', 'lilei@example.com', { external_id: 'c-1', organization_id: 601 }),
    ],
    created: (draft, now) => ({
      ...user(next(), '', null),
      ...draft,
      created_at: seconds(now),
      updated_at: seconds(now),
    }),
    changed: touched,
    tombstone: (record, now) => ({ ...record, active: false, updated_at: seconds(now) }),
  },
  organizations: {
    title: { zh: '组织', en: 'Organisations' },
    key: 'id',
    seed: [organization(601, '示例科技', { external_id: 'cust-1', domain_names: ['example.com'] })],
    created: (draft, now) => ({
      ...organization(next(), ''),
      ...draft,
      created_at: seconds(now),
      updated_at: seconds(now),
    }),
    changed: touched,
    tombstone: (record, now) => ({ ...record, deleted_at: seconds(now), updated_at: seconds(now) }),
  },
  groups: {
    title: { zh: '组', en: 'Groups' },
    key: 'id',
    seed: [{ id: 701, name: '技术支持' }],
  },
  ticket_fields: {
    title: { zh: '工单字段', en: 'Ticket fields' },
    key: 'id',
    seed: [{ id: 360001, type: 'text', title: '订单号', active: true }],
  },
};
