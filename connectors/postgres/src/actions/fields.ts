import type { JsonObject } from '@joinery/contracts';

export const tableField: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  'x-options': 'tables',
  'x-title': { zh: '表', en: 'Table' },
  'x-placeholder': 'public.ods_ticket',
};
export const rowField: JsonObject = {
  type: 'object',
  minProperties: 1,
  'x-schema': 'row',
  'x-title': { zh: '行', en: 'Row' },
};
export const rowsField: JsonObject = {
  type: 'array',
  minItems: 1,
  maxItems: 10_000,
  items: { type: 'object', minProperties: 1, 'x-schema': 'row' },
  'x-title': { zh: '多行', en: 'Rows' },
};
export const columnsField = (zh: string, en: string): JsonObject => ({
  type: 'array',
  maxItems: 100,
  items: { type: 'string', maxLength: 63, 'x-options': 'columns' },
  'x-title': { zh, en },
});
export const whereField: JsonObject = {
  type: 'object',
  minProperties: 1,
  'x-schema': 'row',
  'x-title': { zh: '条件(列等于值)', en: 'Where (column equals value)' },
};
export const countSchema: JsonObject = {
  type: 'object',
  required: ['count'],
  properties: { count: { type: 'integer', minimum: 0, 'x-title': { zh: '行数', en: 'Rows' } } },
};
export const inputOf = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
