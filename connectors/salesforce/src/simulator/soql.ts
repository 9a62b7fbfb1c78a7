import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';
import { sobjectOf, type SObject } from './sobjects.ts';

/** A query Salesforce would not run. */
export class SoqlFault extends Error {
  override readonly name = 'SoqlFault';
  readonly errorCode: string;

  constructor(errorCode: string, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

export interface Query {
  readonly sobject: SObject;
  /** Empty for `count()`. */
  readonly fields: readonly string[];
  readonly holds: (row: JsonObject) => boolean;
  readonly compare: (a: JsonObject, b: JsonObject) => number;
  readonly limit: number;
  readonly offset: number;
}

type Test = (row: JsonObject) => boolean;

const words =
  /\s*('(?:[^'\\]|\\.)*'|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d))?|[(),]|<=|>=|!=|<>|[=<>]|[^\s(),=<>!']+)/gy;

/**
 * The part of SOQL that integrations use: fields of one object, conditions with AND, OR and parentheses, lists, LIKE,
 * an order, a limit.
 *
 * @throws SoqlFault
 */
export function parseSoql(source: string): Query {
  return new Reader([...source.matchAll(words)].map(([, word = '']) => word)).query();
}

class Reader {
  readonly #words: readonly string[];
  #at = 0;

  constructor(all: readonly string[]) {
    this.#words = all;
  }

  query(): Query {
    this.#need('select');
    const asked = this.#list();
    this.#need('from');
    const name = this.#next();
    const sobject = sobjectOf(name);
    if (!sobject) throw new SoqlFault('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    const holds = this.#take('where') ? this.#either(sobject) : () => true;
    const compare = this.#order(sobject);
    const limit = this.#take('limit') ? this.#number() : Number.POSITIVE_INFINITY;
    const offset = this.#take('offset') ? this.#number() : 0;
    if (this.#at < this.#words.length) throw malformed(`unexpected token: '${this.#words[this.#at]}'`);
    const fields = fieldsOf(sobject, asked, limit);
    return { sobject, fields, holds, compare, limit, offset };
  }

  #list(): readonly string[] {
    const names: string[] = [];
    do {
      const name = this.#next();
      if (!this.#take('(')) names.push(name);
      else {
        const inner = this.#take(')') ? '' : this.#next();
        if (inner !== '') this.#need(')');
        names.push(`${name.toLowerCase()}(${inner.toLowerCase()})`);
      }
    } while (this.#take(','));
    return names;
  }

  #either(sobject: SObject): Test {
    const tests = [this.#both(sobject)];
    while (this.#take('or')) tests.push(this.#both(sobject));
    return (row) => tests.some((test) => test(row));
  }

  #both(sobject: SObject): Test {
    const tests = [this.#condition(sobject)];
    while (this.#take('and')) tests.push(this.#condition(sobject));
    return (row) => tests.every((test) => test(row));
  }

  #condition(sobject: SObject): Test {
    if (this.#take('not')) {
      const test = this.#condition(sobject);
      return (row) => !test(row);
    }
    if (this.#take('(')) {
      const test = this.#either(sobject);
      this.#need(')');
      return test;
    }
    const field = known(sobject, this.#next());
    const operator = this.#next().toLowerCase();
    if (operator === 'in') return this.#within(field);
    if (operator === 'not') {
      this.#need('in');
      const test = this.#within(field);
      return (row) => !test(row);
    }
    return compared(field, operator, literal(this.#next()));
  }

  #within(field: string): Test {
    this.#need('(');
    const values: Json[] = [];
    do values.push(literal(this.#next()));
    while (this.#take(','));
    this.#need(')');
    return (row) => values.some((value) => equal(row[field] ?? null, value));
  }

  #order(sobject: SObject): Query['compare'] {
    if (!this.#take('order')) return () => 0;
    this.#need('by');
    const keys: { readonly field: string; readonly sign: number }[] = [];
    do {
      const field = known(sobject, this.#next());
      const sign = this.#take('desc') ? -1 : 1;
      this.#take('asc');
      if (this.#take('nulls')) this.#next();
      keys.push({ field, sign });
    } while (this.#take(','));
    return (a, b) => keys.map(({ field, sign }) => sign * rank(a[field], b[field])).find((n) => n !== 0) ?? 0;
  }

  #number(): number {
    const word = this.#next();
    if (!/^\d+$/.test(word)) throw malformed(`unexpected token: '${word}'`);
    return Number(word);
  }

  #take(word: string): boolean {
    if (this.#words[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #need(word: string): void {
    if (!this.#take(word))
      throw malformed(`unexpected token: '${this.#words[this.#at] ?? '<EOF>'}', expected '${word}'`);
  }

  #next(): string {
    const word = this.#words[this.#at];
    if (word === undefined) throw malformed("unexpected token: '<EOF>'");
    this.#at += 1;
    return word;
  }
}

function malformed(message: string): SoqlFault {
  return new SoqlFault('MALFORMED_QUERY', message);
}

function fieldsOf(sobject: SObject, asked: readonly string[], limit: number): readonly string[] {
  if (asked.length === 1 && asked[0] === 'count()') return [];
  return asked.flatMap((name) => {
    if (!/^fields\((all|custom|standard)\)$/.test(name)) return [known(sobject, name)];
    if (limit > 200) throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
    return sobject.fields.map((field) => field.name);
  });
}

function known({ name, fields }: SObject, given: string): string {
  const found = fields.find((field) => field.name.toLowerCase() === given.toLowerCase());
  if (found) return found.name;
  throw new SoqlFault(
    'INVALID_FIELD',
    `No such column '${given}' on entity '${name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  );
}

/** Texts stand in quotes; dates, numbers and words do not. */
function literal(word: string): Json {
  if (word.startsWith("'")) return word.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^(true|false|null)$/i.test(word)) return JSON.parse(word.toLowerCase()) as Json;
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
  if (!Number.isNaN(Date.parse(word))) return { moment: Date.parse(word) };
  throw malformed(`unexpected token: '${word}'`);
}

function compared(field: string, operator: string, value: Json): Test {
  switch (operator) {
    case '=':
      return (row) => equal(row[field] ?? null, value);
    case '!=':
    case '<>':
      return (row) => !equal(row[field] ?? null, value);
    case 'like': {
      const pattern = textOf(value)
        .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
      const like = new RegExp(`^${pattern}$`, 'is');
      return (row) => like.test(textOf(row[field]));
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (row) => ordered(operator, rank(row[field], value));
    default:
      throw malformed(`unexpected token: '${operator}'`);
  }
}

function ordered(operator: string, sign: number): boolean {
  return operator.startsWith('<')
    ? sign < 0 || (sign === 0 && operator === '<=')
    : sign > 0 || (sign === 0 && operator === '>=');
}

/** Texts are compared without regard to case, ids and moments exactly. */
function equal(found: Json, wanted: Json): boolean {
  if (isMoment(wanted)) return rank(found, wanted) === 0;
  return typeof found === 'string' && typeof wanted === 'string'
    ? found.toLowerCase() === wanted.toLowerCase()
    : found === wanted;
}

function isMoment(value: Json | undefined): value is { readonly moment: number } {
  return typeof value === 'object' && value !== null && 'moment' in value;
}

function rank(a: Json | undefined, b: Json | undefined): number {
  const left = comparable(a, isMoment(b));
  const right = isMoment(b) ? b.moment : comparable(b, false);
  return left === right ? 0 : left < right ? -1 : 1;
}

function comparable(value: Json | undefined, asMoment: boolean): number | string {
  if (typeof value === 'number') return value;
  return asMoment ? Date.parse(textOf(value)) : textOf(value);
}
