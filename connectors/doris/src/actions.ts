import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const table = field.text('表', 'Table', {
  pattern: '^[A-Za-z_][\\w-]{0,63}$',
  'x-options': 'tables',
  'x-placeholder': 'ods_ticket',
});
const rows: JsonObject = {
  type: 'array',
  minItems: 1,
  maxItems: 100_000,
  items: { type: 'object', minProperties: 1, 'x-schema': 'row' },
  'x-title': { zh: '多行', en: 'Rows' },
};

/** The label is the key of the attempt: Doris takes a label once. */
const common = {
  output: recordOf(
    {
      label: field.text('标签', 'Label'),
      loaded: field.whole('导入行数', 'Rows loaded', { minimum: 0 }),
      repeated: field.flag('此前已导入', 'Loaded before'),
    },
    ['label', 'loaded', 'repeated'],
  ),
  sample: { label: '0b6f1c9d3a5e4f7088c1d2e3f4a5b6c7', loaded: 2, repeated: false },
  effect: {
    class: 'idempotent',
    key: { send: { in: 'header', name: 'label' }, shape: 'hex32', rememberedForMs: 3 * 24 * 3_600_000 },
  },
} as const;

const load = (headers: Readonly<Record<string, string>>) =>
  ({
    kind: 'request',
    request: {
      method: 'PUT',
      path: '{connection.loadUrl}/api/{connection.database}/{input.table}/_stream_load',
      headers: { format: "'json'", read_json_by_line: "'true'", max_filter_ratio: "'0'", ...headers },
      body: 'input.rows',
      encoding: 'ndjson',
      answer: 'json',
    },
    output: `{
      'label': body.Label,
      'loaded': body.Status = 'Label Already Exists' ? $count(input.rows) : body.NumberLoadedRows,
      'repeated': body.Status = 'Label Already Exists'
    }`,
  }) as const;

export const loadRows = defineAction({
  title: { zh: '导入多行', en: 'Load rows' },
  description: {
    zh: '全部成功或全部不导入;唯一键表按键更新,明细表只追加。标签保证重试不重复',
    en: 'All or none; a table with unique keys is updated by them, a duplicate table is appended to. The label keeps a retry from loading twice',
  },
  input: form(
    {
      table,
      rows,
      partialColumns: field.flag('只更新给出的列', 'Update the given columns only', {
        default: false,
        'x-help': {
          zh: '仅唯一键(写时合并)表;所有行须有相同的列',
          en: 'Tables with unique keys (merge-on-write) only; every row must have the same columns',
        },
      }),
    },
    ['table', 'rows'],
  ),
  ...common,
  operation: load({
    partial_columns: "input.partialColumns = true ? 'true'",
    columns: "input.partialColumns = true ? $join($keys(input.rows[0]), ',')",
  }),
});

export const deleteRows = defineAction({
  title: { zh: '按键删除多行', en: 'Delete rows by key' },
  description: { zh: '仅唯一键表;行中给出键列', en: 'Tables with unique keys only; the rows give the key columns' },
  input: form({ table, rows }, ['table', 'rows']),
  ...common,
  operation: load({ merge_type: "'DELETE'", columns: "$join($keys(input.rows[0]), ',')" }),
});

export const describeTable = defineAction({
  title: { zh: '读取表结构', en: 'Describe a table' },
  input: form({ table }, ['table']),
  output: recordOf(
    { keysType: field.text('模型', 'Model'), properties: field.list('列', 'Columns', { type: 'object' }) },
    ['properties'],
  ),
  sample: { keysType: 'UNIQUE_KEYS', properties: [{ name: 'id', type: 'VARCHAR', comment: '' }] },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/api/{connection.database}/{input.table}/_schema' },
    output: 'body.data',
  },
});
