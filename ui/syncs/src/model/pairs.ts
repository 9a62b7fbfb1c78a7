import type {
  FieldOwner,
  FieldSource,
  FieldsMapping,
  MappingField,
  MappingSource,
  SyncDirection,
  SyncDocument,
} from '@joinery/contracts';

/**
 * A field as it stands on both sides, whichever mapping tells of it. A side is left out where the value is made by an
 * expression or is always the same.
 */
export interface FieldPair {
  readonly key: string;
  readonly a?: readonly string[];
  readonly b?: readonly string[];
  readonly way: SyncDirection;
  /** A rule of its own; without one the sync's default decides. */
  readonly owner?: FieldOwner;
  /** What is more than a copy, by the side it goes to. */
  readonly made: { readonly a?: FieldSource['kind']; readonly b?: FieldSource['kind'] };
}

export type PairDraft = Pick<FieldPair, 'a' | 'b' | 'way' | 'owner'>;

const keyOf = (path: readonly string[] | undefined): string => path?.join('\u0000') ?? '';

export const samePath = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean =>
  keyOf(one) === keyOf(other);

function linesOf(mapping: MappingSource | undefined): readonly MappingField[] {
  return mapping?.kind === 'fields' ? mapping.fields : [];
}

/** The path a line copies from, where it is a plain one. */
function sourcePath({ source }: MappingField): readonly string[] | undefined {
  if (source.kind !== 'path' && source.kind !== 'table') return undefined;
  const names = source.path.filter((step) => typeof step === 'string');
  return names.length === source.path.length && names.length > 0 ? names : undefined;
}

/** Every field that the drawn mappings know, once. Lines to and fro between the same two fields are one pair. */
export function fieldPairs({ mappings, fields, direction }: SyncDocument): readonly FieldPair[] {
  const there = direction === 'b-to-a' ? [] : linesOf(mappings.aToB);
  const back = direction === 'a-to-b' ? [] : linesOf(mappings.bToA);
  const used = new Set<MappingField>();
  const pairs = there.map((line): FieldPair => {
    const partner = back.find((one) => !used.has(one) && belongTogether(line, one));
    if (partner) used.add(partner);
    const a = sourcePath(line) ?? partner?.target;
    return pairOf({ a, b: line.target, way: partner ? 'both' : 'a-to-b', toB: line, toA: partner }, fields);
  });
  const rest = back
    .filter((line) => !used.has(line))
    .map((line) => pairOf({ a: line.target, b: sourcePath(line), way: 'b-to-a', toB: undefined, toA: line }, fields));
  return [...pairs, ...rest];
}

/** A copy and its way back; what is made by an expression belongs to the line that reads what it writes. */
function belongTogether(there: MappingField, back: MappingField): boolean {
  const [from, to] = [sourcePath(there), sourcePath(back)];
  if (from === undefined) return to !== undefined && samePath(to, there.target);
  return samePath(from, back.target) && (to === undefined || samePath(to, there.target));
}

interface Found {
  readonly a: readonly string[] | undefined;
  readonly b: readonly string[] | undefined;
  readonly way: SyncDirection;
  readonly toA: MappingField | undefined;
  readonly toB: MappingField | undefined;
}

function pairOf({ a, b, way, toA, toB }: Found, rules: SyncDocument['fields']): FieldPair {
  const rule = rules.find((one) => (a && samePath(one.a, a)) || (b && samePath(one.b, b)));
  return {
    key: `${keyOf(a)}\u0001${keyOf(b)}`,
    way,
    made: { ...madeOn('a', toA), ...madeOn('b', toB) },
    ...(a ? { a } : {}),
    ...(b ? { b } : {}),
    ...(rule ? { owner: rule.owner } : {}),
  };
}

function madeOn(side: 'a' | 'b', line: MappingField | undefined): FieldPair['made'] {
  return line && (line.source.kind !== 'path' || line.coercion) ? { [side]: line.source.kind } : {};
}

/** The document with a pair drawn, in place of the one before; what was more than a copy stays while its ends do. */
export function putPair(document: SyncDocument, before: FieldPair | undefined, next: PairDraft): SyncDocument {
  const cleared = before ? removePair(document, before, true) : document;
  const { a, b, way, owner } = next;
  const old = before && samePath(before.a, a) && samePath(before.b, b) ? document : undefined;
  const { aToB, bToA } = cleared.mappings;
  const toB = way !== 'b-to-a' && b ? lineFor(linesOf(old?.mappings.aToB), b, a) : undefined;
  const toA = way !== 'a-to-b' && a ? lineFor(linesOf(old?.mappings.bToA), a, b) : undefined;
  const at = before ? placeOf(document, before) : undefined;
  const fields = cleared.fields.filter((rule) => !(a && samePath(rule.a, a)) && !(b && samePath(rule.b, b)));
  const rule = owner && { ...(a ? { a } : {}), ...(b ? { b } : {}), owner };
  return {
    ...cleared,
    mappings: {
      ...cleared.mappings,
      ...(toB ? { aToB: withLine(aToB, toB, at?.aToB) } : {}),
      ...(toA ? { bToA: withLine(bToA, toA, at?.bToA) } : {}),
    },
    fields: rule ? [...fields, rule] : fields,
  };
}

/** The line as it was, or a plain copy. */
function lineFor(
  lines: readonly MappingField[],
  target: readonly string[],
  source: readonly string[] | undefined,
): MappingField | undefined {
  const old = lines.find((line) => samePath(line.target, target));
  if (old) return old;
  return source && { target, source: { kind: 'path', path: source } };
}

function placeOf(document: SyncDocument, { a, b }: FieldPair) {
  const at = (mapping: MappingSource | undefined, target: readonly string[] | undefined) =>
    linesOf(mapping).findIndex((line) => samePath(line.target, target));
  return { aToB: at(document.mappings.aToB, b), bToA: at(document.mappings.bToA, a) };
}

function withLine(mapping: MappingSource | undefined, line: MappingField, at = -1): FieldsMapping {
  const before: FieldsMapping = mapping?.kind === 'fields' ? mapping : { kind: 'fields', fields: [] };
  const others = before.fields.filter((one) => !samePath(one.target, line.target));
  const place = at < 0 ? others.length : at;
  return { ...before, fields: [...others.slice(0, place), line, ...others.slice(place)] };
}

/** Without the pair; its rule goes with it unless it is put back. */
export function removePair(document: SyncDocument, { a, b, way }: FieldPair, keepRule = false): SyncDocument {
  const { aToB, bToA } = document.mappings;
  const without = (mapping: MappingSource | undefined, target: readonly string[] | undefined) =>
    mapping?.kind === 'fields' && target
      ? { ...mapping, fields: mapping.fields.filter((line) => !samePath(line.target, target)) }
      : mapping;
  const [nextB, nextA] = [way === 'b-to-a' ? aToB : without(aToB, b), way === 'a-to-b' ? bToA : without(bToA, a)];
  const fields = keepRule
    ? document.fields
    : document.fields.filter((rule) => !(a && samePath(rule.a, a)) && !(b && samePath(rule.b, b)));
  return {
    ...document,
    mappings: { ...(nextB ? { aToB: nextB } : {}), ...(nextA ? { bToA: nextA } : {}) },
    fields,
  };
}
