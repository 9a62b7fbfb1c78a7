import { defineConnector } from '@joinery/connector-sdk';
import { insertRows, insertRowsAction, insertRowsOnce, insertRowsOnceAction } from './actions/insert-rows.ts';
import { listRowsAction, pageOfRows } from './actions/list-rows.ts';
import { runQuery, runQueryAction } from './actions/run-query.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { pageOfColumns, pageOfTables, rowSchema } from './tables.ts';

const pagedCode = { kind: 'code', paginated: true } as const;

/** ClickHouse by its HTTP interface. Functions, because parameters of a statement have names of their own. */
export const connector = defineConnector({
  manifest: {
    name: 'clickhouse',
    version: '1.0.0',
    title: { zh: 'ClickHouse', en: 'ClickHouse' },
    description: {
      zh: '查询 ClickHouse 并成批写入,重试不重复。',
      en: 'Queries ClickHouse and inserts in batches, nothing twice after a retry.',
    },
    categories: ['data'],
    docs: [
      {
        title: { zh: 'ClickHouse HTTP 接口', en: 'ClickHouse HTTP interface' },
        url: 'https://clickhouse.com/docs/interfaces/http',
      },
    ],
    hosts: ['{connection.url}'],
    baseUrl: '{connection.url}',
    errors,
    vendorError,
    options: {
      tables: { operation: pagedCode, value: 'item.name', label: "item.name & ' · ' & item.engine" },
      columns: {
        operation: pagedCode,
        value: 'item.name',
        label: "item.name & ' · ' & item.type",
        dependsOn: ['table'],
      },
    },
    schemas: { row: { operation: { kind: 'code' }, dependsOn: ['table'] } },
  },
  connection,
  actions: {
    'run-query': runQueryAction,
    'list-rows': listRowsAction,
    'insert-rows': insertRowsAction,
    'insert-rows-once': insertRowsOnceAction,
  },
  code: {
    'options.tables': { page: pageOfTables },
    'options.columns': { page: pageOfColumns },
    'schemas.row': { run: rowSchema },
    'actions.run-query': { run: runQuery },
    'actions.list-rows': { page: pageOfRows },
    'actions.insert-rows': { run: insertRows },
    'actions.insert-rows-once': { run: insertRowsOnce },
  },
});

export default connector;
