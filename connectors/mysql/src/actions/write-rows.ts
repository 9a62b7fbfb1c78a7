import type { CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import { query, together, type Statement } from '../database.ts';
import { quoted } from '../identifiers.ts';
import { parameterOf } from '../json-values.ts';
import { columnsNamed, findTable, type Column, type Table } from '../table.ts';
import { textMember } from '../text-member.ts';

/** No statement takes more parameters, and none should outgrow `max_allowed_packet`. */
const mostParameters = 65_535;
const mostRows = 1_000;

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

/**
 * Rows are matched by the primary key or any unique index; a newer row in the table is left alone where a version
 * column is named. What is counted are the rows given: the database counts an update as two.
 */
export async function upsertRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, rows } = await target(input, ctx);
  if (table.primaryKey.length === 0)
    throw ctx.fault({ meaning: 'invalid', message: `${table.name} has no primary key to match by` });
  const version =
    input['versionColumn'] === undefined
      ? undefined
      : columnsNamed(ctx, table, [textMember(input, 'versionColumn')])[0];
  const last = lastOfEachKey(rows, table.primaryKey);
  await together(
    ctx,
    statements(ctx, table, last, (columns) => onDuplicate(table, columns, version)),
  );
  return { count: last.length };
}

export async function updateRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const table = await findTable(ctx, textMember(input, 'table'));
  const changes = input['changes'] as JsonObject;
  const columns = columnsNamed(ctx, table, Object.keys(changes));
  const set = columns.map(({ name }) => `${quoted(name)} = ?`).join(', ');
  const values = columns.map((column) => parameterOf(changes[column.name], column));
  const { condition, parameters } = equals(ctx, table, input['where'] as JsonObject);
  const { count } = await query(ctx, {
    text: `update ${table.sql} set ${set} where ${condition}`,
    values: [...values, ...parameters],
  });
  return { count };
}

export async function deleteRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const table = await findTable(ctx, textMember(input, 'table'));
  const { condition, parameters } = equals(ctx, table, input['where'] as JsonObject);
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
    const size = Math.min(mostRows, Math.max(1, Math.floor(mostParameters / Math.max(1, columns.length))));
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
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const values = rows.flatMap((row) => columns.map((column) => parameterOf(row[column.name], column)));
  return {
    text: `insert into ${table.sql} (${names}) values ${rows.map(() => tuple).join(', ')}${ending}`,
    values,
  };
}

/** Assignments count from left to right, so the version is set last: the others still see the old one. */
function onDuplicate(table: Table, columns: readonly Column[], version: Column | undefined): string {
  const rest = columns.filter(({ name }) => !table.primaryKey.includes(name));
  const names = rest
    .map(({ name }) => name)
    .toSorted((a, b) => Number(a === version?.name) - Number(b === version?.name));
  const [firstKey = ''] = table.primaryKey;
  if (names.length === 0) return ` on duplicate key update ${quoted(firstKey)} = ${quoted(firstKey)}`;
  const set = names.map((name) => `${quoted(name)} = ${valueOf(name, version)}`);
  return ` on duplicate key update ${set.join(', ')}`;
}

function valueOf(name: string, version: Column | undefined): string {
  const given = `values(${quoted(name)})`;
  if (!version) return given;
  const held = quoted(version.name);
  return `if(${held} is null or ${held} <= values(${held}), ${given}, ${quoted(name)})`;
}

/** One statement cannot touch a row twice in a known order; of rows with the same key the last one counts. */
function lastOfEachKey(rows: readonly JsonObject[], key: readonly string[]): readonly JsonObject[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((name) => row[name] ?? null)), row])).values()];
}

function equals(
  ctx: CodeContext,
  table: Table,
  where: JsonObject,
): { readonly condition: string; readonly parameters: readonly unknown[] } {
  const columns = columnsNamed(ctx, table, Object.keys(where));
  if (columns.length === 0)
    throw ctx.fault({ meaning: 'invalid', message: 'without a condition every row would be hit' });
  const condition = columns.map(({ name }) => `${quoted(name)} <=> ?`).join(' and ');
  return { condition, parameters: columns.map((column) => parameterOf(where[column.name], column)) };
}

function counted(results: readonly { readonly count: number }[]): JsonObject {
  return { count: results.reduce((sum, { count }) => sum + count, 0) };
}
