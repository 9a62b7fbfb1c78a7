import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { JsonObject, JsonSchema } from '@joinery/contracts';
import { query } from './database.ts';
import { quoted } from './identifiers.ts';
import { textMember } from './text-member.ts';

export interface Column {
  readonly name: string;
  /** As `format_type` says it: `character varying(64)`, `jsonb`, `text[]`. */
  readonly type: string;
  /** The type without its length: a cast to `varchar(16)` would cut a longer value off in silence. */
  readonly cast: string;
  readonly required: boolean;
  /** The database fills it in and refuses a value. */
  readonly generated: boolean;
  readonly comment: string | null;
}

/** A table as it was found in the database; nothing else is ever named in a statement. */
export interface Table {
  /** `schema.table` */
  readonly name: string;
  /** The same, quoted for SQL. */
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}

const visible =
  "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' and c.relkind in ('r', 'p', 'v', 'm', 'f')";

/** Tables and views the user may read, for the drop-down. */
export async function pageOfTables(_input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const { rows } = await query(ctx, {
    text: `select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as comment
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${visible} and has_table_privilege(c.oid, 'select') order by 1 limit 5000`,
    values: [],
  });
  return { items: rows, next: null };
}

const columnsOf = `select n.nspname as schema, c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, format_type(a.atttypid, -1) as cast,
    a.attnotnull and not a.atthasdef and a.attidentity = '' as required,
    a.attgenerated <> '' or a.attidentity = 'a' as generated,
    col_description(c.oid, a.attnum) as comment,
    coalesce(array_position(i.indkey::int2[], a.attnum), -1) as key_place
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where ${visible} and n.nspname || '.' || c.relname = $1 order by a.attnum`;

/**
 * Finds a table by `schema.table`, or by its bare name in `public`.
 *
 * @throws not-found when there is none the user can see
 */
export async function findTable(ctx: CodeContext, asked: string): Promise<Table> {
  const name = asked.includes('.') ? asked : `public.${asked}`;
  const { rows } = await query(ctx, { text: columnsOf, values: [name] });
  const [first] = rows;
  if (!first) throw ctx.fault({ meaning: 'not-found', code: '42P01', message: `table ${name}` });
  const key = rows
    .filter(({ key_place: place }) => Number(place) >= 0)
    .toSorted((a, b) => Number(a['key_place']) - Number(b['key_place']));
  return {
    name,
    sql: `${quoted(first['schema'] as string)}.${quoted(first['relation'] as string)}`,
    columns: rows as unknown as readonly Column[],
    primaryKey: key.map((row) => row['name'] as string),
  };
}

/** The named columns of a table, in the order asked for. @throws invalid for a column it does not have */
export function columnsNamed(ctx: CodeContext, table: Table, names: readonly string[]): readonly Column[] {
  return names.map((name) => {
    const column = table.columns.find((each) => each.name === name);
    if (column) return column;
    throw ctx.fault({ meaning: 'invalid', code: '42703', message: `column ${name} of ${table.name}` });
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

function fieldSchema({ name, type, comment, required }: Column): JsonSchema {
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
  const length = /^character(?: varying)?\((\d+)\)$/.exec(type)?.[1];
  if (length) return { type: 'string', maxLength: Number(length) };
  if (/^(smallint|integer)$/.test(type)) return { type: 'integer' };
  if (type === 'bigint') return { type: ['integer', 'string'] };
  if (type.startsWith('numeric')) return { type: ['string', 'number'] };
  if (/^(real|double precision)$/.test(type)) return { type: 'number' };
  if (type === 'boolean') return { type: 'boolean' };
  if (type === 'date') return { type: 'string', format: 'date' };
  if (/^timestamp.* with time zone$/.test(type)) return { type: 'string', format: 'date-time' };
  if (type === 'uuid') return { type: 'string', format: 'uuid' };
  if (type === 'json' || type === 'jsonb') return {};
  return type.endsWith('[]') ? { type: 'array' } : { type: 'string' };
}
