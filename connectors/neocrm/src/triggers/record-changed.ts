import { defineTrigger, field, recordOf } from '@joinery/connector-sdk';
import { changed } from '../operations.ts';

/** No event of the vendor is documented, so there is nothing but looking. */
export const recordChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '记录有变化(轮询)', en: 'Record changed (polling)' },
  settings: {
    type: 'object',
    required: ['object'],
    properties: { object: field.text('对象', 'Object', { pattern: '^[A-Za-z]\\w*$', 'x-placeholder': 'account' }) },
  },
  output: recordOf({ id: field.any('记录标识', 'Id'), updatedAt: field.any('更新时间(毫秒)', 'Updated (ms)') }, [
    'id',
    'updatedAt',
  ]),
  sample: { id: 1893462341828608, accountName: '示例科技有限公司', updatedAt: 1788224400000 },
  operation: changed('{input.object}', 'input.object'),
  cursor: { kind: 'time', value: 'item.updatedAt', format: 'epoch-milliseconds', lagMs: 60_000 },
  dedupeKey: "$string(item.id) & ':' & $string(item.updatedAt)",
  correlationKey: '$string(item.id)',
});
