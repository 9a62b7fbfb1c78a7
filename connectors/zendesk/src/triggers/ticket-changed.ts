import { defineTrigger } from '@joinery/connector-sdk';
import { exported, exportLagMs } from '../operations.ts';
import { ticketSample, ticketSchema } from '../schemas.ts';

export const ticketChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '工单有变化(轮询)', en: 'Ticket changed (polling)' },
  description: {
    zh: '由增量导出得知,包括删除(状态 deleted);变化约一分钟后才出现',
    en: 'By the incremental export, deletions included (status deleted); a change shows after about a minute',
  },
  output: ticketSchema,
  sample: ticketSample,
  operation: exported('tickets'),
  cursor: { kind: 'time', value: 'item.generated_timestamp', format: 'epoch-seconds', lagMs: exportLagMs },
  dedupeKey: "item.id & ':' & item.status & ':' & item.updated_at",
  correlationKey: '$string(item.id)',
});
