import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { objectTypes, type ObjectType } from './object-types.ts';

let numbers = 1000;
const seedTime = '2026-09-01T01:00:00.000Z';

const seed: Readonly<Record<string, readonly JsonObject[]>> = {
  contacts: [
    {
      id: '101',
      email: 'zhouting@tech.example.com',
      firstname: '婷',
      lastname: '周',
      mobilephone: '+8613900002003',
      jobtitle: '信息主管',
    },
    { id: '102', email: 'wuqiang@logistics.example.com', firstname: '强', lastname: '吴' },
  ],
  companies: [
    { id: '201', name: '示例科技有限公司', domain: 'tech.example.com', phone: '+862160000001', city: '上海' },
    { id: '202', name: '远方物流有限公司', domain: 'logistics.example.com', city: '北京' },
  ],
  tickets: [
    {
      id: '301',
      subject: '登录后页面空白',
      content: '客户反馈登录后页面空白',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
      hs_ticket_priority: 'HIGH',
      sc_external_id: 'SC-1001',
    },
  ],
};

/** One collection for each object type. Records lie flat here; over HTTP their properties stand in a member of their own. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries([
  ...objectTypes.map(
    (type) =>
      [
        type.name,
        {
          title: { zh: type.label, en: type.name },
          key: 'id',
          seed: (seed[type.name] ?? []).map((row) => stamped(type, { ...row, createdate: seedTime }, seedTime)),
          created(draft: JsonObject, now: string): JsonObject {
            numbers += 1;
            const stage = type.name === 'tickets' ? { hs_pipeline: '0', hs_pipeline_stage: '1' } : {};
            return stamped(type, { ...stage, id: String(numbers), ...draft, createdate: now }, now);
          },
          changed: (record: JsonObject, _: JsonObject, now: string) => stamped(type, record, now),
          tombstone: (record: JsonObject, now: string) => stamped(type, { ...record, archived: true }, now),
        },
      ] as const,
  ),
  ['associations', { title: { zh: '关联', en: 'Associations' }, key: 'id' }] as const,
]);

function stamped({ modified }: ObjectType, record: JsonObject, now: string): JsonObject {
  return { archived: false, ...record, hs_object_id: textOf(record['id']), [modified]: now };
}
