import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';

export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly isKey?: boolean;
  readonly comment?: string;
}

export interface TableDefinition {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly engine: string;
  readonly engineFull: string;
  readonly columns: readonly ColumnDefinition[];
  readonly seed: readonly JsonObject[];
}

/** A table that remembers what was inserted and merges by key, and one that does neither. */
export const tables: readonly TableDefinition[] = [
  {
    name: 'ods_ticket',
    title: { zh: '工单(ODS)', en: 'Tickets (ODS)' },
    engine: 'ReplicatedReplacingMergeTree',
    engineFull: 'ReplicatedReplacingMergeTree(updated_at) ORDER BY id',
    columns: [
      { name: 'id', type: 'String', isKey: true },
      { name: 'subject', type: 'String', comment: '主题' },
      { name: 'priority', type: 'LowCardinality(String)' },
      { name: 'big', type: 'Nullable(UInt64)' },
      { name: 'updated_at', type: "DateTime64(3, 'UTC')" },
    ],
    seed: [
      { id: 'T-1001', subject: '登录后页面空白', priority: 'high', big: null, updated_at: '2026-09-01 01:00:00.000' },
    ],
  },
  {
    name: 'ods_event',
    title: { zh: '事件(ODS)', en: 'Events (ODS)' },
    engine: 'MergeTree',
    engineFull: 'MergeTree ORDER BY at SETTINGS index_granularity = 8192',
    columns: [
      { name: 'at', type: 'DateTime', isKey: true },
      { name: 'kind', type: 'String' },
    ],
    seed: [],
  },
];

let numbers = 0;

/** Rows have no identity at ClickHouse; here each gets a number nobody sees outside. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries(
  tables.map(({ name, title, columns, seed }) => [
    name,
    {
      title,
      key: '_row',
      seed: seed.map((row, index) => ({ _row: String(index), ...row })),
      created(draft: JsonObject): JsonObject {
        numbers += 1;
        const empty = columns.map(({ name: column, type }) => [column, emptyOf(type)]);
        return { ...Object.fromEntries(empty), _row: `n${numbers}`, ...draft };
      },
    },
  ]),
);

function emptyOf(type: string): string | null {
  if (type.startsWith('Nullable')) return null;
  return type.startsWith('DateTime') ? '1970-01-01 00:00:00' : '';
}

/** What the server keeps of its own tables. */
export function systemRows(name: string): readonly JsonObject[] | undefined {
  const database = 'ods';
  if (name === 'system.tables')
    return tables.map((table) => ({
      database,
      name: table.name,
      engine: table.engine,
      engine_full: table.engineFull,
      comment: table.title.zh,
    }));
  if (name !== 'system.columns') return undefined;
  return tables.flatMap((table) =>
    table.columns.map(({ name: column, type, isKey = false, comment = '' }, index) => ({
      database,
      table: table.name,
      name: column,
      type,
      position: String(index + 1),
      default_kind: '',
      is_in_sorting_key: isKey ? 1 : 0,
      comment,
    })),
  );
}
