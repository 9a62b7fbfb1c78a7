import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

export interface Search {
  readonly limit?: number;
  readonly offset?: number;
  readonly filters?: readonly {
    readonly field_name?: string;
    readonly operator?: string;
    readonly field_values?: readonly Json[];
  }[];
  readonly orders?: readonly { readonly fieldName?: string; readonly isAsc?: boolean }[];
}

type Holds = (value: Json, wanted: readonly Json[]) => boolean;

const operators: Readonly<Record<string, Holds>> = {
  EQ: (value, [wanted]) => rank(value, wanted) === 0,
  N: (value, [wanted]) => rank(value, wanted) !== 0,
  GT: (value, [wanted]) => rank(value, wanted) > 0,
  GTE: (value, [wanted]) => rank(value, wanted) >= 0,
  LT: (value, [wanted]) => rank(value, wanted) < 0,
  LTE: (value, [wanted]) => rank(value, wanted) <= 0,
  LIKE: (value, [wanted]) => textOf(value).includes(textOf(wanted)),
  NLIKE: (value, [wanted]) => !textOf(value).includes(textOf(wanted)),
  IN: (value, wanted) => wanted.some((each) => rank(value, each) === 0),
  NIN: (value, wanted) => wanted.every((each) => rank(value, each) !== 0),
  IS: (value) => empty(value),
  ISN: (value) => !empty(value),
  BETWEEN: (value, [low, high]) => rank(value, low) >= 0 && rank(value, high) <= 0,
  STARTWITH: (value, [wanted]) => textOf(value).startsWith(textOf(wanted)),
  ENDWITH: (value, [wanted]) => textOf(value).endsWith(textOf(wanted)),
};

/** The rows a search finds, in its order; undefined where an operator is none. */
export function found(
  rows: readonly JsonObject[],
  { filters = [], orders = [] }: Search,
): readonly JsonObject[] | undefined {
  if (filters.some(({ operator = '' }) => !Object.hasOwn(operators, operator))) return undefined;
  const matching = rows.filter((row) =>
    filters.every(({ field_name: name = '', operator = '', field_values: values = [] }) =>
      operators[operator]?.(row[name] ?? null, values),
    ),
  );
  return matching.toSorted(
    (a, b) =>
      orders
        .map(({ fieldName = '', isAsc = true }) => (isAsc ? 1 : -1) * rank(a[fieldName] ?? null, b[fieldName]))
        .find((n) => n !== 0) ?? 0,
  );
}

/** Values of conditions are texts, also where the field holds a number. */
function rank(value: Json, wanted: Json | undefined): number {
  const [left, right] = typeof value === 'number' ? [value, Number(wanted)] : [textOf(value), textOf(wanted)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function empty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
