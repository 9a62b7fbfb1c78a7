import type { ErrorMeaning, Json, JsonObject, JsonSchema } from '@joinery/contracts';
import type { CodeContext, CodeFault, CodePage } from '../code-context.ts';
import { type ConnectorCode, defineObject } from '../define-connector.ts';
import type { Database } from './database.ts';
import type { Dialect } from './driver.ts';
import type { RowReader } from './read-rows.ts';
import type { Column, Table } from './table.ts';
import type { Tables } from './tables.ts';
import type { RowWriter } from './write-rows.ts';

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
  getBatch: { operation: code },
  changes: {
    operation: paged,
    cursor: { kind: 'time', value: 'item._changedAt', format: 'iso', lagMs: 30_000 },
    deletes: 'not-shown',
  },
  update: { operation: code, effect: byNature },
  upsert: { operation: code, effect: byNature },
  upsertBatch: { operation: code, effect: byNature },
  delete: { operation: code, effect: byNature },
});

export interface RowObjectParts {
  readonly dialect: Dialect;
  readonly database: Database;
  readonly tables: Tables;
  readonly reader: RowReader;
  readonly writer: RowWriter;
}

/** The functions behind {@link row}, by their places. */
export function rowObjectCode(parts: RowObjectParts): ConnectorCode {
  const { dialect, database, tables, reader, writer } = parts;
  const found = (ctx: CodeContext): Promise<Synced> => syncedTable(tables, ctx);

  async function page(ctx: CodeContext, of: Synced, asked: Asked, from: Json): Promise<CodePage> {
    const { table } = of;
    const after = from as readonly string[] | null;
    const { items, next } = await reader.pageAfter(ctx, { table, shown: table.columns, where: {}, after, ...asked });
    return { items: items.map((item) => marked(dialect, of, item as JsonObject)), next };
  }

  async function byKey(ctx: CodeContext, keys: readonly Json[]): Promise<readonly JsonObject[]> {
    const of = await found(ctx);
    const rows = await reader.rowsByKey(ctx, { table: of.table, key: of.key, keys });
    return rows.map((each) => marked(dialect, of, each));
  }

  async function changedPage(ctx: CodeContext, from: Json): Promise<CodePage> {
    const of = await found(ctx);
    if (!of.changed)
      throw ctx.fault({ meaning: 'invalid', message: 'the connection names no column of the last change' });
    // A row without a time has no place in the order of changes; databases put it first or last.
    const since = typeof ctx.cursor === 'string' ? ctx.cursor : null;
    return page(ctx, of, { key: [of.changed, of.key], since }, from);
  }

  async function upsert(ctx: CodeContext, records: readonly JsonObject[]): Promise<readonly JsonObject[]> {
    const { table, key } = await found(ctx);
    const rows = records.map(({ key: given, record }) => ({ [key.name]: given ?? null, ...(record as JsonObject) }));
    const outcomes: JsonObject[] = [];
    await piecewise(ctx, rows, {
      write: (some) => database.attempt(ctx, writer.upsertStatements(ctx, { table, rows: some, key: [key] })),
      settled: (each, index, fault) =>
        outcomes.push(
          fault
            ? { index, ok: false, code: fault.code ?? fault.meaning, message: fault.message ?? '' }
            : { index, ok: true, output: { id: keyText(each[key.name]) } },
        ),
    });
    return outcomes;
  }

  return {
    'objects.row.fields': { run: async (_, ctx) => tables.rowSchema((await found(ctx)).table) satisfies JsonSchema },
    'objects.row.list': {
      page: async (_, ctx, from) => {
        const of = await found(ctx);
        return page(ctx, of, { key: [of.key] }, from);
      },
    },
    'objects.row.changes': { page: (_, ctx, from) => changedPage(ctx, from) },
    'objects.row.get': { run: async ({ id }, ctx) => (await byKey(ctx, [id ?? null]))[0] },
    'objects.row.getBatch': { run: ({ ids }, ctx) => byKey(ctx, ids as readonly Json[]) },
    'objects.row.update': {
      async run({ id, record }, ctx) {
        const { table, key } = await found(ctx);
        const changes = record as JsonObject;
        const count = await writer.changeRows(ctx, { table, key, keys: [id ?? null] }, changes);
        if (count === 0) throw ctx.fault({ meaning: 'not-found', message: `no row of ${table.name} has this key` });
        return { id: keyText(changes[key.name] ?? id) };
      },
    },
    'objects.row.upsert': {
      async run({ key: given, record }, ctx) {
        const { table, key } = await found(ctx);
        const whole = { [key.name]: given ?? null, ...(record as JsonObject) };
        await database.together(ctx, writer.upsertStatements(ctx, { table, rows: [whole], key: [key] }));
        return { id: keyText(whole[key.name]) };
      },
    },
    'objects.row.upsertBatch': {
      run: async ({ records }, ctx) => ({ results: await upsert(ctx, records as readonly JsonObject[]) }),
    },
    'objects.row.delete': {
      async run({ id }, ctx) {
        const { table, key } = await found(ctx);
        await writer.removeRows(ctx, { table, key, keys: [id ?? null] });
        return { id: id ?? null };
      },
    },
  };
}

/** The table, its one key column, and the column of changes where there is one. */
interface Synced {
  readonly table: Table;
  readonly key: Column;
  readonly changed: Column | undefined;
}

interface Asked {
  readonly key: readonly Column[];
  readonly since?: string | null;
}

async function syncedTable(tables: Tables, ctx: CodeContext): Promise<Synced> {
  const { syncTable, syncChangedColumn } = ctx.connection;
  if (typeof syncTable !== 'string')
    throw ctx.fault({ meaning: 'invalid', message: 'the connection names no table to synchronise' });
  const table = await tables.find(ctx, syncTable);
  const [key, ...more] = tables.columnsNamed(ctx, table, table.primaryKey);
  if (!key || more.length > 0)
    throw ctx.fault({ meaning: 'invalid', message: `the primary key of ${table.name} is not one column` });
  const [changed] = typeof syncChangedColumn === 'string' ? tables.columnsNamed(ctx, table, [syncChangedColumn]) : [];
  return { table, key, changed };
}

/** `_key` is the text of the key, the same in every listing. */
function marked(dialect: Dialect, { key, changed }: Synced, held: JsonObject): JsonObject {
  const changedAt = changed ? { _changedAt: dialect.momentOf(held[changed.name] ?? null, changed) } : {};
  return { ...held, _key: keyText(held[key.name]), ...changedAt };
}

function keyText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

interface Piecewise {
  readonly write: (
    rows: readonly JsonObject[],
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: CodeFault }>;
  readonly settled: (row: JsonObject, index: number, fault: CodeFault | undefined) => void;
}

/** What another row would be refused for as well, or could be accepted a moment later, is no fault of a row. */
const faultsOfRows: ReadonlySet<ErrorMeaning> = new Set(['invalid', 'duplicate', 'conflict', 'permanent']);

/** Writes rows together; where the database refuses them, in halves, down to the row it does not want. */
async function piecewise(ctx: CodeContext, rows: readonly JsonObject[], way: Piecewise, first = 0): Promise<void> {
  const outcome = await way.write(rows);
  if (!outcome.ok && !faultsOfRows.has(outcome.fault.meaning)) throw ctx.fault(outcome.fault);
  if (!outcome.ok && rows.length > 1) {
    const half = Math.ceil(rows.length / 2);
    await piecewise(ctx, rows.slice(0, half), way, first);
    await piecewise(ctx, rows.slice(half), way, first + half);
    return;
  }
  for (const [index, each] of rows.entries()) way.settled(each, first + index, outcome.ok ? undefined : outcome.fault);
}
