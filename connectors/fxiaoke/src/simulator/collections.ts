import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { crmObjects } from './crm-objects.ts';

const seedTime = Date.parse('2026-09-01T01:00:00.000Z');
const row = (n: number, name: string, more: JsonObject): JsonObject => ({
  _id: `68fa2c1d9e8f7a00000000${n}`,
  name,
  owner: ['1000'],
  create_time: seedTime,
  last_modified_time: seedTime,
  life_status: 'normal',
  is_deleted: false,
  ...more,
});

const seed: Readonly<Record<string, readonly JsonObject[]>> = {
  AccountObj: [
    row(11, '示例科技有限公司', {
      account_no: 'C-1001',
      account_level: '1',
      tel: '021-60000001',
      url: 'https://tech.example.com',
    }),
    row(12, '远方物流有限公司', { account_no: 'C-1002', account_level: '2', tel: '010-60000002' }),
  ],
  ContactObj: [
    row(21, '周婷', {
      account_id: '68fa2c1d9e8f7a0000000011',
      mobile1: '13900002003',
      email: 'zhouting@tech.example.com',
    }),
  ],
  CasesObj: [
    row(31, '登录后页面空白', { account_id: '68fa2c1d9e8f7a0000000011', case_status: '1', sc_id__c: 'SC-1001' }),
  ],
  Device__c: [row(41, '网关 A1', { serial__c: 'GW-0001' })],
};

/** One collection for each object; ids grow, as those of the vendor's store do. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries(
  crmObjects.map(({ name, label }) => [
    name,
    {
      title: { zh: label, en: name },
      key: '_id',
      seed: seed[name] ?? [],
      created: (draft, now) => ({
        _id: newId(),
        owner: ['1000'],
        life_status: 'normal',
        is_deleted: false,
        ...draft,
        create_time: Date.parse(now),
        last_modified_time: Date.parse(now),
      }),
      changed: (record, _, now) => ({ ...record, last_modified_time: Date.parse(now) }),
    },
  ]),
);

let numbers = 0;

function newId(): string {
  numbers += 1;
  return `69${numbers.toString(16).padStart(12, '0')}${randomBytes(5).toString('hex')}`;
}
