import { ValueTableSchema, type FieldsMapping, type MappingSource, type ValueTable } from '@joinery/contracts';
import { drawMembers } from './draw-field.ts';
import { drawConstant } from './draw-value.ts';
import { membersOf } from './members.ts';
import { parse } from '../types/syntax.ts';
import { closingIndex, splitAt, tokens, type Token } from './tokens.ts';

/**
 * Recovers the lines of a mapping from its expression. What cannot be drawn as a line becomes an expression line with
 * its text as it was written; what cannot be drawn as lines at all stays one expression. Nothing is lost: the result
 * always means the same, and `fromExpression(toExpression(document))` is the document again with the members of one
 * target object side by side.
 */
export function fromExpression(source: string): MappingSource {
  const whole: MappingSource = { kind: 'expression', expression: source };
  const list = parse(source).ok ? tokens(source) : undefined;
  if (!list) return whole;
  const [tables, body] = takeTables(list) ?? [{}, list];
  const members = membersOf(body);
  const fields = members && drawMembers(members, [], { source, tables: new Set(Object.keys(tables)) });
  return fields ? documentOf(fields, tables) : whole;
}

function documentOf(fields: FieldsMapping['fields'], tables: Readonly<Record<string, ValueTable>>): FieldsMapping {
  return Object.keys(tables).length > 0
    ? { kind: 'fields', fields, tables: { ...tables } }
    : { kind: 'fields', fields };
}

type Tables = Record<string, ValueTable>;

/** `( $table_a := {…}; …; {…} )`. */
function takeTables(list: readonly Token[]): readonly [Tables, readonly Token[]] | undefined {
  if (list[0]?.text !== '(' || closingIndex(list, 0) !== list.length - 1) return undefined;
  const parts = splitAt(list.slice(1, -1), ';');
  const tables: Tables = {};
  for (const part of parts.slice(0, -1)) {
    const table = tableOf(part);
    if (!table || Object.hasOwn(tables, table.name)) return undefined;
    tables[table.name] = table.table;
  }
  return parts.length > 1 ? [tables, parts.at(-1) ?? []] : undefined;
}

function tableOf([variable, assign, ...value]: readonly Token[]):
  { readonly name: string; readonly table: ValueTable } | undefined {
  const name = /^\$table_([A-Za-z][A-Za-z0-9_]{0,63})$/.exec(variable?.text ?? '')?.[1];
  const constant = assign?.text === ':=' ? drawConstant(value) : undefined;
  const parsed = ValueTableSchema.safeParse(constant?.value);
  return name !== undefined && parsed.success ? { name, table: parsed.data } : undefined;
}
