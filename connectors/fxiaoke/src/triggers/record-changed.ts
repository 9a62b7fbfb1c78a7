import { defineTrigger, field, recordOf } from '@joinery/connector-sdk';
import { changedSince, query } from '../operations.ts';

/** The vendor announces no change of CRM data, so there is nothing but looking. */
export const recordChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '数据有变化(轮询)', en: 'Record changed (polling)' },
  settings: {
    type: 'object',
    required: ['object'],
    properties: {
      object: field.text('对象', 'Object', {
        pattern: '^[A-Za-z]\\w*$',
        'x-options': 'objects',
        'x-placeholder': 'AccountObj',
      }),
    },
  },
  output: recordOf(
    {
      _id: field.text('数据标识', 'Id'),
      name: field.text('名称', 'Name'),
      last_modified_time: field.whole('最后修改时间(毫秒)', 'Last modified (ms)'),
    },
    ['_id', 'last_modified_time'],
  ),
  sample: { _id: '68fa2c1d9e8f7a0001a1b2c3', name: '示例科技有限公司', last_modified_time: 1788224400000 },
  operation: query('input.object', changedSince),
  cursor: { kind: 'time', value: 'item.last_modified_time', format: 'epoch-milliseconds', lagMs: 60_000 },
  dedupeKey: "item._id & ':' & item.last_modified_time",
  correlationKey: 'item._id',
});
