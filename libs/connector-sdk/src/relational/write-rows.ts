import type { Json, JsonObject } from '@joinery/contracts';
import type { CodeContext } from '../code-context.ts';
import { Bindings } from './bindings.ts';
import type { Database } from './database.ts';
import type { Dialect } from './driver.ts';
import type { Column, Statement, Table } from './table.ts';
import type { Tables } from './tables.ts';
import type { ByKey } from './read-rows.ts';
import { textMember } from './text-member.ts';

type Run = (input: JsonObject, ctx: CodeContext) => Promise<Json>;

export interface RowWriter {
  readonly insertRows: Run;
  readonly upsertRow: Run;
  readonly upsertRows: Run;
  readonly updateRows: Run;
  readonly deleteRows: Run;
  /** Of rows with the same key the last one counts. */
  readonly upsertStatements: (ctx: CodeContext, asked: Upserting) => readonly Statement[];
  /** The rows that have these keys. Gives how many there were. */
  readonly changeRows: (ctx: CodeContext, which: ByKey, changes: JsonObject) => Promise<number>;
  readonly removeRows: (ctx: CodeContext, which: ByKey) => Promise<number>;
}

export interface Upserting {
  readonly table: Table;
  readonly rows: readonly JsonObject[];
  readonly key: readonly Column[];
  readonly version?: Column | undefined;
}

export function rowWriter(dialect: Dialect, database: Database, tables: Tables): RowWriter {
  const { quoted, onConflict } = dialect;
  const tableOf = (input: JsonObject, ctx: CodeContext): Promise<Table> => tables.find(ctx, textMember(input, 'table'));

  function upsertStatements(ctx: CodeContext, { table, rows, key, version }: Upserting): readonly Statement[] {
    const ending = (columns: readonly Column[]): string => onConflict({ table, columns, key, version });
    return inserts({ dialect, tables, ctx, table, rows: lastOfEachKey(rows, key), ending });
  }

  async function upsertRows(input: JsonObject, ctx: CodeContext): Promise<Json> {
    const table = await tableOf(input, ctx);
    const rows = input['rows'] as readonly JsonObject[];
    const asked = (input['key'] ?? []) as readonly string[];
    const key = tables.columnsNamed(ctx, table, asked.length > 0 ? asked : table.primaryKey);
    if (key.length === 0)
      throw ctx.fault({ meaning: 'invalid', message: `${table.name} has no primary key to match by` });
    const named = input['versionColumn'] === undefined ? [] : [textMember(input, 'versionColumn')];
    const [version] = tables.columnsNamed(ctx, table, named);
    const results = await database.together(ctx, upsertStatements(ctx, { table, rows, key, version }));
    return dialect.upsertCounts === 'rows-written' ? counted(results) : { count: lastOfEachKey(rows, key).length };
  }

  /** @throws invalid without a condition, which would hit every row */
  function conditionOf(ctx: CodeContext, table: Table, where: JsonObject, bindings: Bindings): string {
    const columns = tables.columnsNamed(ctx, table, Object.keys(where));
    if (columns.length > 0) return bindings.equal(columns, where).join(' and ');
    throw ctx.fault({ meaning: 'invalid', message: 'without a condition every row would be hit' });
  }

  function assignments(ctx: CodeContext, table: Table, changes: JsonObject, bindings: Bindings): string {
    const columns = tables.columnsNamed(ctx, table, Object.keys(changes));
    if (columns.length === 0) throw ctx.fault({ meaning: 'invalid', message: 'there is nothing to change' });
    return columns
      .map((column) => `${quoted(column.name)} = ${bindings.add(dialect.parameterOf(changes[column.name], column))}`)
      .join(', ');
  }

  async function run(ctx: CodeContext, text: string, { values }: Bindings): Promise<number> {
    return (await database.query(ctx, { text, values })).count;
  }

  return {
    upsertStatements,
    upsertRows,
    upsertRow: (input, ctx) => upsertRows({ ...input, rows: [input['row'] ?? {}] }, ctx),
    async insertRows(input, ctx) {
      const table = await tableOf(input, ctx);
      const rows = input['rows'] as readonly JsonObject[];
      return counted(await database.together(ctx, inserts({ dialect, tables, ctx, table, rows, ending: () => '' })));
    },
    async updateRows(input, ctx) {
      const table = await tableOf(input, ctx);
      const changes = input['changes'] as JsonObject;
      const bindings = new Bindings(dialect);
      const set = assignments(ctx, table, changes, bindings);
      const condition = conditionOf(ctx, table, input['where'] as JsonObject, bindings);
      return { count: await run(ctx, `update ${table.sql} set ${set} where ${condition}`, bindings) };
    },
    async deleteRows(input, ctx) {
      const table = await tableOf(input, ctx);
      const bindings = new Bindings(dialect);
      const condition = conditionOf(ctx, table, input['where'] as JsonObject, bindings);
      return { count: await run(ctx, `delete from ${table.sql} where ${condition}`, bindings) };
    },
    changeRows(ctx, { table, key, keys }, changes) {
      const bindings = new Bindings(dialect);
      const set = assignments(ctx, table, changes, bindings);
      return run(ctx, `update ${table.sql} set ${set} where ${bindings.oneOf(key, keys)}`, bindings);
    },
    removeRows(ctx, { table, key, keys }) {
      const bindings = new Bindings(dialect);
      return run(ctx, `delete from ${table.sql} where ${bindings.oneOf(key, keys)}`, bindings);
    },
  };
}

interface Inserting {
  readonly dialect: Dialect;
  readonly tables: Tables;
  readonly ctx: CodeContext;
  readonly table: Table;
  readonly rows: readonly JsonObject[];
  readonly ending: (columns: readonly Column[]) => string;
}

/** Rows with the same columns go together, as many as one statement takes. */
function inserts({ dialect, tables, ctx, table, rows, ending }: Inserting): readonly Statement[] {
  const { parameters, rows: mostRows } = dialect.most;
  return [...groupedByShape(rows).values()].flatMap((alike) => {
    const columns = tables.columnsNamed(ctx, table, Object.keys(alike[0] ?? {}));
    const size = Math.min(mostRows, Math.max(1, Math.floor(parameters / Math.max(1, columns.length))));
    const parts = Array.from({ length: Math.ceil(alike.length / size) }, (_, part) =>
      alike.slice(part * size, (part + 1) * size),
    );
    return parts.map((part) => insert(dialect, table, columns, part, ending(columns)));
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

function insert(
  dialect: Dialect,
  table: Table,
  columns: readonly Column[],
  rows: readonly JsonObject[],
  ending: string,
): Statement {
  const bindings = new Bindings(dialect);
  const names = columns.map(({ name }) => dialect.quoted(name)).join(', ');
  const tuples = rows.map(
    (row) => `(${columns.map((column) => bindings.add(dialect.parameterOf(row[column.name], column))).join(', ')})`,
  );
  return {
    text: `insert into ${table.sql} (${names}) values ${tuples.join(', ')}${ending}`,
    values: bindings.values,
  };
}

/** One statement cannot touch a row twice in a known order. */
function lastOfEachKey(rows: readonly JsonObject[], key: readonly Column[]): readonly JsonObject[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map(({ name }) => row[name] ?? null)), row])).values()];
}

function counted(results: readonly { readonly count: number }[]): JsonObject {
  return { count: results.reduce((sum, { count }) => sum + count, 0) };
}
