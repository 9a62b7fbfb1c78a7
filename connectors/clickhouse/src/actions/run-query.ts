import { defineAction, field, form, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { type Parameters, select } from '../sql.ts';

export const runQueryAction = defineAction({
  title: { zh: '查询', en: 'Run a query' },
  description: {
    zh: '只读的 SQL;值一律写成参数 {名称:类型}',
    en: 'SQL that only reads; values are always parameters {name:Type}',
  },
  input: form(
    {
      sql: field.text('SQL', 'SQL', {
        minLength: 1,
        maxLength: 50_000,
        'x-multiline': true,
        'x-placeholder': 'select * from ods_ticket where priority = {priority:String}',
      }),
      parameters: {
        type: 'object',
        propertyNames: { pattern: '^[A-Za-z_]\\w*$' },
        additionalProperties: { type: ['string', 'number', 'boolean', 'null', 'array'] },
        'x-title': { zh: '参数', en: 'Parameters' },
      },
    },
    ['sql'],
  ),
  output: {
    type: 'object',
    required: ['rows', 'count'],
    properties: { rows: field.list('行', 'Rows', { type: 'object' }), count: field.whole('行数', 'Count') },
  },
  sample: { rows: [{ id: 'T-1001', priority: 'high' }], count: 1 },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'code' },
});

export async function runQuery(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const rows = await select(ctx, input['sql'] as string, (input['parameters'] ?? {}) as Parameters);
  return { rows, count: rows.length };
}
