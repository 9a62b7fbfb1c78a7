import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

export interface SearchRequest {
  readonly filterGroups?: readonly { readonly filters?: readonly Filter[] }[];
  readonly sorts?: readonly ({ readonly propertyName?: string; readonly direction?: string } | string)[];
  readonly query?: string;
  readonly properties?: readonly string[];
  readonly limit?: number;
  readonly after?: string;
}

interface Filter {
  readonly propertyName?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly values?: readonly string[];
  readonly highValue?: string;
}

type Holds = (found: string, filter: Filter) => boolean;

const operators: Readonly<Record<string, Holds>> = {
  EQ: (found, { value = '' }) => rank(found, value) === 0,
  NEQ: (found, { value = '' }) => rank(found, value) !== 0,
  GT: (found, { value = '' }) => found !== '' && rank(found, value) > 0,
  GTE: (found, { value = '' }) => found !== '' && rank(found, value) >= 0,
  LT: (found, { value = '' }) => found !== '' && rank(found, value) < 0,
  LTE: (found, { value = '' }) => found !== '' && rank(found, value) <= 0,
  BETWEEN: (found, { value = '', highValue = '' }) => rank(found, value) >= 0 && rank(found, highValue) <= 0,
  IN: (found, { values = [] }) => values.some((value) => rank(found, value) === 0),
  NOT_IN: (found, { values = [] }) => values.every((value) => rank(found, value) !== 0),
  HAS_PROPERTY: (found) => found !== '',
  NOT_HAS_PROPERTY: (found) => found === '',
  CONTAINS_TOKEN: (found, { value = '' }) => found.toLowerCase().includes(value.toLowerCase().replaceAll('*', '')),
  NOT_CONTAINS_TOKEN: (found, { value = '' }) => !found.toLowerCase().includes(value.toLowerCase().replaceAll('*', '')),
};

/** The rows a search finds; a text where it is none. Groups hold one or the other, filters of a group together. */
export function searched(
  rows: readonly JsonObject[],
  { filterGroups = [], sorts = [], query }: SearchRequest,
): readonly JsonObject[] | string {
  if (filterGroups.length > 5) return 'too many filter groups';
  const all = filterGroups.flatMap(({ filters = [] }) => filters);
  const unknown = all.find(({ operator = '' }) => !Object.hasOwn(operators, operator));
  if (unknown) return `${unknown.operator ?? ''} is not a valid operator`;
  const matching = rows.filter(
    (row) =>
      (filterGroups.length === 0 ||
        filterGroups.some(({ filters = [] }) =>
          filters.every((filter) => operators[filter.operator ?? '']?.(textOf(row[filter.propertyName ?? '']), filter)),
        )) &&
      (!query || Object.values(row).some((value) => textOf(value).toLowerCase().includes(query.toLowerCase()))),
  );
  const keys = sorts.map((sort) => (typeof sort === 'string' ? { propertyName: sort } : sort));
  return matching.toSorted(
    (a, b) =>
      keys
        .map(
          ({ propertyName = '', direction }: { propertyName?: string; direction?: string }) =>
            (direction === 'DESCENDING' ? -1 : 1) * rank(textOf(a[propertyName]), textOf(b[propertyName])),
        )
        .find((n) => n !== 0) ?? Number(a['id']) - Number(b['id']),
  );
}

/** Numbers as numbers, moments as milliseconds or as they are written, everything else as text. */
function rank(found: string, wanted: string): number {
  const [left, right] = [comparable(found), comparable(wanted)];
  const [a, b] = typeof left === typeof right ? [left, right] : [found, wanted];
  return a === b ? 0 : a < b ? -1 : 1;
}

function comparable(text: string): number | string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : text.toLowerCase();
}
