import type {
  Coercion,
  Fallback,
  FieldsMapping,
  FieldSource,
  Json,
  MappingField,
  MappingSource,
} from '@joinery/contracts';
import { checkDocument } from './check-document.ts';
import { literal } from './literal.ts';
import { pathText } from './path-text.ts';
import { targetTree, type TargetNode } from './target-tree.ts';

/**
 * The one JSONata expression a mapping stands for. A hand-written expression is given back as it was written.
 *
 * @throws FailureError `mapping.target-conflict`, `mapping.expression-invalid`, `mapping.table-unknown`
 * @example
 * toExpression({ kind: 'fields', fields: [{ target: ['name'], source: { kind: 'path', path: ['Name'] } }] })
 * // '{\n  "name": Name\n}'
 */
export function toExpression(mapping: MappingSource): string {
  if (mapping.kind === 'expression') return mapping.expression;
  checkDocument(mapping);
  return writeDocument(mapping);
}

/** Writes without checking the parts. */
export function writeDocument(mapping: FieldsMapping): string {
  const tables = Object.entries(mapping.tables ?? {});
  if (tables.length === 0) return objectText(mapping.fields, '');
  const bindings = tables.map(([name, table]) => `  ${tableVariable(name)} := ${literal(table)};\n`);
  return `(\n${bindings.join('')}  ${objectText(mapping.fields, '  ')}\n)`;
}

/** Tables share the variables' names with functions; the prefix keeps `map` or `sum` from hiding one. */
export function tableVariable(name: string): string {
  return `$table_${name}`;
}

function objectText(fields: readonly MappingField[], indent: string): string {
  return membersText(targetTree(fields), indent);
}

function membersText(members: ReadonlyMap<string, TargetNode>, indent: string): string {
  if (members.size === 0) return '{}';
  const inner = `${indent}  `;
  const lines = [...members].map(([name, node]) => memberText(name, node, inner));
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function memberText(name: string, node: TargetNode, indent: string): string {
  if (node.kind === 'object') return `${indent}${literal(name)}: ${membersText(node.members, indent)}`;
  const note = node.field.note === undefined ? '' : `${indent}/* ${node.field.note} */\n`;
  return `${note}${indent}${literal(name)}: ${fieldText(node.field, indent)}`;
}

/** The text of one line without its name. */
export function fieldText(field: MappingField, indent: string): string {
  const source = sourceText(field.source, indent);
  const value = field.fallback ? fallbackText(field.fallback, source) : source;
  return field.coercion ? coercionText(field.coercion, value) : value;
}

function sourceText(source: FieldSource, indent: string): string {
  switch (source.kind) {
    case 'path':
      return pathText(source.path, source.from);
    case 'constant':
      return constantText(source.value);
    case 'expression':
      return source.expression;
    case 'table': {
      const name = source.direction === 'backward' ? '$fromTable' : '$toTable';
      return `${name}(${pathText(source.path, source.from)}, ${tableVariable(source.table)})`;
    }
    case 'each':
      return eachText(pathText(source.path, source.from), source, indent);
  }
}

/** In brackets, an object is one value; without, it is the target fields below. */
function constantText(value: Json): string {
  const isFilledObject =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return isFilledObject ? `(${literal(value)})` : literal(value);
}

type Each = Extract<FieldSource, { readonly kind: 'each' }>;

/** The four shapes differ only in what stands around the path and the object. */
function eachText(path: string, each: Each, indent: string): string {
  const items = `${path}.${objectText(each.fields, indent)}`;
  switch (each.shape) {
    case 'list':
      return `$exists(${path}) ? (${path} = null ? null : [${items}])`;
    case 'list-or-empty':
      return `[${items}]`;
    case 'list-or-missing':
      return `${items}[]`;
    case 'as-found':
      return items;
  }
}

/** The functions that coercions are written with. */
export const coercionFunctions: Readonly<Record<Coercion['to'], string>> = {
  string: 'asString',
  number: 'asNumber',
  integer: 'asInteger',
  boolean: 'asBoolean',
  date: 'asDate',
  'date-time': 'asDateTime',
  'local-date-time': 'asLocalDateTime',
  'epoch-milliseconds': 'asEpochMillis',
  list: 'asList',
  single: 'asSingle',
};

function coercionText(coercion: Coercion, value: string): string {
  const zone = 'zone' in coercion ? `, ${literal(coercion.zone)}` : '';
  const format = 'format' in coercion && coercion.format !== undefined ? `, ${literal(coercion.format)}` : '';
  return `$${coercionFunctions[coercion.to]}(${value}${zone}${format})`;
}

/** The functions that fallbacks are written with. */
export const fallbackFunctions: Readonly<Record<Fallback['when'], string>> = {
  missing: 'ifMissing',
  null: 'ifNull',
  empty: 'ifEmpty',
};

function fallbackText(fallback: Fallback, value: string): string {
  return `$${fallbackFunctions[fallback.when]}(${value}, ${literal(fallback.value)})`;
}
