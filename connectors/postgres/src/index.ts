import { defineConnector } from '@joinery/connector-sdk';
import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { listRowsAction, pageOfRows } from './actions/list-rows.ts';
import {
  deleteRowsAction,
  insertRowsAction,
  updateRowsAction,
  upsertRowAction,
  upsertRowsAction,
} from './actions/row-actions.ts';
import { runQuery, runQueryAction } from './actions/run-query.ts';
import { deleteRows, insertRows, updateRows, upsertRow, upsertRows } from './actions/write-rows.ts';
import { connection } from './connection.ts';
import { findTable, pageOfTables, rowSchema } from './table.ts';
import { testConnection } from './test-connection.ts';
import { textMember } from './text-member.ts';

const code = { kind: 'code' } as const;
const pagedCode = { kind: 'code', paginated: true } as const;

/** PostgreSQL: reading by key, native upsert, batches in one transaction. A driver, because SQL is no HTTP. */
export const connector = defineConnector({
  manifest: {
    name: 'postgres',
    version: '1.0.0',
    title: { zh: 'PostgreSQL', en: 'PostgreSQL' },
    description: {
      zh: '查询与写入 PostgreSQL 表,适合作为数据仓库的落地库。',
      en: 'Reads and writes PostgreSQL tables; a landing place for the data platform.',
    },
    categories: ['data'],
    hosts: ['{connection.host}'],
    options: {
      tables: {
        operation: pagedCode,
        value: 'item.name',
        label: "item.comment ? item.name & ' · ' & item.comment : item.name",
      },
      columns: {
        operation: pagedCode,
        value: 'item.name',
        label: "item.name & ' · ' & item.type",
        dependsOn: ['table'],
      },
    },
    schemas: { row: { operation: code, dependsOn: ['table'] } },
  },
  connection,
  actions: {
    'run-query': runQueryAction,
    'list-rows': listRowsAction,
    'upsert-row': upsertRowAction,
    'upsert-rows': upsertRowsAction,
    'insert-rows': insertRowsAction,
    'update-rows': updateRowsAction,
    'delete-rows': deleteRowsAction,
  },
  code: {
    'connection.test': { run: testConnection },
    'options.tables': { page: pageOfTables },
    'options.columns': { page: pageOfColumns },
    'schemas.row': { run: rowSchema },
    'actions.run-query': { run: runQuery },
    'actions.list-rows': { page: pageOfRows },
    'actions.upsert-row': { run: upsertRow },
    'actions.upsert-rows': { run: upsertRows },
    'actions.insert-rows': { run: insertRows },
    'actions.update-rows': { run: updateRows },
    'actions.delete-rows': { run: deleteRows },
  },
});

async function pageOfColumns(input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const { columns } = await findTable(ctx, textMember(input, 'table'));
  return { items: columns.map(({ name, type }) => ({ name, type })), next: null };
}

export default connector;
