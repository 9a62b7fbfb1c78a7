import type { CodeContext, CodePage } from '@joinery/connector-sdk';
import type { JsonObject, JsonSchema } from '@joinery/contracts';
import { select } from './sql.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  readonly isFilled: boolean;
  readonly comment: string;
}

export interface Table {
  readonly name: string;
  readonly engine: string;
  readonly engineFull: string;
  readonly columns: readonly Column[];
}

/** @throws not-found for a table the user cannot see */
export async function findTable(ctx: CodeContext, name: string): Promise<Table> {
  const dot = name.indexOf('.');
  const where = {
    database: dot === -1 ? (ctx.connection['database'] as string) : name.slice(0, dot),
    table: dot === -1 ? name : name.slice(dot + 1),
  };
  const [engines, columns] = await Promise.all([
    select(
      ctx,
      'select engine, engine_full from system.tables where database = {database:String} and name = {table:String}',
      where,
    ),
    select(
      ctx,
      'select name, type, default_kind, is_in_sorting_key, comment from system.columns where database = {database:String} and table = {table:String} order by position limit 5000',
      where,
    ),
  ]);
  const [held] = engines;
  if (!held) throw ctx.fault({ meaning: 'not-found', code: '60', message: `table ${name}` });
  return {
    name,
    engine: held['engine'] as string,
    engineFull: held['engine_full'] as string,
    columns: columns.map(columnFrom),
  };
}

function columnFrom(row: JsonObject): Column {
  return {
    name: row['name'] as string,
    type: row['type'] as string,
    isKey: Number(row['is_in_sorting_key']) === 1,
    isFilled: ['MATERIALIZED', 'ALIAS'].includes(row['default_kind'] as string),
    comment: row['comment'] as string,
  };
}

/** For the drop-down. */
export async function pageOfTables(_: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const items = await select(
    ctx,
    'select name, engine, comment from system.tables where database = {database:String} order by name limit 5000',
    { database: ctx.connection['database'] as string },
  );
  return { items, next: null };
}

export async function pageOfColumns(input: JsonObject, ctx: CodeContext): Promise<CodePage> {
  const { columns } = await findTable(ctx, input['table'] as string);
  return { items: columns.map(({ name, type }) => ({ name, type })), next: null };
}

/** The shape of a row, for the mapper. */
export async function rowSchema(input: JsonObject, ctx: CodeContext): Promise<JsonSchema> {
  const { columns } = await findTable(ctx, input['table'] as string);
  const fields = columns
    .filter(({ isFilled }) => !isFilled)
    .map(({ name, type, comment }) => {
      const title = comment === '' ? name : comment;
      return [name, { ...typeSchema(type), 'x-title': { zh: title, en: title }, 'x-column-type': type }] as const;
    });
  return { type: 'object', properties: Object.fromEntries(fields), additionalProperties: false };
}

/** Without the wrappers that change nothing of the values. */
export function bareType(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : bareType(inner);
}

function typeSchema(type: string): JsonSchema {
  const nullable = /^(?:LowCardinality\()?Nullable\(/.test(type) ? ['null'] : [];
  const bare = bareType(type);
  if (/^U?Int(?:8|16|32)$/.test(bare)) return { type: ['integer', ...nullable] };
  // 64 bits and more come as texts, and go as either.
  if (/^(?:U?Int|Decimal)/.test(bare)) return { type: ['integer', 'number', 'string', ...nullable] };
  if (bare.startsWith('Float')) return { type: ['number', ...nullable] };
  if (bare === 'Bool') return { type: ['boolean', ...nullable] };
  if (bare.startsWith('Array')) return { type: 'array' };
  if (/^(?:Map|Tuple|JSON|Object|Nested)/.test(bare)) return {};
  return { type: ['string', ...nullable] };
}
