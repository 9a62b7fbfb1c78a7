import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';
import { xobjects, type XObject } from './xobjects.ts';

export interface Query {
  readonly object: XObject;
  readonly fields: readonly string[];
  readonly holds: (row: JsonObject) => boolean;
  readonly order: { readonly field: string; readonly sign: number } | undefined;
  readonly offset: number;
  readonly limit: number;
}

const shape =
  /^\s*select\s+(?<fields>[\w\s,.]+?)\s+from\s+(?<object>\w+)(?:\s+where\s+(?<where>.+?))?(?:\s+order\s+by\s+(?<order>\w+)(?:\s+(?<direction>asc|desc))?)?(?:\s+limit\s+(?:(?<offset>\d+)\s*,\s*)?(?<limit>\d+))?\s*$/is;
const condition = /^\s*(\w+)\s*(=|<>|!=|>=|<=|>|<|like)\s*('(?:[^']*)'|-?\d+(?:\.\d+)?|null)\s*$/i;

/** Fields of one object, conditions joined by AND, an order, a limit; a text says what is wrong. */
export function parseXoql(source: string): Query | string {
  const { fields = '', object = '', where, order, direction, offset, limit } = shape.exec(source)?.groups ?? {};
  const found = xobjects.find(({ apiKey }) => apiKey === object);
  if (object === '') return 'xoql语法错误';
  if (!found) return `对象${object}不存在于此租户`;
  const names = fields.split(',').map((name) => name.trim());
  const tests = where === undefined ? [] : where.split(/\s+and\s+/i).map((each) => condition.exec(each));
  const used = [...names, ...tests.map((test) => test?.[1] ?? ''), ...(order ? [order] : [])];
  const unknown = used.find((name) => !found.fields.some(({ apiKey }) => apiKey === name));
  if (unknown !== undefined) return `xoql字段错误:${unknown}`;
  return {
    object: found,
    fields: names,
    holds: (row) =>
      tests.every(
        (test) => test && compared(row[test[1] ?? ''] ?? null, (test[2] ?? '').toLowerCase(), literal(test[3] ?? '')),
      ),
    order: order === undefined ? undefined : { field: order, sign: direction?.toLowerCase() === 'desc' ? -1 : 1 },
    offset: Number(offset ?? 0),
    limit: Number(limit ?? Number.POSITIVE_INFINITY),
  };
}

/** The rows a query gives, in its order. */
export function rowsOf({ holds, order, offset, limit }: Query, rows: readonly JsonObject[]): readonly JsonObject[] {
  const found = rows.filter(holds);
  const sorted = order
    ? found.toSorted((a, b) => order.sign * rank(a[order.field] ?? null, b[order.field] ?? null))
    : found;
  return sorted.slice(offset, offset + limit);
}

function literal(text: string): Json {
  if (text.startsWith("'")) return text.slice(1, -1);
  return text.toLowerCase() === 'null' ? null : Number(text);
}

function compared(value: Json, operator: string, wanted: Json): boolean {
  const order = rank(value, wanted);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
    case '!=':
      return order !== 0;
    case 'like':
      return textOf(value).includes(textOf(wanted).replaceAll('%', ''));
    default:
      return operator.startsWith('>')
        ? order > 0 || (operator === '>=' && order === 0)
        : order < 0 || (operator === '<=' && order === 0);
  }
}

function rank(a: Json, b: Json): number {
  const [left, right] = typeof a === 'number' && typeof b === 'number' ? [a, b] : [textOf(a), textOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}
