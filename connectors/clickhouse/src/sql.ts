import type { CodeContext, HttpCall } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';

/** Values of `{name:Type}` in a statement. */
export type Parameters = Readonly<Record<string, Json>>;

/** A name as SQL, whatever stands in it. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** `table` of the connection's database, or `database.table`. */
export function quotedTable(name: string): string {
  const dot = name.indexOf('.');
  return dot === -1 ? quoted(name) : `${quoted(name.slice(0, dot))}.${quoted(name.slice(dot + 1))}`;
}

/** Runs a statement that can only read; every digit of a number is kept. @throws by the connector's error table */
export async function select(
  ctx: CodeContext,
  sql: string,
  parameters: Parameters = {},
): Promise<readonly JsonObject[]> {
  const { body } = await ctx.http({
    ...statement(ctx, {
      default_format: 'JSON',
      readonly: 2,
      // Errors that come late stand in the status then, and not behind half an answer.
      wait_end_of_query: 1,
      output_format_json_quote_64bit_integers: 1,
      output_format_json_quote_decimals: 1,
      max_result_rows: 10_000,
      ...named(parameters),
    }),
    body: sql,
    encoding: 'text',
    answer: 'json',
  });
  const { data } = body as { readonly data?: readonly JsonObject[] };
  if (!data) throw ctx.fault({ meaning: 'invalid', message: 'the statement gives no rows as JSON; leave FORMAT out' });
  return data;
}

type Query = NonNullable<HttpCall['query']>;

/** A POST to the interface, in the connection's database. */
export function statement({ connection }: CodeContext, query: Query): HttpCall {
  return { method: 'POST', url: '/', query: { database: connection['database'] as string, ...query } };
}

function named(parameters: Parameters): Query {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`param_${name}`, parameterText(value)]));
}

/** As the server reads it: escaped like a field of TabSeparated; lists hold quoted texts. */
function parameterText(value: Json): string {
  if (value === null) return '\\N';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(nested).join(',')}]`;
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function nested(value: Json): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return parameterText(value);
  if (typeof value !== 'string') return parameterText(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
