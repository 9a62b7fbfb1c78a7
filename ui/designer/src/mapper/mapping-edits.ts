import type { FieldsMapping, FieldSource, MappingField, ValueTable } from '@joinery/contracts';
import { pathKey } from './field-tree.ts';

/** Edits of a drawn mapping. Target paths here are whole: a field inside a list is named through its list. */

type EachSource = Extract<FieldSource, { kind: 'each' }>;

export interface FoundField {
  readonly field: MappingField;
  /** Source paths of the lists around it, whole, from the outside in. */
  readonly lists: readonly (readonly string[])[];
}

/** The line that feeds a target, wherever it stands. */
export function fieldAt(mapping: FieldsMapping, target: readonly string[]): FoundField | undefined {
  return findIn(mapping.fields, target, []);
}

function findIn(
  fields: readonly MappingField[],
  target: readonly string[],
  lists: FoundField['lists'],
): FoundField | undefined {
  for (const field of fields) {
    if (!startsWith(target, field.target)) continue;
    if (field.target.length === target.length) return { field, lists };
    if (field.source.kind === 'each') {
      return findIn(field.source.fields, target.slice(field.target.length), [...lists, wholePath(field.source, lists)]);
    }
  }
  return undefined;
}

function startsWith(path: readonly unknown[], head: readonly unknown[]): boolean {
  return head.length <= path.length && head.every((part, index) => part === path[index]);
}

/** Where a source path leads from the top, whatever list it stands in. */
export function wholePath(
  source: { readonly path: readonly (string | number)[]; readonly from?: string | undefined },
  lists: FoundField['lists'],
): readonly string[] {
  const names = source.path.filter((part): part is string => typeof part === 'string');
  if (source.from === 'root' || lists.length === 0) return names;
  const around = source.from === 'outer' ? (lists.at(-2) ?? []) : lists.at(-1)!;
  return [...around, ...names];
}

/** A path as it is written in a list: from the item where it lies in it, from the top otherwise. */
export function pathFrom(
  whole: readonly string[],
  lists: FoundField['lists'],
): { readonly path: readonly string[]; readonly from?: 'root' } {
  const list = lists.at(-1);
  if (list === undefined) return { path: whole };
  return startsWith(whole, list) ? { path: whole.slice(list.length) } : { path: whole, from: 'root' };
}

/** Puts a line at a target, in place of the one before; lists on the way must be there. */
export function setField(
  mapping: FieldsMapping,
  target: readonly string[],
  change: (before: FoundField | undefined) => MappingField | undefined,
): FieldsMapping {
  return { ...mapping, fields: setIn(mapping.fields, target, [], change) };
}

function setIn(
  fields: readonly MappingField[],
  target: readonly string[],
  lists: FoundField['lists'],
  change: (before: FoundField | undefined) => MappingField | undefined,
): readonly MappingField[] {
  const at = fields.findIndex((field) => startsWith(target, field.target));
  const holder = fields[at];
  if (holder && holder.target.length < target.length && holder.source.kind === 'each') {
    const inner = setIn(
      holder.source.fields,
      target.slice(holder.target.length),
      [...lists, wholePath(holder.source, lists)],
      change,
    );
    return fields.with(at, { ...holder, source: { ...holder.source, fields: inner } });
  }
  const same = holder?.target.length === target.length ? holder : undefined;
  const next = change(same && { field: same, lists });
  const others = fields.filter((field) => field !== same && !overlaps(field.target, target));
  if (!next) return others;
  return same
    ? fields.map((field) => (field === same ? { ...next, target } : field))
    : [...others, { ...next, target }];
}

/** A value and the object around it cannot both be fed. */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  return startsWith(a, b) || startsWith(b, a);
}

export interface ConnectRequest {
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** The target is a list of objects and the source a list: each item gets fields of its own. */
  readonly asList: boolean;
  /** The innermost list of objects around the target, with the list of the source it is to be fed from. */
  readonly around?: { readonly target: readonly string[]; readonly source: readonly string[] };
}

/** Draws a line. Where the target lies in a list that nothing feeds yet, the list is joined first. */
export function connectFields(
  mapping: FieldsMapping,
  { source, target, asList, around }: ConnectRequest,
): FieldsMapping {
  const ready =
    around && !fieldAt(mapping, around.target) ? connectFields(mapping, { ...around, asList: true }) : mapping;
  const lists = listsAround(ready, target);
  return setField(ready, target, (before) => {
    const origin = pathFrom(source, lists);
    if (asList) return { target, source: { kind: 'each', ...origin, shape: 'list', fields: innerFields(before) } };
    return { target, source: { kind: 'path', ...origin }, ...kept(before) };
  });
}

function innerFields(before: FoundField | undefined): EachSource['fields'] {
  return before?.field.source.kind === 'each' ? before.field.source.fields : [];
}

function kept(before: FoundField | undefined): Partial<MappingField> {
  if (!before) return {};
  const { coercion, fallback, note } = before.field;
  return {
    ...(coercion ? { coercion } : {}),
    ...(fallback ? { fallback } : {}),
    ...(note === undefined ? {} : { note }),
  };
}

/** The source lists in whose items a target is filled. */
export function listsAround(mapping: FieldsMapping, target: readonly string[]): FoundField['lists'] {
  return listsIn(mapping.fields, target, []);
}

function listsIn(
  fields: readonly MappingField[],
  target: readonly string[],
  lists: FoundField['lists'],
): FoundField['lists'] {
  const holder = fields.find(
    (field) => field.target.length < target.length && startsWith(target, field.target) && field.source.kind === 'each',
  );
  if (holder?.source.kind !== 'each') return lists;
  return listsIn(holder.source.fields, target.slice(holder.target.length), [...lists, wholePath(holder.source, lists)]);
}

export function clearField(mapping: FieldsMapping, target: readonly string[]): FieldsMapping {
  return setField(mapping, target, () => undefined);
}

export function setTable(mapping: FieldsMapping, name: string, table: ValueTable): FieldsMapping {
  return { ...mapping, tables: { ...mapping.tables, [name]: table } };
}

/** A name for a new value table, after the field it is made for. */
export function freshTableName(mapping: FieldsMapping, field: string): string {
  const stem = field.replace(/[^A-Za-z0-9_]/g, '').replace(/^[^A-Za-z]+/, '') || 'table';
  const taken = mapping.tables ?? {};
  if (!Object.hasOwn(taken, stem)) return stem;
  for (let n = 2; ; n++) if (!Object.hasOwn(taken, `${stem}${n}`)) return `${stem}${n}`;
}

/** Every line with its whole target path, those inside lists after their list. */
export function* allLines(
  fields: readonly MappingField[],
  above: readonly string[] = [],
  lists: FoundField['lists'] = [],
): Generator<FoundField & { readonly target: readonly string[] }> {
  for (const field of fields) {
    const target = [...above, ...field.target];
    yield { field, lists, target };
    if (field.source.kind === 'each')
      yield* allLines(field.source.fields, target, [...lists, wholePath(field.source, lists)]);
  }
}

export interface MapperLine {
  readonly kind: FieldSource['kind'];
  readonly targetKey: string;
  readonly sourceKeys: readonly string[];
}

const pathInExpression = /(?<![\w$.])(trigger|item|(?:steps|errors|waits)\.[a-z]\w*)((?:\.\w+)*)/g;

/** What is drawn between the trees: from where, to where, and how. */
export function mapperLines(mapping: FieldsMapping): readonly MapperLine[] {
  return [...allLines(mapping.fields)].map(({ field, lists, target }) => ({
    kind: field.source.kind,
    targetKey: pathKey(target),
    sourceKeys: sourceKeys(field.source, lists),
  }));
}

function sourceKeys(source: FieldSource, lists: FoundField['lists']): readonly string[] {
  switch (source.kind) {
    case 'constant':
      return [];
    case 'expression': {
      const paths = [...source.expression.matchAll(pathInExpression)].map((match) =>
        `${match[1]}${match[2]}`.split('.'),
      );
      return [...new Set(paths.map(pathKey))];
    }
    case 'path':
    case 'table':
    case 'each':
      return [pathKey(wholePath(source, lists))];
  }
}
