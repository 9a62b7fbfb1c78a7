import { defineAction, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { reading } from '../database.ts';
import { inputOf } from './fields.ts';
import { textMember } from '../text-member.ts';

const most = 10_000;

export const runQueryAction = defineAction({
  title: { zh: '查询', en: 'Run a query' },
  description: {
    zh: '只读的 SQL;值一律写成参数 $1、$2 …',
    en: 'SQL that only reads; values are always parameters $1, $2 …',
  },
  input: inputOf(
    {
      sql: {
        type: 'string',
        minLength: 1,
        maxLength: 50_000,
        'x-multiline': true,
        'x-title': { zh: 'SQL', en: 'SQL' },
        'x-placeholder': 'select * from ods_ticket where priority = $1',
      },
      parameters: {
        type: 'array',
        maxItems: 100,
        items: { type: ['string', 'number', 'boolean', 'null'] },
        'x-title': { zh: '参数', en: 'Parameters' },
      },
    },
    ['sql'],
  ),
  output: {
    type: 'object',
    required: ['rows', 'count'],
    properties: {
      rows: { type: 'array', items: { type: 'object' }, 'x-title': { zh: '行', en: 'Rows' } },
      count: { type: 'integer', 'x-title': { zh: '行数', en: 'Count' } },
    },
  },
  sample: { rows: [{ id: 'T-1001', priority: 'high' }], count: 1 },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'code' },
});

export async function runQuery(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const values = (input['parameters'] ?? []) as readonly Json[];
  const { rows, count } = await reading(ctx, { text: textMember(input, 'sql'), values });
  if (count > most)
    throw ctx.fault({ meaning: 'invalid', message: `${count} rows; at most ${most} are given at once` });
  return { rows, count };
}
