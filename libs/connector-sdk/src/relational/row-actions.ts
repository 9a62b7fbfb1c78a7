import type { ConnectorManifestInput, JsonObject } from '@joinery/contracts';
import { defineAction } from '../define-connector.ts';
import { field, form } from '../fields.ts';
import type { DatabaseWords } from './driver.ts';

type Actions = NonNullable<ConnectorManifestInput['actions']>;

const byNature = { class: 'idempotent' } as const;
const counted = {
  output: {
    type: 'object',
    required: ['count'],
    properties: { count: field.whole('行数', 'Rows', { minimum: 0 }) },
  },
  sample: { count: 1 },
  operation: { kind: 'code' },
} as const;

const rowShape = { type: 'object', minProperties: 1, 'x-schema': 'row' } as const;
const rowField: JsonObject = { ...rowShape, 'x-title': { zh: '行', en: 'Row' } };
const rowsField: JsonObject = {
  type: 'array',
  minItems: 1,
  maxItems: 10_000,
  items: rowShape,
  'x-title': { zh: '多行', en: 'Rows' },
};
const whereField: JsonObject = { ...rowShape, 'x-title': { zh: '条件(列等于值)', en: 'Where (column equals value)' } };

/** What a flow can do with the tables of a database. */
export function rowActions(words: DatabaseWords): Actions {
  const { longestName, tableExample, matching } = words;
  const table = field.text('表', 'Table', {
    minLength: 1,
    maxLength: 200,
    'x-options': 'tables',
    'x-placeholder': tableExample,
  });
  const columns = (zh: string, en: string): JsonObject => ({
    type: 'array',
    maxItems: 100,
    items: { type: 'string', maxLength: longestName, 'x-options': 'columns' },
    'x-title': { zh, en },
  });
  const upsertFields: JsonObject = {
    table,
    ...(!matching && { key: columns('匹配列(空为主键)', 'Key columns (empty: the primary key)') }),
    versionColumn: field.text('版本列', 'Version column', {
      maxLength: longestName,
      'x-options': 'columns',
      'x-help': {
        zh: '填写后,表中更新的行不会被较旧的数据覆盖',
        en: 'When named, a newer row in the table is not overwritten by older data',
      },
    }),
  };
  const together = { zh: '在一个事务中写入,全部成功或全部不写', en: 'In one transaction: all or none' };
  return {
    'run-query': queryAction(words),
    'list-rows': defineAction({
      title: { zh: '列出行', en: 'List rows' },
      description: {
        zh: '按键值分页,读取期间新增或删除的行不会造成遗漏或重复',
        en: 'Pages by key, so that rows added or removed meanwhile cause neither gaps nor repetition',
      },
      input: form(
        {
          table,
          where: { ...whereField, minProperties: 0 },
          columns: columns('列(空为全部)', 'Columns (empty: all)'),
          orderBy: columns('排序键(空为主键,须唯一)', 'Order by (empty: the primary key; must be unique)'),
        },
        ['table'],
      ),
      output: { type: 'object', 'x-schema': 'row' },
      sample: { id: 'T-1001', subject: '登录后页面空白', priority: 'normal' },
      effect: { class: 'read' },
      safeToTest: true,
      operation: { kind: 'code', paginated: true },
    }),
    'upsert-row': defineAction({
      title: { zh: '写入一行(存在则更新)', en: 'Upsert a row' },
      ...(matching && { description: matching }),
      input: form({ ...upsertFields, row: rowField }, ['table', 'row']),
      effect: byNature,
      ...counted,
    }),
    'upsert-rows': defineAction({
      title: { zh: '写入多行(存在则更新)', en: 'Upsert rows' },
      description: matching ? { zh: `${matching.zh};${together.zh}`, en: `${matching.en}. ${together.en}` } : together,
      input: form({ ...upsertFields, rows: rowsField }, ['table', 'rows']),
      effect: byNature,
      ...counted,
    }),
    'insert-rows': defineAction({
      title: { zh: '批量新增行', en: 'Insert rows' },
      description: {
        zh: '只新增,在一个事务中;重复执行会重复新增,能用“写入”时请用“写入”',
        en: 'Adds only, in one transaction; a repetition adds again, so prefer upsert where there is a key',
      },
      input: form({ table, rows: rowsField }, ['table', 'rows']),
      effect: { class: 'unsafe' },
      ...counted,
    }),
    'update-rows': defineAction({
      title: { zh: '更新行', en: 'Update rows' },
      input: form(
        { table, where: whereField, changes: { ...rowField, 'x-title': { zh: '更新的列', en: 'Changes' } } },
        ['table', 'where', 'changes'],
      ),
      effect: byNature,
      ...counted,
    }),
    'delete-rows': defineAction({
      title: { zh: '删除行', en: 'Delete rows' },
      input: form({ table, where: whereField }, ['table', 'where']),
      effect: byNature,
      ...counted,
    }),
  };
}

function queryAction({ parameters, queryExample }: DatabaseWords) {
  return defineAction({
    title: { zh: '查询', en: 'Run a query' },
    description: {
      zh: `只读的 SQL;值一律写成参数 ${parameters}`,
      en: `SQL that only reads; values are always parameters ${parameters}`,
    },
    input: form(
      {
        sql: field.text('SQL', 'SQL', {
          minLength: 1,
          maxLength: 50_000,
          'x-multiline': true,
          'x-placeholder': queryExample,
        }),
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
      properties: { rows: field.list('行', 'Rows', { type: 'object' }), count: field.whole('行数', 'Count') },
    },
    sample: { rows: [{ id: 'T-1001', priority: 'high' }], count: 1 },
    effect: { class: 'read' },
    safeToTest: true,
    operation: { kind: 'code' },
  });
}
