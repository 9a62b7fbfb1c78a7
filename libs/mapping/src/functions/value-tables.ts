import { ValueTableSchema, type ValueTable, type ValueTableEntry } from '@joinery/contracts';
import { typeOfValue } from '../types/from-schema.ts';
import { join } from '../types/join.ts';
import { streamOf } from '../types/sequences.ts';
import { anyType, arrayType, missing, never, type ObjectType, type Type } from '../types/type.ts';
import type { Call } from '../types/context.ts';
import { cannot, type DocumentedFunction } from './field-function.ts';

type Direction = 'forward' | 'backward';
type Scalar = ValueTableEntry['from'];

/** What a table says for one value: found, or what its policy gives instead. */
export type TableLookup = { readonly found: true; readonly value: Scalar } | { readonly found: false };

/** Looks a value up; the first line that fits counts. */
export function lookUp(table: ValueTable, value: unknown, direction: Direction): TableLookup {
  const [key, answer] = direction === 'forward' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const entry = table.entries.find((each) => each[key] === value);
  return entry ? { found: true, value: entry[answer] } : { found: false };
}

/** Lines that the table cannot be read backwards with: their target value also belongs to an earlier line. */
export function irreversibleEntries(table: ValueTable): readonly ValueTableEntry[] {
  const seen = new Set<Scalar>();
  return table.entries.filter(({ to }) => {
    const isTaken = seen.has(to);
    seen.add(to);
    return isTaken;
  });
}

function translated(table: ValueTable, value: unknown, direction: Direction): unknown {
  const found = lookUp(table, value, direction);
  if (found.found) return found.value;
  switch (table.unmatched.policy) {
    case 'keep':
      return value;
    case 'omit':
      return undefined;
    case 'value':
      return table.unmatched.value;
    case 'fail':
      if (value === null) return null;
      throw cannot('JM3002', 'The value table has no line for this value', value);
  }
}

const checked = new WeakMap<object, ValueTable>();

function tableFrom(value: unknown): ValueTable {
  const known = typeof value === 'object' && value !== null ? checked.get(value) : undefined;
  if (known) return known;
  const parsed = ValueTableSchema.safeParse(value);
  if (!parsed.success) throw cannot('JM3004', 'This is not a value table', value);
  if (typeof value === 'object' && value !== null) checked.set(value, parsed.data);
  return parsed.data;
}

function translator(direction: Direction): DocumentedFunction['call'] {
  return ([value, given], { budget }) => {
    if (value === undefined) return undefined;
    const table = tableFrom(given);
    const one = (each: unknown): unknown => {
      budget.step(table.entries.length);
      return translated(table, each, direction);
    };
    return Array.isArray(value) ? value.map(one).filter((each) => each !== undefined) : one(value);
  };
}

/** What a table that the expression spells out may give. */
function translatedType(call: Call, direction: Direction): Type {
  const [value = missing, given = missing] = call.args;
  const table = given.object?.members;
  const entries = table?.get('entries')?.array?.items.object;
  if (!table || !entries) return anyType;
  const [source, answers] = [
    member(entries, direction === 'forward' ? 'from' : 'to'),
    member(entries, direction === 'forward' ? 'to' : 'from'),
  ];
  const single = { ...value, array: undefined, missing: false };
  const result = join(answers, unmatched(table.get('unmatched'), join(single, value.array?.items ?? never), source));
  const list = value.array ? arrayType(result) : never;
  return value.any
    ? join(result, anyType)
    : join(holds(single) ? result : never, list, value.missing ? missing : never);
}

function holds(type: Type): boolean {
  return streamOf(type).max > 0;
}

function member(object: ObjectType, name: string): Type {
  return object.members.get(name) ?? missing;
}

function unmatched(policy: Type | undefined, value: Type, source: Type): Type {
  if (covers(source, value)) return never;
  const name = policy?.object?.members.get('policy')?.string?.values?.[0];
  if (name === 'omit') return missing;
  if (name === 'keep') return value;
  if (name === 'value') return policy?.object?.members.get('value') ?? missing;
  return value.null || value.any ? typeOfValue(null) : never;
}

/** Whether every value that may come has its line. */
function covers(source: Type, value: Type): boolean {
  const texts = value.string?.values;
  const numbers = value.number?.values;
  if (value.any || value.object || value.array || (value.string && !texts) || (value.number && !numbers)) return false;
  const known = (list: readonly unknown[] | undefined, from: readonly unknown[] | undefined) =>
    (list ?? []).every((each) => from?.includes(each));
  return (
    known(texts, source.string?.values) &&
    known(numbers, source.number?.values) &&
    value.booleans.every((each) => source.booleans.includes(each)) &&
    (!value.null || source.null)
  );
}

const example =
  '{"entries": [{"from": "H", "to": "高"}, {"from": "L", "to": "低"}], "unmatched": {"policy": "value", "value": "中"}}';

/** Value tables (值对照表) in both directions. */
export const valueTables: readonly DocumentedFunction[] = [
  {
    name: 'toTable',
    signature: '<xo:x>',
    parameters: ['value', 'table'],
    category: 'value-table',
    summary: {
      zh: '按值对照表把来源取值换成目标取值;没有对应行时按表的规则处理(报错、留空、保持或默认值)。列表逐个转换。',
      en: 'Gives the target value that a value table has for a source value; without a line, what the table’s policy says. Lists are converted one by one.',
    },
    examples: [
      { expression: `$toTable(p, ${example})`, input: { p: 'H' }, result: '高' },
      { expression: `$toTable(p, ${example})`, input: { p: '?' }, result: '中' },
    ],
    call: translator('forward'),
    result: (call) => translatedType(call, 'forward'),
  },
  {
    name: 'fromTable',
    signature: '<xo:x>',
    parameters: ['value', 'table'],
    category: 'value-table',
    summary: {
      zh: '反向使用值对照表:由目标取值得到来源取值。',
      en: 'Reads a value table backwards: from the target value to the source value.',
    },
    examples: [{ expression: `$fromTable(p, ${example})`, input: { p: '低' }, result: 'L' }],
    call: translator('backward'),
    result: (call) => translatedType(call, 'backward'),
  },
];
