import { defineAction, field, form, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { quoted, quotedTable, select } from '../sql.ts';
import { bareType, type Column, findTable, type Table } from '../tables.ts';
import { tableField } from './fields.ts';

export const listRowsAction = defineAction({
  title: { zh: '列出行', en: 'List rows' },
  description: {
    zh: '按排序键分页;同一键有多行时请勾选 FINAL 或指定唯一的排序列',
    en: 'Pages by the sorting key; where a key has several rows choose FINAL or name columns that are unique',
  },
  input: form(
    {
      table: tableField,
      where: {
        type: 'object',
        'x-schema': 'row',
        'x-title': { zh: '条件(列等于值)', en: 'Where (column equals value)' },
      },
      orderBy: {
        type: 'array',
        maxItems: 20,
        items: { type: 'string', maxLength: 200, 'x-options': 'columns' },
        'x-title': { zh: '排序键(空为表的排序键)', en: 'Order by (empty: the table’s sorting key)' },
      },
      pageSize: field.whole('每页行数', 'Rows per page', { minimum: 1, maximum: 5_000, default: 1_000 }),
      final: field.flag('合并后的行(FINAL)', 'Merged rows (FINAL)', { default: false }),
    },
    ['table'],
  ),
  output: { type: 'object', 'x-schema': 'row' },
  sample: { id: 'T-1001', subject: '登录后页面空白', priority: 'normal' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'code', paginated: true },
});

/** One page behind the key of the last row; one row more is read, to see whether the key goes on in it. */
export async function pageOfRows(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const table = await findTable(ctx, input['table'] as string);
  const key = keyOf(ctx, table, (input['orderBy'] ?? []) as readonly string[]);
  const pageSize = Number(input['pageSize'] ?? 1_000);
  const parameters: Record<string, Json> = {};
  const bound = (name: string, { type }: Column, value: Json): string => {
    parameters[name] = value;
    return `{${name}:${bareType(type)}}`;
  };
  const conditions = Object.entries((input['where'] ?? {}) as JsonObject).map(([name, value], index) => {
    const column = columnOf(ctx, table, name);
    return value === null
      ? `isNull(${quoted(name)})`
      : `${quoted(name)} = ${bound(`where_${index}`, column, value as Json)}`;
  });
  if (from !== null) {
    const places = key.map((column, index) => bound(`key_${index}`, column, (from as readonly Json[])[index] ?? null));
    conditions.push(`(${names(key)}) > (${places.join(', ')})`);
  }
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const final = input['final'] === true ? ' final' : '';
  const sql = `select * from ${quotedTable(table.name)}${final}${where} order by ${names(key)} limit ${pageSize + 1}`;
  const rows = await select(ctx, sql, parameters);
  const placeOf = (row: JsonObject | undefined): readonly Json[] => key.map(({ name }) => row?.[name] ?? null);
  const items = rows.slice(0, pageSize);
  const following = rows[pageSize];
  if (!following) return { items, next: null };
  const place = placeOf(items.at(-1));
  if (JSON.stringify(place) === JSON.stringify(placeOf(following)))
    throw ctx.fault({
      meaning: 'invalid',
      message: `${names(key)} of ${table.name} has several rows for one value, so pages by it would lose some`,
    });
  return { items, next: place };
}

const names = (columns: readonly Column[]): string => columns.map(({ name }) => quoted(name)).join(', ');

function keyOf(ctx: CodeContext, table: Table, orderBy: readonly string[]): readonly Column[] {
  const key =
    orderBy.length > 0 ? orderBy.map((name) => columnOf(ctx, table, name)) : table.columns.filter(({ isKey }) => isKey);
  if (key.length > 0) return key;
  throw ctx.fault({ meaning: 'invalid', message: `${table.name} has no sorting key: name the columns to order by` });
}

function columnOf(ctx: CodeContext, table: Table, name: string): Column {
  const column = table.columns.find((each) => each.name === name);
  if (column) return column;
  throw ctx.fault({ meaning: 'invalid', code: '47', message: `column ${name} of ${table.name}` });
}
