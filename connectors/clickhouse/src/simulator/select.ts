import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';
import { Exception, syntaxError } from './exceptions.ts';

/** The part of SELECT that the simulator understands. */
export interface Selection {
  readonly columns: readonly string[] | undefined;
  readonly from: string;
  readonly final: boolean;
  readonly conditions: readonly Condition[];
  readonly orderBy: readonly string[];
  readonly limit: number;
}

type Condition =
  | { readonly kind: 'null'; readonly column: string }
  | {
      readonly kind: 'compare';
      readonly columns: readonly string[];
      readonly operator: string;
      readonly values: readonly string[];
    };

const bare = (name: string): string =>
  name.trim().replace(/^`|`$/g, '').replaceAll('\\`', '`').replaceAll('\\\\', '\\');
const list = (text: string): readonly string[] => text.split(',').map(bare);

const shape =
  /^select\s+(?<columns>.+?)\s+from\s+(?<from>\S+)(?<final>\s+final)?(?:\s+where\s+(?<where>.+?))?(?:\s+order\s+by\s+(?<order>.+?))?(?:\s+limit\s+(?<limit>\d+))?(?:\s+format\s+\w+)?$/is;

/** @throws Exception 62 for what is no SELECT of the shape known here, 456 for a parameter that was not given */
export function parseSelect(sql: string, parameters: ReadonlyMap<string, string>): Selection {
  const groups = shape.exec(sql.trim().replace(/;$/, ''))?.groups;
  if (!groups) throw syntaxError(sql);
  const { columns = '*', from = '', final, where, order, limit } = groups;
  return {
    columns: columns.trim() === '*' ? undefined : list(columns),
    from: from.split('.').map(bare).join('.'),
    final: final !== undefined,
    conditions: where === undefined ? [] : where.split(/\s+and\s+/i).map((text) => conditionOf(text, parameters)),
    orderBy: order === undefined ? [] : list(order),
    limit: limit === undefined ? Infinity : Number(limit),
  };
}

function conditionOf(text: string, parameters: ReadonlyMap<string, string>): Condition {
  const ofNull = /^isNull\((.+)\)$/i.exec(text.trim())?.[1];
  if (ofNull) return { kind: 'null', column: bare(ofNull) };
  const [, left = '', operator = '', right = ''] = /^(.+?)\s*(>=|<=|=|>|<)\s*(.+)$/s.exec(text.trim()) ?? [];
  if (operator === '') throw syntaxError(text);
  return {
    kind: 'compare',
    columns: list(left.replace(/^\(|\)$/g, '')),
    operator,
    values: (right.match(/\{[^}]*\}|'(?:[^'\\]|\\.)*'|[\d.]+/g) ?? []).map((each) => valueOf(each, parameters)),
  };
}

/** `{name:Type}`, a text in quotes, or a number. */
function valueOf(text: string, parameters: ReadonlyMap<string, string>): string {
  const name = /^\{(\w+):.+\}$/.exec(text)?.[1];
  if (name === undefined) return unescaped(text.replace(/^'|'$/g, ''));
  const given = parameters.get(name);
  if (given === undefined) throw new Exception(456, 'UNKNOWN_QUERY_PARAMETER', `Substitution \`${name}\` is not set`);
  return unescaped(given);
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
}

export function holds({ conditions }: Selection, row: JsonObject): boolean {
  return conditions.every((condition) => {
    if (condition.kind === 'null') return row[condition.column] === null;
    const difference = compared(
      condition.columns.map((name) => textOf(row[name])),
      condition.values,
    );
    switch (condition.operator) {
      case '=':
        return difference === 0;
      case '>':
        return difference > 0;
      case '<':
        return difference < 0;
      case '>=':
        return difference >= 0;
      default:
        return difference <= 0;
    }
  });
}

/** As tuples; numbers as numbers. */
export function compared(left: readonly string[], right: readonly string[]): number {
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? '';
    const areNumbers = [one, other].every((each) => /^-?\d+(?:\.\d+)?$/.test(each));
    if (areNumbers && Number(one) !== Number(other)) return Number(one) - Number(other);
    if (!areNumbers && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
