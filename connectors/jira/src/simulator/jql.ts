import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

/** A query Jira would not run; the message is Jira's. */
export class JqlFault extends Error {
  override readonly name = 'JqlFault';
}

export interface Query {
  readonly holds: (row: JsonObject) => boolean;
  readonly compare: (a: JsonObject, b: JsonObject) => number;
}

type Test = (row: JsonObject) => boolean;

const words = /\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[(),]|!=|!~|>=|<=|[=<>~]|[^\s(),=<>!~"']+)/gy;
const dates = new Set(['created', 'updated']);
const known = new Set([
  'project',
  'key',
  'id',
  'labels',
  'status',
  'issuetype',
  'summary',
  'assignee',
  'priority',
  'text',
  'resolution',
  ...dates,
]);

/**
 * The part of JQL that integrations use: clauses joined by AND and OR, lists, dates in the account's zone, an order.
 *
 * @throws JqlFault
 */
export function parseJql(source: string, now: number, offsetMs: number): Query {
  const [where = '', order = ''] = source.split(/\border\s+by\b/i, 2);
  const tokens = [...where.matchAll(words)].map(([, token = '']) => token);
  if (tokens.length === 0) {
    throw new JqlFault('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  const reader = new Reader(tokens, now, offsetMs);
  const holds = reader.either();
  reader.end();
  return { holds, compare: comparison(order) };
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #now: number;
  readonly #offsetMs: number;
  #at = 0;

  constructor(tokens: readonly string[], now: number, offsetMs: number) {
    this.#tokens = tokens;
    this.#now = now;
    this.#offsetMs = offsetMs;
  }

  end(): void {
    if (this.#at < this.#tokens.length)
      throw new JqlFault(`Error in the JQL Query: Expecting either 'OR' or 'AND' but got '${this.#tokens[this.#at]}'.`);
  }

  either(): Test {
    const tests = [this.#both()];
    while (this.#take('or')) tests.push(this.#both());
    return (row) => tests.some((test) => test(row));
  }

  #both(): Test {
    const tests = [this.#clause()];
    while (this.#take('and')) tests.push(this.#clause());
    return (row) => tests.every((test) => test(row));
  }

  #clause(): Test {
    if (this.#take('(')) {
      const inner = this.either();
      this.#need(')');
      return inner;
    }
    const field = this.#field();
    if (this.#take('in')) return this.#within(field);
    if (this.#take('not')) {
      this.#need('in');
      const test = this.#within(field);
      return (row) => !test(row);
    }
    return this.#compared(field);
  }

  #field(): string {
    const token = unquoted(this.#next());
    const custom = /^cf\[(\d+)\]$/i.exec(token)?.[1];
    const name = custom ? `customfield_${custom}` : token.toLowerCase() === 'issuekey' ? 'key' : token.toLowerCase();
    if (known.has(name) || name.startsWith('customfield_')) return name;
    throw new JqlFault(`Field '${token}' does not exist or you do not have permission to view it.`);
  }

  #within(field: string): Test {
    this.#need('(');
    const values: string[] = [];
    do values.push(unquoted(this.#next()).toLowerCase());
    while (this.#take(','));
    this.#need(')');
    return (row) => textsOf(row[field]).some((text) => values.includes(text));
  }

  #compared(field: string): Test {
    const operator = this.#next();
    const value = unquoted(this.#next());
    if (dates.has(field)) return dated(field, operator, this.#moment(value));
    const wanted = value.toLowerCase();
    switch (operator) {
      case '=':
        return (row) => textsOf(row[field]).includes(wanted);
      case '!=':
        return (row) => !textsOf(row[field]).includes(wanted);
      case '~':
        return (row) =>
          (field === 'text' ? ['summary', 'description'] : [field]).some((name) =>
            textsOf(row[name]).some((text) => text.includes(wanted)),
          );
      default:
        throw new JqlFault(`The operator '${operator}' is not supported by the '${field}' field.`);
    }
  }

  /** Minutes in the account's zone, a day, or a distance from now. */
  #moment(text: string): number {
    const [, count, unit = ''] = /^-(\d+)([mhdw])$/.exec(text) ?? [];
    if (count !== undefined) return this.#now - Number(count) * (unitMs[unit] ?? 0);
    const [, year, month, day, hour = '00', minute = '00'] =
      /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text) ?? [];
    if (year === undefined) {
      throw new JqlFault(
        `Date value '${text}' for field is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
      );
    }
    return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - this.#offsetMs;
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #need(word: string): void {
    if (!this.#take(word))
      throw new JqlFault(
        `Error in the JQL Query: Expecting '${word}' but got '${this.#tokens[this.#at] ?? 'the end'}'.`,
      );
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new JqlFault('Error in the JQL Query: The query ends too early.');
    this.#at += 1;
    return token;
  }
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3600_000, d: 86400_000, w: 604800_000 };

function dated(field: string, operator: string, moment: number): Test {
  const of = (row: JsonObject): number => Date.parse(textOf(row[field]));
  const tests: Readonly<Record<string, Test>> = {
    '>=': (row) => of(row) >= moment,
    '>': (row) => of(row) > moment,
    '<=': (row) => of(row) <= moment,
    '<': (row) => of(row) < moment,
  };
  const test = tests[operator];
  if (test) return test;
  throw new JqlFault(`The operator '${operator}' is not supported by the '${field}' field.`);
}

function textsOf(value: JsonObject[string] | undefined): readonly string[] {
  return (Array.isArray(value) ? value : [value ?? null]).map((each) => textOf(each).toLowerCase());
}

function unquoted(token: string): string {
  return /^["']/.test(token) ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
}

function comparison(order: string): Query['compare'] {
  const keys = order.split(',').flatMap((part) => {
    const [field = '', direction = 'asc'] = part.trim().toLowerCase().split(/\s+/);
    return field === '' ? [] : [{ field, sign: direction === 'desc' ? -1 : 1 }];
  });
  // Where the order says nothing, the newest comes first.
  return (a, b) =>
    keys.map(({ field, sign }) => sign * compared(a, b, field)).find((n) => n !== 0) ?? compared(b, a, 'id');
}

function compared(a: JsonObject, b: JsonObject, field: string): number {
  const number = (row: JsonObject): number => Number(/(\d+)$/.exec(textOf(row[field]))?.[1] ?? 0);
  if (field === 'id' || field === 'key') return number(a) - number(b);
  const [left, right] = [textOf(a[field]), textOf(b[field])];
  return left === right ? 0 : left < right ? -1 : 1;
}
