import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';

const id = (prefix = ''): string => prefix + randomBytes(12).toString('hex');
let approvals = 0;

/** What a corporation holds. A person writing to the app, or clicking a card, is a record added here. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  users: {
    title: { zh: '成员', en: 'People' },
    key: 'userid',
    seed: seed.users,
    created: (draft) => ({ userid: id('u'), name: '', department: [1], status: 1, ...draft }),
  },
  departments: {
    title: { zh: '部门', en: 'Departments' },
    key: 'id',
    seed: seed.departments,
    created: (draft) => ({
      parentid: 1,
      name: '',
      order: 0,
      ...draft,
      id: Number(draft['id'] ?? randomBytes(3).readUIntBE(0, 3)),
    }),
    // The sandbox names a record by a text.
    changed: (row) => ({ ...row, id: Number(row['id']), parentid: Number(row['parentid']) }),
  },
  robots: {
    title: { zh: '群机器人', en: 'Group robots' },
    key: 'key',
    seed: seed.robots,
    created: (draft) => ({ key: id(), name: '', ...draft }),
  },
  templates: { title: { zh: '审批模板', en: 'Approval templates' }, key: 'template_id', seed: seed.templates },
  approvals: { title: { zh: '审批', en: 'Approvals' }, key: 'sp_no', created: approval, changed: decided },
  messages: { title: { zh: '已发消息', en: 'Messages sent' }, key: 'msgid' },
  'incoming-messages': {
    title: { zh: '发给应用的消息', en: 'Messages to the app' },
    key: 'msgId',
    created: (draft) => ({ msgId: String(randomBytes(6).readUIntBE(0, 6)), userid: 'zhangwei', text: '', ...draft }),
  },
  'card-clicks': {
    title: { zh: '卡片点击', en: 'Card clicks' },
    key: 'clickId',
    created: (draft) => ({
      clickId: id('c'),
      userid: 'zhangwei',
      key: '',
      taskId: '',
      responseCode: id('rc'),
      ...draft,
    }),
  },
};

/** A new approval waits for its approvers; its number is the day and a count. */
function approval({ approvers, ...draft }: JsonObject, now: string): JsonObject {
  approvals += 1;
  const people = (approvers ?? ['liuyang']) as readonly string[];
  return {
    sp_no: `${now.slice(0, 10).replaceAll('-', '')}${String(approvals).padStart(4, '0')}`,
    sp_name: '',
    sp_status: 1,
    template_id: '',
    apply_time: Math.floor(Date.parse(now) / 1000),
    applyer: { userid: 'zhangwei', partyid: '11' },
    sp_record: people.map((userid) => ({
      sp_status: 1,
      approverattr: 1,
      details: [{ approver: { userid }, speech: '', sp_status: 1, sptime: 0, media_id: [] }],
    })),
    notifyer: [],
    apply_data: { contents: [] },
    comments: [],
    ...draft,
  };
}

/** Somebody decided: the nodes say so too. */
function decided(row: JsonObject, before: JsonObject, now: string): JsonObject {
  const status = Number(row['sp_status']);
  if (status === before['sp_status']) return row;
  const sptime = Math.floor(Date.parse(now) / 1000);
  const records = (row['sp_record'] as readonly JsonObject[]).map((record) => ({
    ...record,
    sp_status: status,
    details: (record['details'] as readonly JsonObject[]).map((detail) => ({ ...detail, sp_status: status, sptime })),
  }));
  return { ...row, sp_no: textOf(row['sp_no']), sp_status: status, sp_record: records };
}
