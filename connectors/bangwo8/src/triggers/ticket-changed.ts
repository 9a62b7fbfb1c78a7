import { defineTrigger } from '@joinery/connector-sdk';
import { changeCursor, changed } from '../operations.ts';
import { ticketSample, ticketSchema } from '../schemas.ts';

export const ticketChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '工单有变化(轮询)', en: 'Ticket changed (polling)' },
  description: { zh: '新建、回复与任何变更都会触发', en: 'On creation, replies and any change' },
  output: ticketSchema,
  sample: ticketSample,
  operation: changed('/tickets.json', 'tickets'),
  cursor: changeCursor,
  dedupeKey: "$string(item.ticketId) & ':' & $string(item.ticketStatus) & ':' & $string(item.updateDT)",
  correlationKey: '$string(item.ticketId)',
});
