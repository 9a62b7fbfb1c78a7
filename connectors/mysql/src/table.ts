import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { JsonObject, JsonSchema } from '@joinery/contracts';
import { query } from './database.ts';
import { quoted } from './identifiers.ts';
import { textMember } from './text-member.ts';

export interface Column {
  readonly name: string;
  /** As the database writes it: `varchar(64)`, `bigint(20) unsigned`, `datetime(3)`. */
  readonly type: string;
  readonly required: boolean;
  /** The database fills it in and refuses a value. */
  readonly generated: boolean;
  readonly comment: string | null;
}

/** A table as it was found in the database; nothing else is ever named in a statement. */
export interface Table {
  /** `database.table` */
  readonly name: string;
  /** The same, quoted for SQL. */
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}

const system = "('information_schema', 'performance_schema', 'mysql', 'sys')";

/** Tables and views the user may read, for the drop-down; those of the connection's database by their bare names. */
export async function pageOfTables(_input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const { rows } = await query(ctx, {
    text: `select if(table_schema = database(), table_name, concat(table_schema, '.', table_name)) as name,
        nullif(nullif(table_comment, ''), 'VIEW') as comment
      from information_schema.tables where table_schema not in ${system}
      order by table_schema <> database(), 1 limit 5000`,
    values: [],
  });
  return { items: rows, next: null };
}

const columnsOf = `select c.column_name as name, c.column_type as type,
    c.is_nullable = 'NO' and c.column_default is null and c.extra not like '%auto_increment%' as required,
    c.extra regexp '(STORED|VIRTUAL|PERSISTENT) ?(GENERATED)?' as \`generated\`,
    nullif(c.column_comment, '') as comment,
    c.table_schema as owner, c.table_name as relation,
    coalesce(s.seq_in_index, 0) as key_place
  from information_schema.columns c
  left join information_schema.statistics s on s.table_schema = c.table_schema and s.table_name = c.table_name
    and s.column_name = c.column_name and s.index_name = 'PRIMARY'
  where c.table_schema not in ${system} and c.table_schema = coalesce(?, database()) and c.table_name = ?
  order by c.ordinal_position`;

/**
 * Finds a table by `database.table`, or by its bare name in the connection's database.
 *
 * @throws not-found when there is none the user can see
 */
export async function findTable(ctx: CodeContext, asked: string): Promise<Table> {
  const [owner, relation] = asked.includes('.') ? split(asked) : [null, asked];
  const { rows } = await query(ctx, { text: columnsOf, values: [owner, relation] });
  const [first] = rows;
  if (!first) throw ctx.fault({ meaning: 'not-found', code: '1146', message: `table ${asked}` });
  const key = rows
    .filter(({ key_place: place }) => Number(place) > 0)
    .toSorted((a, b) => Number(a['key_place']) - Number(b['key_place']));
  return {
    name: asked,
    sql: `${quoted(first['owner'] as string)}.${quoted(first['relation'] as string)}`,
    columns: rows.map(columnFrom),
    primaryKey: key.map((row) => row['name'] as string),
  };
}

function split(name: string): readonly [string, string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function columnFrom({ name, type, required, generated, comment }: JsonObject): Column {
  return {
    name: name as string,
    type: (type as string).toLowerCase(),
    required: required === 1 && generated !== 1,
    generated: generated === 1,
    comment: comment as string | null,
  };
}

/** The named columns of a table, in the order asked for. @throws invalid for a column it does not have */
export function columnsNamed(ctx: CodeContext, table: Table, names: readonly string[]): readonly Column[] {
  return names.map((name) => {
    const column = table.columns.find((each) => each.name === name);
    if (column) return column;
    throw ctx.fault({ meaning: 'invalid', code: '1054', message: `column ${name} of ${table.name}` });
  });
}

/** The shape of a row, for the mapper. */
export async function rowSchema(input: JsonObject, ctx: CodeContext): Promise<JsonSchema> {
  const { columns } = await findTable(ctx, textMember(input, 'table'));
  const writable = columns.filter(({ generated }) => !generated);
  return {
    type: 'object',
    required: writable.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(writable.map((column) => [column.name, fieldSchema(column)])),
    additionalProperties: false,
  };
}

export function fieldSchema({ name, type, comment, required }: Column): JsonSchema {
  const schema = typeSchema(type);
  const title = comment ?? name;
  const types = schema['type'];
  const nullable =
    required || types === undefined
      ? schema
      : { ...schema, type: Array.isArray(types) ? [...(types as string[]), 'null'] : [types, 'null'] };
  return { ...nullable, 'x-title': { zh: title, en: title }, 'x-column-type': type };
}

function typeSchema(type: string): JsonSchema {
  const length = /^(?:var)?char\((\d+)\)/.exec(type)?.[1];
  if (length) return { type: 'string', maxLength: Number(length) };
  // A flag comes back as 1 or 0.
  if (type.startsWith('tinyint(1)')) return { type: ['boolean', 'integer'] };
  if (/^(?:tinyint|smallint|mediumint|int|year)\b/.test(type)) return { type: 'integer' };
  if (type.startsWith('bigint')) return { type: ['integer', 'string'] };
  if (type.startsWith('decimal')) return { type: ['string', 'number'] };
  if (/^(?:float|double)/.test(type)) return { type: 'number' };
  if (type === 'date') return { type: 'string', format: 'date' };
  if (/^(?:datetime|timestamp)/.test(type)) return { type: 'string', format: 'date-time' };
  if (type === 'json') return {};
  return { type: 'string' };
}
