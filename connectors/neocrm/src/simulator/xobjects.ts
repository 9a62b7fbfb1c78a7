import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';

export interface XField {
  readonly apiKey: string;
  readonly label: string;
  readonly type: string;
  readonly required?: boolean;
}

export interface XObject {
  readonly apiKey: string;
  readonly label: string;
  readonly fields: readonly XField[];
}

const text = (apiKey: string, label: string, required = false): XField => ({ apiKey, label, type: 'text', required });
const kept = (apiKey: string, label: string): XField => ({ apiKey, label, type: 'datetime' });
const common = [
  { apiKey: 'id', label: 'ID', type: 'long' },
  kept('createdAt', '创建日期'),
  kept('updatedAt', '最新修改日'),
  { apiKey: 'ownerId', label: '所有人', type: 'reference' },
  text('joineryKey__c', '幂等键'),
];

export const xobjects: readonly XObject[] = [
  {
    apiKey: 'account',
    label: '客户',
    fields: [
      ...common,
      text('accountName', '客户名称', true),
      text('phone', '电话'),
      text('address', '地址'),
      text('url', '网址'),
      { apiKey: 'employeeNumber', label: '员工数', type: 'number' },
      text('comment', '备注'),
    ],
  },
  {
    apiKey: 'contact',
    label: '联系人',
    fields: [
      ...common,
      text('contactName', '姓名', true),
      { apiKey: 'accountId', label: '客户', type: 'reference' },
      text('email', '邮件'),
      text('mobile', '手机'),
      text('post', '职务'),
    ],
  },
];

export const readOnly = new Set(['id', 'createdAt', 'updatedAt']);

let numbers = 0;
const seedTime = Date.parse('2026-09-01T01:00:00.000Z');
const row = (id: number, more: JsonObject): JsonObject => ({
  id,
  ownerId: 1001,
  createdAt: seedTime,
  updatedAt: seedTime,
  ...more,
});

const seed: Readonly<Record<string, readonly JsonObject[]>> = {
  account: [
    row(1893462341820011, { accountName: '示例科技有限公司', phone: '021-60000001', url: 'https://tech.example.com' }),
    row(1893462341820012, { accountName: '远方物流有限公司', phone: '010-60000002' }),
  ],
  contact: [row(1893462341820021, { contactName: '周婷', accountId: 1893462341820011, mobile: '13900002003' })],
};

/** One collection for each object. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries(
  xobjects.map(({ apiKey, label }) => [
    apiKey,
    {
      title: { zh: label, en: apiKey },
      key: 'id',
      seed: seed[apiKey] ?? [],
      created(draft, now) {
        numbers += 1;
        return {
          id: 1893462341900000 + numbers,
          ownerId: 1001,
          ...draft,
          createdAt: Date.parse(now),
          updatedAt: Date.parse(now),
        };
      },
      changed: (record, _, now) => ({ ...record, updatedAt: Date.parse(now) }),
    },
  ]),
);
