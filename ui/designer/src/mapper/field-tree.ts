import type { Json, JsonSchema } from '@joinery/contracts';
import {
  choicesOf,
  itemsOf,
  propertiesOf,
  requiredOf,
  schemaMember,
  titleOf,
  typeOf,
  type Choice,
  type UiLanguage,
} from '@joinery/ui-kit';

/** One field of a tree: of the data one maps from, or of the input one maps to. */
export interface FieldNode {
  /** The path as one text; unique in its tree. */
  readonly key: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly title: string;
  /** `string`, `number`, `object` … of the value, or of one item where it is a list. */
  readonly type: string;
  readonly isList: boolean;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly choices: readonly Choice[];
  readonly sample: Json | undefined;
  readonly children: readonly FieldNode[];
}

interface Growth {
  readonly path: readonly string[];
  readonly name: string;
  readonly title?: string;
  readonly schema: JsonSchema | undefined;
  readonly sample: Json | undefined;
  readonly required?: boolean;
  readonly language: UiLanguage;
}

const maxDepth = 10;

export const pathKey = (path: readonly string[]): string => path.join('\u0000');

/** Grows a tree from what the schema says, and from the sample where the schema is silent. */
export function fieldTree(growth: Growth): FieldNode {
  const { path, name, schema = {}, sample, language } = growth;
  const isList = typeOf(schema) === 'array' || (typeOf(schema) === undefined && Array.isArray(sample));
  const inner = isList ? (itemsOf(schema) ?? {}) : schema;
  const value = isList && Array.isArray(sample) ? (sample as readonly Json[])[0] : sample;
  return {
    key: pathKey(path),
    path,
    name,
    title: growth.title ?? titleOf(schema, name, language),
    type: typeOf(inner) ?? kindOf(value),
    isList,
    required: growth.required ?? false,
    sensitive: schemaMember(schema, 'x-sensitive') === true,
    choices: choicesOf(inner, language),
    sample,
    children: path.length >= maxDepth ? [] : childrenOf(growth, inner, value),
  };
}

function childrenOf({ path, language }: Growth, schema: JsonSchema, value: Json | undefined): readonly FieldNode[] {
  const required = requiredOf(schema);
  const declared = propertiesOf(schema);
  const object = isObject(value) ? value : {};
  const known = new Set(declared.map(([name]) => name));
  const found = Object.keys(object).filter((name) => !known.has(name));
  const names: readonly (readonly [string, JsonSchema | undefined])[] = [
    ...declared,
    ...found.map((name) => [name, undefined] as const),
  ];
  return names.map(([name, member]) =>
    fieldTree({
      path: [...path, name],
      name,
      schema: member,
      sample: Object.hasOwn(object, name) ? object[name] : undefined,
      required: required.has(name),
      language,
    }),
  );
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: Json | undefined): string {
  if (value === undefined || value === null) return 'any';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A row of a tree as it is shown: open branches flattened. */
export interface FieldRow {
  readonly node: FieldNode;
  readonly depth: number;
  readonly open: boolean;
}

/** The rows to show: all that are open, or all that match with what is above them. */
export function visibleRows(roots: readonly FieldNode[], closed: ReadonlySet<string>, query = ''): readonly FieldRow[] {
  const wanted = query.trim().toLowerCase();
  const rows: FieldRow[] = [];
  const visit = (node: FieldNode, depth: number): void => {
    if (wanted !== '' && !matches(node, wanted)) return;
    const open = node.children.length > 0 && (wanted !== '' || !closed.has(node.key));
    rows.push({ node, depth, open });
    if (open) for (const child of node.children) visit(child, depth + 1);
  };
  for (const root of roots) visit(root, 0);
  return rows;
}

function matches(node: FieldNode, wanted: string): boolean {
  return (
    node.name.toLowerCase().includes(wanted) ||
    node.title.toLowerCase().includes(wanted) ||
    node.children.some((child) => matches(child, wanted))
  );
}

export function* allFields(roots: readonly FieldNode[]): Generator<FieldNode> {
  for (const root of roots) {
    yield root;
    yield* allFields(root.children);
  }
}

/** What a field shows of its sample: short, on one line. */
export function sampleText(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.length > 80 ? `${value.slice(0, 80)}…` : value;
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}

/** Branches that begin folded: deeper ones of which the sample holds nothing. */
export function quietBranches(roots: readonly FieldNode[]): ReadonlySet<string> {
  return new Set(
    [...allFields(roots)]
      .filter(
        (node) =>
          node.children.length > 0 &&
          node.path.length > 1 &&
          node.sample === undefined &&
          roots.every((root) => root.key !== node.key),
      )
      .map((node) => node.key),
  );
}
