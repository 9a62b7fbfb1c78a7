import { field } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

export const tableField = field.text('表', 'Table', {
  minLength: 1,
  maxLength: 200,
  'x-options': 'tables',
  'x-placeholder': 'ods_ticket',
});

export const rowsField: JsonObject = {
  type: 'array',
  minItems: 1,
  maxItems: 100_000,
  items: { type: 'object', minProperties: 1, 'x-schema': 'row' },
  'x-title': { zh: '多行', en: 'Rows' },
};

export const written: JsonObject = {
  type: 'object',
  required: ['count'],
  properties: {
    count: field.whole('行数', 'Rows', { minimum: 0 }),
    queryId: field.optionalText('查询标识', 'Query id'),
  },
};
