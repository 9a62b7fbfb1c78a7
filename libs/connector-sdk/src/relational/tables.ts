import type { JsonObject, JsonSchema } from '@joinery/contracts';
import type { CodeContext, CodePage } from '../code-context.ts';
import type { Database } from './database.ts';
import type { Dialect } from './driver.ts';
import type { Column, Table } from './table.ts';

/** The tables of a database as they are found in it. */
export interface Tables {
  /** @throws not-found when there is none the user can see */
  readonly find: (ctx: CodeContext, name: string) => Promise<Table>;
  /** The named columns of a table, in the order asked for. @throws invalid for a column it does not have */
  readonly columnsNamed: (ctx: CodeContext, table: Table, names: readonly string[]) => readonly Column[];
  /** Tables and views the user may read, for the drop-down. */
  readonly page: (ctx: CodeContext) => Promise<CodePage>;
  /** The shape of a row, for the mapper. */
  readonly rowSchema: (table: Table) => JsonSchema;
}

export function tablesOf(dialect: Dialect, database: Database): Tables {
  return {
    async find(ctx, name) {
      const { rows } = await database.query(ctx, dialect.columnsOf(name));
      if (rows.length === 0)
        throw ctx.fault({ meaning: 'not-found', code: dialect.codes.noTable, message: `table ${name}` });
      return tableFrom(dialect, name, rows);
    },
    columnsNamed: (ctx, table, names) =>
      names.map((name) => {
        const column = table.columns.find((each) => each.name === name);
        if (column) return column;
        const message = `column ${name} of ${table.name}`;
        throw ctx.fault({ meaning: 'invalid', code: dialect.codes.noColumn, message });
      }),
    async page(ctx) {
      const { rows } = await database.query(ctx, dialect.tables);
      return { items: rows, next: null };
    },
    rowSchema({ columns }) {
      const writable = columns.filter(({ generated }) => !generated);
      return {
        type: 'object',
        required: writable.filter(({ required }) => required).map(({ name }) => name),
        properties: Object.fromEntries(writable.map((column) => [column.name, fieldSchema(dialect, column)])),
        additionalProperties: false,
      };
    },
  };
}

function tableFrom(dialect: Dialect, name: string, rows: readonly JsonObject[]): Table {
  const { owner, relation } = rows[0] as { readonly owner: string; readonly relation: string };
  const key = rows
    .filter(({ key_place: place }) => Number(place) > 0)
    .toSorted((a, b) => Number(a['key_place']) - Number(b['key_place']));
  return {
    name,
    sql: `${dialect.quoted(owner)}.${dialect.quoted(relation)}`,
    columns: rows.map(columnFrom),
    primaryKey: key.map((row) => row['name'] as string),
  };
}

/** Databases without booleans say 1 and 0. */
function columnFrom({ name, type, cast, required, generated, comment }: JsonObject): Column {
  return {
    name: name as string,
    type: type as string,
    cast: cast as string,
    required: Boolean(required) && !generated,
    generated: Boolean(generated),
    comment: comment as string | null,
  };
}

function fieldSchema(dialect: Dialect, { name, type, comment, required }: Column): JsonSchema {
  const schema = dialect.typeSchema(type);
  const title = comment ?? name;
  const types = schema['type'];
  const nullable =
    required || types === undefined
      ? schema
      : { ...schema, type: Array.isArray(types) ? [...(types as string[]), 'null'] : [types, 'null'] };
  return { ...nullable, 'x-title': { zh: title, en: title }, 'x-column-type': type };
}
