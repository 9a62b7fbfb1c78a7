import { defineTrigger } from '@joinery/connector-sdk';
import type { ItemKind } from '../item-kinds.ts';
import { changed, localTime } from '../operations.ts';

export const itemChanged = (kind: ItemKind) =>
  defineTrigger({
    kind: 'polling',
    title: { zh: `${kind.zh}有变化(轮询)`, en: `${kind.en === 'bug' ? 'Bug' : 'Story'} changed (polling)` },
    description: {
      zh: '给出完整记录;TAPD 无法访问回调地址或未配置 Webhook 时使用',
      en: 'Gives the whole record; for where TAPD cannot reach the callback address or has no webhook',
    },
    output: kind.schema,
    sample: kind.sample,
    operation: changed(kind),
    cursor: { ...localTime, value: 'item.modified' },
    dedupeKey: "item.id & ':' & item.status & ':' & item.modified",
    correlationKey: 'item.id',
  });
