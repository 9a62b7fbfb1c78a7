import { defineObject, type CodeContext, type CodePage } from '@joinery/connector-sdk';
import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { pageAfter } from '../actions/list-rows.ts';
import { deleteRows, updateRows, upsertRow } from '../actions/write-rows.ts';
import { reading } from '../database.ts';
import { quoted } from '../identifiers.ts';
import { fromText } from '../key-text.ts';
import { type Column, columnsNamed, findTable, rowSchema, type Table } from '../table.ts';

const code = { kind: 'code' } as const;
const paged = { kind: 'code', paginated: true } as const;
const byNature = { class: 'idempotent' } as const;

/** Rows of the connection's table. Its columns are the account's, so `_key` and `_changedAt` are added to each row. */
export const row = defineObject({
  title: { zh: '行', en: 'Row' },
  fields: { from: 'account', operation: code },
  id: 'record._key',
  list: { operation: paged, complete: true },
  get: { operation: code },
  changes: {
    operation: paged,
    cursor: { kind: 'time', value: 'item._changedAt', format: 'iso', lagMs: 30_000 },
    deletes: 'not-shown',
  },
  update: { operation: code, effect: byNature },
  upsert: { operation: code, effect: byNature },
  delete: { operation: code, effect: byNature },
});

/** The table, its one key column, and the column of changes where there is one. */
interface Synced {
  readonly table: Table;
  readonly key: Column;
  readonly changed: Column | undefined;
}

async function synced(ctx: CodeContext): Promise<Synced> {
  const { syncTable, syncChangedColumn } = ctx.connection;
  if (typeof syncTable !== 'string')
    throw ctx.fault({ meaning: 'invalid', message: 'the connection names no table to synchronise' });
  const table = await findTable(ctx, syncTable);
  const [key, ...more] = columnsNamed(ctx, table, table.primaryKey);
  if (!key || more.length > 0)
    throw ctx.fault({ meaning: 'invalid', message: `the primary key of ${table.name} is not one column` });
  const [changed] = typeof syncChangedColumn === 'string' ? columnsNamed(ctx, table, [syncChangedColumn]) : [];
  return { table, key, changed };
}

/** `_key` is the text of the key, the same in every listing. */
function marked({ key, changed }: Synced, item: Json): JsonObject {
  const held = item as JsonObject;
  const value = held[key.name] ?? null;
  const changedAt = changed ? { _changedAt: held[changed.name] ?? null } : {};
  return { ...held, _key: typeof value === 'string' ? value : JSON.stringify(value), ...changedAt };
}

async function page(
  ctx: CodeContext,
  of: Synced,
  asked: { readonly key: readonly Column[]; readonly since?: string },
  from: Json,
): Promise<CodePage> {
  const { table } = of;
  const after = from as readonly string[] | null;
  const found = await pageAfter({ ctx, table, shown: table.columns, where: {}, after, ...asked });
  return { items: found.items.map((item) => marked(of, item)), next: found.next };
}

export async function listSyncedRows(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const of = await synced(ctx);
  return page(ctx, of, { key: [of.key] }, from);
}

/** By (changed, key), so that equal times lose nothing. */
export async function changedRows(_input: JsonObject, ctx: CodeContext, from: Json): Promise<CodePage> {
  const of = await synced(ctx);
  if (!of.changed)
    throw ctx.fault({ meaning: 'invalid', message: 'the connection names no column of the last change' });
  const since = typeof ctx.cursor === 'string' ? { since: ctx.cursor } : {};
  return page(ctx, of, { key: [of.changed, of.key], ...since }, from);
}

export async function getSyncedRow({ id }: JsonObject, ctx: CodeContext): Promise<Json | undefined> {
  const of = await synced(ctx);
  const names = of.table.columns.map(({ name }) => quoted(name)).join(', ');
  const { rows } = await reading(ctx, {
    text: `select ${names} from ${of.table.sql} where ${quoted(of.key.name)} = ${fromText(of.key)}`,
    values: [id],
  });
  const [found] = rows;
  return found && marked(of, found);
}

export async function syncedFields(_input: JsonObject, ctx: CodeContext): Promise<JsonSchema> {
  const { table } = await synced(ctx);
  return rowSchema({ table: table.name }, ctx);
}

export async function updateSyncedRow({ id, record }: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, key } = await synced(ctx);
  await updateRows({ table: table.name, where: { [key.name]: id ?? null }, changes: record ?? {} }, ctx);
  return { id: id ?? null };
}

export async function upsertSyncedRow({ key: given, record }: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, key } = await synced(ctx);
  await upsertRow({ table: table.name, row: { [key.name]: given ?? null, ...(record as JsonObject) } }, ctx);
  return { id: given ?? null };
}

export async function deleteSyncedRow({ id }: JsonObject, ctx: CodeContext): Promise<Json> {
  const { table, key } = await synced(ctx);
  await deleteRows({ table: table.name, where: { [key.name]: id ?? null } }, ctx);
  return { id: id ?? null };
}
