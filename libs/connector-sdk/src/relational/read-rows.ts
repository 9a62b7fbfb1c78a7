import type { Json, JsonObject } from '@joinery/contracts';
import type { CodeContext, CodePage } from '../code-context.ts';
import { Bindings } from './bindings.ts';
import type { Database } from './database.ts';
import type { Dialect } from './driver.ts';
import type { Column, Statement, Table } from './table.ts';
import type { Tables } from './tables.ts';
import { textMember } from './text-member.ts';

const pageSize = 500;
const mostRows = 10_000;

/** Rows of a table in the order of a key; a page begins behind the last row of the one before. */
export interface Reading {
  readonly table: Table;
  readonly key: readonly Column[];
  readonly shown: readonly Column[];
  readonly where: JsonObject;
  readonly after: readonly string[] | null;
  /** Only rows whose first key column is not before this; null: those that have it at all. */
  readonly since?: string | null;
}

export interface RowReader {
  readonly pageAfter: (ctx: CodeContext, asked: Reading) => Promise<CodePage>;
  readonly listRows: (input: JsonObject, ctx: CodeContext, from: Json) => Promise<CodePage>;
  readonly runQuery: (input: JsonObject, ctx: CodeContext) => Promise<Json>;
  /** The rows that exist of those with these keys. */
  readonly rowsByKey: (ctx: CodeContext, asked: ByKey) => Promise<readonly JsonObject[]>;
}

export interface ByKey {
  readonly table: Table;
  readonly key: Column;
  readonly keys: readonly Json[];
}

export function rowReader(dialect: Dialect, database: Database, tables: Tables): RowReader {
  async function pageAfter(ctx: CodeContext, asked: Reading): Promise<CodePage> {
    const { rows } = await database.reading(ctx, keysetStatement(dialect, tables, ctx, asked));
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return { items: rows.map(withoutKey), next: null };
    const next = asked.key.map((_, index) => last[`__key${index}`] ?? null);
    // Nothing comes behind nothing: to end here would leave rows out in silence.
    if (next.includes(null)) {
      const names = asked.key.map(({ name }) => name).join(', ');
      throw ctx.fault({ meaning: 'invalid', message: `${names} of ${asked.table.name} holds null` });
    }
    return { items: rows.map(withoutKey), next };
  }
  return {
    pageAfter,
    async listRows(input, ctx, from) {
      const table = await tables.find(ctx, textMember(input, 'table'));
      const wanted = (input['columns'] ?? []) as readonly string[];
      return pageAfter(ctx, {
        table,
        key: keyOf(ctx, tables, table, (input['orderBy'] ?? []) as readonly string[]),
        shown: wanted.length > 0 ? tables.columnsNamed(ctx, table, wanted) : table.columns,
        where: (input['where'] ?? {}) as JsonObject,
        after: from as readonly string[] | null,
      });
    },
    async runQuery(input, ctx) {
      const given = (input['parameters'] ?? []) as readonly Json[];
      const values = given.map((each) => dialect.parameterOf(each, { type: '' }));
      const { rows, count } = await database.reading(ctx, { text: textMember(input, 'sql'), values });
      if (count > mostRows)
        throw ctx.fault({ meaning: 'invalid', message: `${count} rows; at most ${mostRows} are given at once` });
      return { rows, count };
    },
    async rowsByKey(ctx, { table, key, keys }) {
      if (keys.length === 0) return [];
      const bindings = new Bindings(dialect);
      const names = table.columns.map(({ name }) => dialect.quoted(name)).join(', ');
      const text = `select ${names} from ${table.sql} where ${bindings.oneOf(key, keys)}`;
      return (await database.reading(ctx, { text, values: bindings.values })).rows;
    },
  };
}

/** The key travels as text, so that no digit of a time or a number is lost between pages. */
function keysetStatement(dialect: Dialect, tables: Tables, ctx: CodeContext, asked: Reading): Statement {
  const { table, key, shown, where, after, since } = asked;
  const { quoted } = dialect;
  const bindings = new Bindings(dialect);
  const conditions = [...bindings.equal(tables.columnsNamed(ctx, table, Object.keys(where)), where)];
  const order = key.map(({ name }) => quoted(name)).join(', ');
  const [first] = key;
  if (since === null && first) conditions.push(`${quoted(first.name)} is not null`);
  if (typeof since === 'string' && first) {
    const place = bindings.add(dialect.parameterOf(since, first));
    conditions.push(`${quoted(first.name)} >= ${dialect.fromText(place, first)}`);
  }
  if (after) {
    const places = key.map((column, index) => dialect.fromText(bindings.add(after[index]), column));
    conditions.push(`(${order}) > (${places.join(', ')})`);
  }
  const keys = key.map((column, index) => `${dialect.asText(column)} as ${quoted(`__key${index}`)}`);
  const list = [...shown.map(({ name }) => quoted(name)), ...keys].join(', ');
  const filter = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  return {
    text: `select ${list} from ${table.sql}${filter} order by ${order} limit ${pageSize}`,
    values: bindings.values,
  };
}

function keyOf(ctx: CodeContext, tables: Tables, table: Table, orderBy: readonly string[]): readonly Column[] {
  const names = orderBy.length > 0 ? orderBy : table.primaryKey;
  if (names.length > 0) return tables.columnsNamed(ctx, table, names);
  throw ctx.fault({
    meaning: 'invalid',
    message: `${table.name} has no primary key: name the columns that identify a row`,
  });
}

function withoutKey(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('__key')));
}
