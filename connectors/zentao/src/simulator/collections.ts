import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { user } from './authorise.ts';

let numbers = 1000;

/** Whole seconds, in UTC. */
const seconds = (now: string): string => `${now.slice(0, 19)}Z`;

const bug = (id: number, title: string, more: JsonObject = {}): JsonObject => ({
  id,
  product: 1,
  project: 0,
  execution: 0,
  module: 0,
  title,
  keywords: '',
  severity: 3,
  pri: 3,
  type: 'codeerror',
  steps: `<p>${title}</p>`,
  status: 'active',
  confirmed: 0,
  resolution: '',
  openedBy: user.account,
  openedDate: '2026-09-01T01:00:00Z',
  openedBuild: ['trunk'],
  assignedTo: '',
  resolvedDate: null,
  closedDate: null,
  lastEditedDate: null,
  deadline: null,
  deleted: false,
  ...more,
});

/** What a server holds. A bug that was never edited has no time of editing. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  bugs: {
    title: { zh: '缺陷', en: 'Bugs' },
    key: 'id',
    seed: [
      bug(1, '登录后页面空白', { severity: 2, pri: 2, keywords: 'SC-1001' }),
      bug(2, '导出报表缺少一列', { assignedTo: 'wangfang' }),
      bug(3, '邮件通知重复发送', { status: 'closed', resolution: 'fixed' }),
    ],
    created: (draft, now) => ({ ...bug((numbers += 1), ''), ...draft, openedDate: seconds(now) }),
    changed: (record, _, now) => ({ ...record, lastEditedDate: seconds(now) }),
  },
  products: {
    title: { zh: '产品', en: 'Products' },
    key: 'id',
    seed: [
      { id: 1, name: '客服平台', code: 'SC', status: 'normal' },
      { id: 2, name: '官网', code: 'WEB', status: 'normal' },
    ],
  },
  users: {
    title: { zh: '人员', en: 'Users' },
    key: 'account',
    seed: [
      { id: 1, account: user.account, realname: user.realname },
      { id: 2, account: 'wangfang', realname: '王芳' },
    ],
  },
  actions: {
    title: { zh: '操作记录', en: 'History' },
    key: 'id',
    created: (draft, now) => ({ id: (numbers += 1), actor: user.account, date: seconds(now), ...draft }),
  },
};
