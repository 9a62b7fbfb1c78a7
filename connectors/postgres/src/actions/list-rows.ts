import { defineAction, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { reading, type Statement } from '../database.ts';
import { quoted } from '../identifiers.ts';
import { parameterOf } from '../json-values.ts';
import { columnsNamed, findTable, type Column, type Table } from '../table.ts';
import { columnsField, inputOf, tableField, whereField } from './fields.ts';
import { textMember } from '../text-member.ts';

const pageSize = 500;

export const listRowsAction = defineAction({
  title: { zh: '列出行', en: 'List rows' },
  description: {
    zh: '按键值分页,读取期间新增或删除的行不会造成遗漏或重复',
    en: 'Pages by key, so that rows added or removed meanwhile cause neither gaps nor repetition',
  },
  input: inputOf(
    {
      table: tableField,
      where: { ...whereField, minProperties: 0 },
      columns: columnsField('列(空为全部)', 'Columns (empty: all)'),
      orderBy: columnsField('排序键(空为主键,须唯一)', 'Order by (empty: the primary key; must be unique)'),
    },
    ['table'],
  ),
  output: { type: 'object', 'x-schema': 'row' },
  sample: { id: 'T-1001', subject: '登录后页面空白', priority: 'normal' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'code', paginated: true },
});

/** One page after the key of the last row. */
export async function pageOfRows(input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const table = await findTable(ctx, textMember(input, 'table'));
  const key = keyOf(ctx, table, (input['orderBy'] ?? []) as readonly string[]);
  const wanted = (input['columns'] ?? []) as readonly string[];
  const shown = wanted.length > 0 ? columnsNamed(ctx, table, wanted) : table.columns;
  const where = (input['where'] ?? {}) as JsonObject;
  const after = from as readonly string[] | null;
  const { rows } = await reading(ctx, statement({ ctx, table, key, shown, where, after }));
  const last = rows.at(-1);
  const next = last && rows.length === pageSize ? key.map((_, index) => last[`__key${index}`] ?? null) : null;
  return { items: rows.map(withoutKey), next };
}

interface Reading {
  readonly ctx: CodeContext;
  readonly table: Table;
  readonly key: readonly Column[];
  readonly shown: readonly Column[];
  readonly where: JsonObject;
  readonly after: readonly string[] | null;
}

function statement({ ctx, table, key, shown, where, after }: Reading): Statement {
  const filters = columnsNamed(ctx, table, Object.keys(where));
  const values: unknown[] = filters.map((column) => parameterOf(where[column.name], column));
  const conditions = filters.map(({ name }, index) => `${quoted(name)} is not distinct from $${index + 1}`);
  if (after) {
    const places = key.map(({ cast }, index) => `$${values.length + index + 1}::text::${cast}`);
    conditions.push(`(${key.map(({ name }) => quoted(name)).join(', ')}) > (${places.join(', ')})`);
    values.push(...after);
  }
  // The key travels as text, so that no digit of a time or a number is lost between pages.
  const keys = key.map(({ name }, index) => `${quoted(name)}::text as "__key${index}"`);
  const list = [...shown.map(({ name }) => quoted(name)), ...keys].join(', ');
  const order = key.map(({ name }) => quoted(name)).join(', ');
  const filter = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  return { text: `select ${list} from ${table.sql}${filter} order by ${order} limit ${pageSize}`, values };
}

function keyOf(ctx: CodeContext, table: Table, orderBy: readonly string[]): readonly Column[] {
  const names = orderBy.length > 0 ? orderBy : table.primaryKey;
  if (names.length > 0) return columnsNamed(ctx, table, names);
  throw ctx.fault({
    meaning: 'invalid',
    message: `${table.name} has no primary key: name the columns that identify a row`,
  });
}

function withoutKey(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('__key')));
}
