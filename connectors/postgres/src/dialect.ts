import type { Column, Dialect, Upsert } from '@joinery/connector-sdk/relational';
import type { JsonSchema } from '@joinery/contracts';
import { momentOf, parameterOf } from './json-values.ts';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const visible =
  "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' and c.relkind in ('r', 'p', 'v', 'm', 'f')";

const columnsOf = `select n.nspname as owner, c.relname as relation, a.attname as name,
    format_type(a.atttypid, a.atttypmod) as type, format_type(a.atttypid, -1) as cast,
    a.attnotnull and not a.atthasdef and a.attidentity = '' as required,
    a.attgenerated <> '' or a.attidentity = 'a' as generated,
    col_description(c.oid, a.attnum) as comment,
    coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) as key_place
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where ${visible} and n.nspname || '.' || c.relname = $1 order by a.attnum`;

/** PostgreSQL's SQL. */
export const dialect: Dialect = {
  quoted,
  place: (number) => `$${number}`,
  asText: ({ name }) => `${quoted(name)}::text`,
  fromText: (place, { cast }) => `${place}::text::${cast}`,
  parameterOf,
  momentOf,
  typeSchema,
  tables: {
    text: `select n.nspname || '.' || c.relname as name, obj_description(c.oid, 'pg_class') as comment
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${visible} and has_table_privilege(c.oid, 'select') order by 1 limit 5000`,
    values: [],
  },
  /** By `schema.table`, or by its bare name in `public`. */
  columnsOf: (table) => ({ text: columnsOf, values: [table.includes('.') ? table : `public.${table}`] }),
  account: {
    text: "select current_database() as database, current_user as user, current_setting('server_version') as version",
    values: [],
  },
  onConflict,
  most: { parameters: 65_535, rows: Infinity },
  upsertCounts: 'rows-written',
  codes: { noTable: '42P01', noColumn: '42703' },
};

function onConflict({ table, columns, key, version }: Upsert): string {
  const keyNames = key.map(({ name }) => name);
  const rest = columns.filter(({ name }) => !keyNames.includes(name));
  const conflict = ` on conflict (${keyNames.map(quoted).join(', ')})`;
  if (rest.length === 0) return `${conflict} do nothing`;
  const set = rest.map(({ name }) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
  return `${conflict} do update set ${set}${version ? unlessNewer(table.sql, version) : ''}`;
}

function unlessNewer(table: string, { name }: Column): string {
  const held = `${table}.${quoted(name)}`;
  return ` where ${held} is null or ${held} <= excluded.${quoted(name)}`;
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
