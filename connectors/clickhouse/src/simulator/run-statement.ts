import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { Exception, syntaxError } from './exceptions.ts';
import { compared, holds, parseSelect } from './select.ts';
import { systemRows, type TableDefinition, tables } from './tables.ts';

/** A statement with what its address said. */
export interface Asked {
  readonly sql: string;
  /** What follows the statement: rows. */
  readonly input: string;
  readonly settings: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<string, string>;
}

export interface Answered {
  /** Undefined where the statement gives no rows. */
  readonly rows?: readonly JsonObject[];
  readonly types?: Readonly<Record<string, string>>;
  readonly written: number;
}

/** Blocks inserted before, by table, with their token or the hash of their rows. */
export type Remembered = Set<string>;

/** @throws Exception */
export function runStatement(box: SimulatorBox, remembered: Remembered, asked: Asked): Answered {
  const { sql, settings } = asked;
  if (/^insert\s/i.test(sql)) {
    if (['1', '2'].includes(settings.get('readonly') ?? '0'))
      throw new Exception(164, 'READONLY', 'Cannot execute query in readonly mode.');
    return insert(box, remembered, asked);
  }
  if (/^(?:create|drop|alter|truncate|delete|update|rename)\s/i.test(sql)) {
    if (['1', '2'].includes(settings.get('readonly') ?? '0'))
      throw new Exception(164, 'READONLY', 'Cannot execute query in readonly mode.');
    throw new Exception(497, 'ACCESS_DENIED', 'joinery: Not enough privileges.');
  }
  if (/^select\s+version\(\)/i.test(sql))
    return {
      rows: [{ version: '24.8.4.13', user: 'joinery' }],
      types: { version: 'String', user: 'String' },
      written: 0,
    };
  const one = /^select\s+(\d+)(?:\s+as\s+(\w+))?$/i.exec(sql.replace(/\s+format\s+\w+$/i, ''));
  if (one) return { rows: [{ [one[2] ?? one[1] ?? '']: Number(one[1]) }], types: {}, written: 0 };
  return select(box, asked);
}

function tableNamed(name: string): TableDefinition {
  const table = tables.find((each) => each.name === name.replace(/^ods\./, ''));
  if (table) return table;
  throw new Exception(60, 'UNKNOWN_TABLE', `Table ods.${name.replace(/^ods\./, '')} does not exist.`);
}

function select({ records, faults }: SimulatorBox, { sql, parameters, settings }: Asked): Answered {
  const selection = parseSelect(sql, parameters);
  const system = systemRows(selection.from);
  const table = system ? undefined : tableNamed(selection.from);
  const known = table ? table.columns.map(({ name }) => name) : Object.keys(system?.[0] ?? {});
  const wanted = selection.columns ?? known;
  const named = [
    ...wanted,
    ...selection.orderBy,
    ...selection.conditions.flatMap((each) => ('columns' in each ? each.columns : each.column)),
  ];
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Exception(47, 'UNKNOWN_IDENTIFIER', `Unknown expression identifier \`${unknown}\` in scope ${sql}`);
  const held = system ?? (selection.final ? merged(table, records.list(selection.from)) : records.list(selection.from));
  const rows = (table && faults.take('empty-listing') ? [] : held)
    .filter((row) => holds(selection, row))
    .toSorted((a, b) => compared(placeOf(a, selection.orderBy), placeOf(b, selection.orderBy)))
    .slice(0, selection.limit);
  const most = Number(settings.get('max_result_rows') ?? 0);
  if (most > 0 && rows.length > most)
    throw new Exception(
      396,
      'TOO_MANY_ROWS_OR_BYTES',
      `Limit for result exceeded, max rows: ${most}, current rows: ${rows.length}.`,
    );
  const types = Object.fromEntries((table?.columns ?? []).map(({ name, type }) => [name, type]));
  return {
    rows: rows.map((row) => Object.fromEntries(wanted.map((name) => [name, row[name] as Json]))),
    types,
    written: 0,
  };
}

const placeOf = (row: JsonObject, names: readonly string[]): readonly string[] =>
  names.map((name) => textOf(row[name]));

/** Of rows with one key the newest, as FINAL gives them. */
function merged(table: TableDefinition | undefined, rows: readonly JsonObject[]): readonly JsonObject[] {
  const key = (table?.columns ?? []).filter(({ isKey }) => isKey).map(({ name }) => name);
  const byKey = new Map<string, JsonObject>();
  for (const row of rows) {
    const place = placeOf(row, key).join('\u0000');
    const other = byKey.get(place);
    if (!other || textOf(other['updated_at']) <= textOf(row['updated_at'])) byKey.set(place, row);
  }
  return [...byKey.values()];
}

const insertShape =
  /^insert\s+into\s+(?:table\s+)?(?<table>[^\s(]+)(?:\s*\((?<columns>[^)]*)\))?\s+(?:settings\s.+?\s)?format\s+(?<format>\w+)\s*$/is;

function insert(box: SimulatorBox, remembered: Remembered, { sql, input, settings }: Asked): Answered {
  const groups = insertShape.exec(sql.trim())?.groups;
  if (!groups) throw syntaxError(sql);
  if (groups['format'] !== 'JSONEachRow')
    throw new Exception(73, 'UNKNOWN_FORMAT', `Unknown format ${groups['format']}`);
  const table = tableNamed((groups['table'] ?? '').replaceAll('`', ''));
  const rows = input
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => rowOf(table, line, settings));
  // Only replicated tables remember what they were given.
  const token = settings.get('insert_deduplication_token') ?? createHash('sha1').update(input).digest('hex');
  const block = `${table.name} ${token}`;
  const remembers = table.engine.startsWith('Replicated') && settings.get('async_insert') !== '1';
  if (remembers && remembered.has(block)) return { written: rows.length };
  if (remembers) remembered.add(block);
  for (const row of rows) box.records.upsert(table.name, row);
  return { written: rows.length };
}

function rowOf(table: TableDefinition, line: string, settings: ReadonlyMap<string, string>): JsonObject {
  const row = parsed(line);
  for (const [name, value] of Object.entries(row)) {
    const column = table.columns.find((each) => each.name === name);
    if (!column) {
      if (settings.get('input_format_skip_unknown_fields') !== '0') continue;
      throw new Exception(
        117,
        'INCORRECT_DATA',
        `Unknown field found while parsing JSONEachRow format: ${name}: (at row 1)`,
      );
    }
    const wrong =
      (column.type.startsWith('DateTime') && !/^\d{4}-\d\d-\d\d/.test(textOf(value))) ||
      (column.type.includes('Int') && value !== null && !/^\d+$/.test(textOf(value)));
    if (wrong)
      throw new Exception(
        27,
        'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
        `Cannot parse input: expected ${column.type} at ${name}`,
      );
  }
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const isMoment = table.columns.find((each) => each.name === name)?.type.startsWith('DateTime') === true;
      return [name, isMoment ? textOf(value).replace('T', ' ').replace(/Z$/, '') : (value as Json)];
    }),
  );
}

function parsed(line: string): JsonObject {
  try {
    return JSON.parse(line) as JsonObject;
  } catch {
    throw new Exception(117, 'INCORRECT_DATA', 'Cannot parse JSON object here: (at row 1)');
  }
}
