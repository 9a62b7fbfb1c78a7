import type { CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { query, together, type Statement } from '../database.ts';
import { quoted } from '../identifiers.ts';
import { parameterOf } from '../json-values.ts';
import { columnsNamed, findTable, type Column, type Table } from '../table.ts';
import { textMember } from '../text-member.ts';

/** PostgreSQL takes no more parameters in one statement. */
const mostParameters = 65_535;

export async function insertRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, rows } = await target(input, ctx);
  return counted(
    await together(
      ctx,
      statements(ctx, table, rows, () => ''),
    ),
  );
}

export async function upsertRow(input: JsonObject, ctx: CodeContext): Promise<Json> {
  return upsertRows({ ...input, rows: [input['row'] ?? {}] }, ctx);
}

/** Rows are matched by the key; a newer row in the table is left alone where a version column is named. */
export async function upsertRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, rows } = await target(input, ctx);
  const asked = (input['key'] ?? []) as readonly string[];
  const key = columnsNamed(ctx, table, asked.length > 0 ? asked : table.primaryKey);
  if (key.length === 0)
    throw ctx.fault({ meaning: 'invalid', message: `${table.name} has no primary key: name the key columns` });
  const version =
    input['versionColumn'] === undefined ? [] : columnsNamed(ctx, table, [textMember(input, 'versionColumn')]);
  const conflict = (columns: readonly Column[]): string => onConflict(table, columns, key, version);
  return counted(await together(ctx, statements(ctx, table, lastOfEachKey(rows, key), conflict)));
}

export async function updateRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const table = await findTable(ctx, textMember(input, 'table'));
  const changes = input['changes'] as JsonObject;
  const columns = columnsNamed(ctx, table, Object.keys(changes));
  const set = columns.map(({ name }, index) => `${quoted(name)} = $${index + 1}`).join(', ');
  const values = columns.map((column) => parameterOf(changes[column.name], column));
  const { condition, parameters } = equals(ctx, table, input['where'] as JsonObject, values.length);
  const { count } = await query(ctx, {
    text: `update ${table.sql} set ${set} where ${condition}`,
    values: [...values, ...parameters],
  });
  return { count };
}

export async function deleteRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const table = await findTable(ctx, textMember(input, 'table'));
  const { condition, parameters } = equals(ctx, table, input['where'] as JsonObject, 0);
  const { count } = await query(ctx, { text: `delete from ${table.sql} where ${condition}`, values: parameters });
  return { count };
}

async function target(
  input: JsonObject,
  ctx: CodeContext,
): Promise<{ readonly table: Table; readonly rows: readonly JsonObject[] }> {
  return { table: await findTable(ctx, textMember(input, 'table')), rows: input['rows'] as readonly JsonObject[] };
}

/** Rows with the same columns go together, as many as the parameters allow. */
function statements(
  ctx: CodeContext,
  table: Table,
  rows: readonly JsonObject[],
  ending: (columns: readonly Column[]) => string,
): readonly Statement[] {
  return [...groupedByShape(rows).values()].flatMap((alike) => {
    const columns = columnsNamed(ctx, table, Object.keys(alike[0] ?? {}));
    const size = Math.max(1, Math.floor(mostParameters / Math.max(1, columns.length)));
    const parts = Array.from({ length: Math.ceil(alike.length / size) }, (_, part) =>
      alike.slice(part * size, (part + 1) * size),
    );
    return parts.map((part) => insert(table, columns, part, ending(columns)));
  });
}

function groupedByShape(rows: readonly JsonObject[]): Map<string, JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const row of rows) {
    const shape = JSON.stringify(Object.keys(row));
    const alike = groups.get(shape);
    if (alike) alike.push(row);
    else groups.set(shape, [row]);
  }
  return groups;
}

function insert(table: Table, columns: readonly Column[], rows: readonly JsonObject[], ending: string): Statement {
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const tuple = (row: number): string =>
    `(${columns.map((_, index) => `$${row * columns.length + index + 1}`).join(', ')})`;
  const values = rows.flatMap((row) => columns.map((column) => parameterOf(row[column.name], column)));
  return {
    text: `insert into ${table.sql} (${names}) values ${rows.map((_, row) => tuple(row)).join(', ')}${ending}`,
    values,
  };
}

function onConflict(
  table: Table,
  columns: readonly Column[],
  key: readonly Column[],
  version: readonly Column[],
): string {
  const keyNames = key.map(({ name }) => name);
  const rest = columns.filter(({ name }) => !keyNames.includes(name));
  const conflict = ` on conflict (${keyNames.map(quoted).join(', ')})`;
  if (rest.length === 0) return `${conflict} do nothing`;
  const set = rest.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
  const older = version
    .map(
      ({ name }) =>
        ` where ${table.sql}.${quoted(name)} is null or ${table.sql}.${quoted(name)} <= excluded.${quoted(name)}`,
    )
    .join('');
  return `${conflict} do update set ${set}${older}`;
}

/** One statement cannot touch a row twice; of rows with the same key the last one counts. */
function lastOfEachKey(rows: readonly JsonObject[], key: readonly Column[]): readonly JsonObject[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map(({ name }) => row[name] ?? null)), row])).values()];
}

function equals(
  ctx: CodeContext,
  table: Table,
  where: JsonObject,
  before: number,
): { readonly condition: string; readonly parameters: readonly unknown[] } {
  const columns = columnsNamed(ctx, table, Object.keys(where));
  if (columns.length === 0)
    throw ctx.fault({ meaning: 'invalid', message: 'without a condition every row would be hit' });
  const condition = columns
    .map(({ name }, index) => `${quoted(name)} is not distinct from $${before + index + 1}`)
    .join(' and ');
  return { condition, parameters: columns.map((column) => parameterOf(where[column.name], column)) };
}

function counted(results: readonly { readonly count: number }[]): JsonObject {
  return { count: results.reduce((sum, { count }) => sum + count, 0) };
}
