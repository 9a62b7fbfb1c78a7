import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';

let numbers = 1000;
/** Numbers are texts here, as the vendor mostly writes them. */
const next = (): string => String((numbers += 1));
const local = (now: string): string =>
  new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const times = { createDT: '2026-09-01 09:00:00', updateDT: '2026-09-01 09:00:00' };

const ticket = (ticketId: string, subject: string, more: JsonObject = {}): JsonObject => ({
  ticketId,
  subject,
  descript: subject,
  custUserId: '501',
  servicerUserId: '301',
  servicerGroupId: '21',
  ticketStatus: '2',
  priorityLevel: '2',
  ticketType: '1',
  ticketTemplateId: '4',
  isDeleted: '0',
  custom_fields: [],
  solveDT: null,
  ...times,
  ...more,
});
const company = (uId: string, companyName: string, more: JsonObject = {}): JsonObject => ({
  uId,
  companyName,
  supportId: '301',
  servicestarttime: '2026-01-01',
  serviceendtime: '2026-12-31',
  province: null,
  city: null,
  address: null,
  serveNote: null,
  status: '1',
  custom_fields: [],
  ...times,
  ...more,
});
const contact = (cId: string, name: string, more: JsonObject = {}): JsonObject => ({
  cId,
  name,
  mobile: null,
  email: null,
  fixnumber: null,
  position: null,
  companyId: null,
  supportId: null,
  note: null,
  status: '1',
  ...times,
  ...more,
});

const made = (blank: (id: string) => JsonObject) => (draft: JsonObject, now: string) => ({
  ...blank(next()),
  ...draft,
  createDT: local(now),
  updateDT: local(now),
});
const changed = (record: JsonObject, _: JsonObject, now: string): JsonObject => ({ ...record, updateDT: local(now) });
const buried = (mark: JsonObject) => (record: JsonObject, now: string) => ({
  ...record,
  ...mark,
  updateDT: local(now),
});

/** What an account holds. What was deleted stays and is marked. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  tickets: {
    title: { zh: '工单', en: 'Tickets' },
    key: 'ticketId',
    seed: [
      ticket('1', '登录后页面空白', { priorityLevel: '3' }),
      ticket('2', '导出报表缺少一列', { ticketStatus: '3' }),
      ticket('3', '邮件通知重复发送', { ticketStatus: '5' }),
    ],
    created: made((id) => ({ ...ticket(id, ''), ticketStatus: '1' })),
    changed,
    tombstone: buried({ isDeleted: '1' }),
  },
  replies: {
    title: { zh: '回复', en: 'Replies' },
    key: 'id',
    created: (draft, now) => ({ id: next(), ...draft, createDT: local(now) }),
  },
  companies: {
    title: { zh: '客户公司', en: 'Companies' },
    key: 'uId',
    seed: [company('601', '示例科技')],
    created: made((id) => company(id, '')),
    changed,
    tombstone: buried({ status: '2' }),
  },
  users: {
    title: { zh: '联系人', en: 'Contacts' },
    key: 'cId',
    seed: [contact('501', '李雷', { mobile: '13800000001', companyId: '601' })],
    created: made((id) => contact(id, '')),
    changed,
    tombstone: buried({ status: '2' }),
  },
  supports: {
    title: { zh: '客服', en: 'Agents' },
    key: 'sId',
    seed: [
      {
        sId: '301',
        sPassportName: 'joinery',
        name: 'Joinery',
        sNum: 'A001',
        groupId: '21',
        isAdmin: '1',
        isStat: '1',
        createDT: times.createDT,
      },
      {
        sId: '302',
        sPassportName: 'wangfang',
        name: '王芳',
        sNum: 'A002',
        groupId: '21',
        isAdmin: '0',
        isStat: '1',
        createDT: times.createDT,
      },
    ],
  },
};

export const isGone = (row: JsonObject): boolean =>
  textOf(row['isDeleted']) === '1' ||
  textOf(row['status']) === '2' ||
  ['0', '2'].includes(textOf(row['isStat'] ?? '1'));
