import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { columnsField, countSchema, inputOf, rowField, rowsField, tableField, whereField } from './fields.ts';

const counted = { output: countSchema, sample: { count: 1 }, operation: { kind: 'code' } } as const;
const byNature = { class: 'idempotent' } as const;

const upsertFields: JsonObject = {
  table: tableField,
  key: columnsField('匹配列(空为主键)', 'Key columns (empty: the primary key)'),
  versionColumn: {
    type: 'string',
    maxLength: 63,
    'x-options': 'columns',
    'x-title': { zh: '版本列', en: 'Version column' },
    'x-help': {
      zh: '填写后,表中更新的行不会被较旧的数据覆盖',
      en: 'When named, a newer row in the table is not overwritten by older data',
    },
  },
};

export const upsertRowAction = defineAction({
  title: { zh: '写入一行(存在则更新)', en: 'Upsert a row' },
  input: inputOf({ ...upsertFields, row: rowField }, ['table', 'row']),
  effect: byNature,
  ...counted,
});

export const upsertRowsAction = defineAction({
  title: { zh: '写入多行(存在则更新)', en: 'Upsert rows' },
  description: { zh: '在一个事务中写入,全部成功或全部不写', en: 'In one transaction: all or none' },
  input: inputOf({ ...upsertFields, rows: rowsField }, ['table', 'rows']),
  effect: byNature,
  ...counted,
});

export const insertRowsAction = defineAction({
  title: { zh: '批量新增行', en: 'Insert rows' },
  description: {
    zh: '只新增,在一个事务中;重复执行会重复新增,能用“写入”时请用“写入”',
    en: 'Adds only, in one transaction; a repetition adds again, so prefer upsert where there is a key',
  },
  input: inputOf({ table: tableField, rows: rowsField }, ['table', 'rows']),
  effect: { class: 'unsafe' },
  ...counted,
});

export const updateRowsAction = defineAction({
  title: { zh: '更新行', en: 'Update rows' },
  input: inputOf(
    { table: tableField, where: whereField, changes: { ...rowField, 'x-title': { zh: '更新的列', en: 'Changes' } } },
    ['table', 'where', 'changes'],
  ),
  effect: byNature,
  ...counted,
});

export const deleteRowsAction = defineAction({
  title: { zh: '删除行', en: 'Delete rows' },
  input: inputOf({ table: tableField, where: whereField }, ['table', 'where']),
  effect: byNature,
  ...counted,
});
