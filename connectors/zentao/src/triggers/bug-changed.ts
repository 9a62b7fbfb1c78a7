import { defineTrigger } from '@joinery/connector-sdk';
import { bugSample, bugSchema, touchedAt } from '../bug-schema.ts';

export const bugChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '缺陷有变化(轮询)', en: 'Bug changed (polling)' },
  description: {
    zh: '新建、修改、解决、关闭与激活都会触发;产品为连接中的产品',
    en: 'On creation, change, resolution, closing and activation, in the product of the connection',
  },
  output: bugSchema,
  sample: bugSample,
  operation: { kind: 'code', paginated: true },
  cursor: { kind: 'time', value: touchedAt('item'), format: 'iso-seconds', lagMs: 60_000 },
  dedupeKey: `item.id & ':' & item.status & ':' & ${touchedAt('item')}`,
  correlationKey: '$string(item.id)',
});
