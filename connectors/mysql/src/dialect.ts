import type { Column, Dialect, Upsert } from '@joinery/connector-sdk/relational';
import type { JsonSchema } from '@joinery/contracts';
import { parameterOf } from './json-values.ts';

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const system = "('information_schema', 'performance_schema', 'mysql', 'sys')";
const binary = /^(?:tiny|medium|long)?blob|^(?:var)?binary/;

const columnsOf = `select c.column_name as name, lower(c.column_type) as type, lower(c.column_type) as cast,
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

/** The SQL that MySQL and MariaDB share. */
export const dialect: Dialect = {
  quoted,
  place: () => '?',
  asText: ({ name, type }) => (binary.test(type) ? `hex(${quoted(name)})` : `cast(${quoted(name)} as char)`),
  fromText,
  parameterOf,
  momentOf: (value) => value,
  typeSchema,
  /** Those of the connection's database by their bare names. */
  tables: {
    text: `select if(table_schema = database(), table_name, concat(table_schema, '.', table_name)) as name,
        nullif(nullif(table_comment, ''), 'VIEW') as comment
      from information_schema.tables where table_schema not in ${system}
      order by table_schema <> database(), 1 limit 5000`,
    values: [],
  },
  /** By `database.table`, or by its bare name in the connection's database. */
  columnsOf(table) {
    const dot = table.indexOf('.');
    return { text: columnsOf, values: dot === -1 ? [null, table] : [table.slice(0, dot), table.slice(dot + 1)] };
  },
  account: {
    text: 'select database() as `database`, current_user() as user, version() as version',
    values: [],
  },
  onConflict,
  /** No statement should outgrow `max_allowed_packet`. */
  most: { parameters: 65_535, rows: 1_000 },
  /** The database counts an update as two. */
  upsertCounts: 'rows-given',
  codes: { noTable: '1146', noColumn: '1054' },
};

/** Compared as text a large number would lose its last digits. */
function fromText(place: string, { type }: Column): string {
  if (binary.test(type)) return `unhex(${place})`;
  if (/^(?:tiny|small|medium|big)?int/.test(type))
    return `cast(${place} as ${type.includes('unsigned') ? 'unsigned' : 'signed'})`;
  const decimal = /^decimal(\(\d+,\d+\))/.exec(type)?.[1];
  if (decimal) return `cast(${place} as decimal${decimal})`;
  if (/^(?:datetime|timestamp)/.test(type)) return `cast(${place} as datetime(6))`;
  return type === 'date' ? `cast(${place} as date)` : place;
}

/** Assignments count from left to right, so the version is set last: the others still see the old one. */
function onConflict({ table, columns, version }: Upsert): string {
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
