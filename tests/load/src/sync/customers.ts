import type { Json, JsonObject, MappingSource } from '@joinery/contracts';

/** The source's table: twenty columns as a CRM would have them, of which twelve are mapped. */
export const sourceTable = `
create table account (
  id bigint primary key, name text not null, first_name text, last_name text, phone text, mail text, city text,
  level text, status text, revenue numeric, employees integer, website text, note text, owner text, industry text,
  street text, postcode text, country text, created_at timestamptz not null, updated_at timestamptz not null
)`;

export const sourceIndex = 'create index account_changed on account (updated_at, id)';

/** $1: how many. */
export const fillSource = `
insert into account
select n, 'Customer ' || n, 'First' || n % 997, 'Last' || n % 1999, '138' || lpad(n::text, 8, '0'),
  'USER' || n || '@Example.com', (array['Hangzhou', 'Ningbo', 'Wuhan', 'Xi''an'])[1 + n % 4],
  (array['1', '2', '3'])[1 + n % 3], (array['A', 'I'])[1 + n % 2], (n * 37 % 100000) / 10.0, n % 500,
  'https://example.com/' || n, 'A remark of some length about customer ' || n, 'owner' || n % 50, 'industry' || n % 20,
  n || ' Main Street', lpad((n % 100000)::text, 6, '0'), 'CN', now() - interval '2 days', now() - interval '1 day'
from generate_series(1, $1::int) n`;

export const targetTable = `
create table customer (
  external_id text primary key, name text not null, contact text, phone text, mail text, city text, level text,
  active boolean, revenue numeric, employees integer, website text, address text
)`;

export const targetColumns = [
  ['external_id', 'text'], ['name', 'text'], ['contact', 'text'], ['phone', 'text'], ['mail', 'text'], ['city', 'text'],
  ['level', 'text'], ['active', 'boolean'], ['revenue', 'numeric'], ['employees', 'integer'], ['website', 'text'],
  ['address', 'text'],
] as const; // prettier-ignore

const levels = { '1': 'gold', '2': 'silver', '3': 'bronze' } as const;

/** Twelve fields: copied, joined, looked up, computed. */
export const mapping: MappingSource = {
  kind: 'fields',
  tables: {
    levels: { entries: Object.entries(levels).map(([from, to]) => ({ from, to })), unmatched: { policy: 'keep' } },
  },
  fields: [
    { target: ['external_id'], source: { kind: 'path', path: ['id'] } },
    { target: ['name'], source: { kind: 'path', path: ['name'] } },
    { target: ['contact'], source: { kind: 'expression', expression: 'first_name & " " & last_name' } },
    { target: ['phone'], source: { kind: 'path', path: ['phone'] } },
    { target: ['mail'], source: { kind: 'expression', expression: '$lowercase(mail)' } },
    { target: ['city'], source: { kind: 'path', path: ['city'] } },
    { target: ['level'], source: { kind: 'table', path: ['level'], table: 'levels' } },
    { target: ['active'], source: { kind: 'expression', expression: 'status = "A"' } },
    { target: ['revenue'], source: { kind: 'path', path: ['revenue'] } },
    { target: ['employees'], source: { kind: 'path', path: ['employees'] } },
    { target: ['website'], source: { kind: 'path', path: ['website'] } },
    { target: ['address'], source: { kind: 'expression', expression: 'street & ", " & postcode & " " & city' } },
  ],
};

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The same mapping as somebody would write it. */
export function mapByHand(row: JsonObject): JsonObject {
  const level = text(row['level']);
  return {
    external_id: text(row['id']),
    name: row['name'] ?? null,
    contact: `${text(row['first_name'])} ${text(row['last_name'])}`,
    phone: row['phone'] ?? null,
    mail: text(row['mail']).toLowerCase(),
    city: row['city'] ?? null,
    level: Object.hasOwn(levels, level) ? levels[level as '1'] : level,
    active: row['status'] === 'A',
    revenue: row['revenue'] ?? null,
    employees: row['employees'] ?? null,
    website: row['website'] ?? null,
    address: `${text(row['street'])}, ${text(row['postcode'])} ${text(row['city'])}`,
  };
}

/** Rows of a page at once, by columns. */
export const upsertSql = `
insert into customer (${targetColumns.map(([name]) => name).join(', ')})
select * from unnest(${targetColumns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
on conflict (external_id) do update set
  ${targetColumns.slice(1).map(([name]) => `${name} = excluded.${name}`).join(', ')}`; // prettier-ignore

export function upsertValues(rows: readonly JsonObject[]): unknown[] {
  return targetColumns.map(([name]) => rows.map((row) => row[name] ?? null));
}

export const pageRows = 1_000;
