import { defineAction, field, form, type CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { quotedTable, statement } from '../sql.ts';
import { findTable } from '../tables.ts';
import { rowsField, tableField, written } from './fields.ts';

const common = {
  output: written,
  sample: { count: 2, queryId: '3f1b6e2a-8d53-4a5e-9d4f-0c6d5a3b2f11' },
  operation: { kind: 'code' },
} as const;

export const insertRowsAction = defineAction({
  title: { zh: '写入多行', en: 'Insert rows' },
  description: {
    zh: '作为一批写入;行数少而次数多时请用异步写入,由服务器合并。重复执行会重复写入',
    en: 'Written as one batch; where batches are small and many, let the server join them (asynchronous). A repetition inserts again',
  },
  input: form(
    {
      table: tableField,
      rows: rowsField,
      async: field.flag('异步写入', 'Asynchronous insert', {
        default: false,
        'x-help': {
          zh: '服务器攒批后写入;仍等待写入完成才算成功',
          en: 'The server gathers a batch; it still counts as written only when it is',
        },
      }),
    },
    ['table', 'rows'],
  ),
  effect: { class: 'unsafe' },
  ...common,
});

export const insertRowsOnceAction = defineAction({
  title: { zh: '写入多行(不重复)', en: 'Insert rows once' },
  description: {
    zh: '带去重标记写入,重试不会重复;表须是 Replicated 系列引擎,或设置了 non_replicated_deduplication_window',
    en: 'Carries a deduplication token, so that a retry inserts nothing twice; the table needs a Replicated engine or non_replicated_deduplication_window',
  },
  input: form({ table: tableField, rows: rowsField }, ['table', 'rows']),
  effect: { class: 'idempotent' },
  ...common,
});

export async function insertRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  return insert(ctx, input, input['async'] === true ? { async_insert: 1, wait_for_async_insert: 1 } : {});
}

export async function insertRowsOnce(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { name, engine, engineFull } = await findTable(ctx, input['table'] as string);
  const window = /non_replicated_deduplication_window\s*=\s*(\d+)/.exec(engineFull)?.[1] ?? '0';
  if (!/^(?:Replicated|Shared)/.test(engine) && window === '0')
    throw ctx.fault({
      meaning: 'invalid',
      message: `${name} (${engine}) forgets what was inserted: it would be there twice after a retry`,
    });
  return insert(ctx, input, {
    async_insert: 0,
    insert_deduplicate: 1,
    insert_deduplication_token: ctx.idempotencyKey,
  });
}

type Settings = Readonly<Record<string, string | number>>;

async function insert(ctx: CodeContext, input: JsonObject, settings: Settings): Promise<Json> {
  const rows = input['rows'] as readonly JsonObject[];
  const { headers } = await ctx.http({
    ...statement(ctx, {
      query: `insert into ${quotedTable(input['table'] as string)} format JSONEachRow`,
      // A member the table has no column for is a mistake, not something to lose in silence.
      input_format_skip_unknown_fields: 0,
      date_time_input_format: 'best_effort',
      ...settings,
    }),
    body: rows,
    encoding: 'ndjson',
    answer: 'text',
  });
  return { count: rows.length, queryId: headers['x-clickhouse-query-id'] ?? null };
}
