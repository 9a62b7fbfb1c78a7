import {
  FailureError,
  type FieldOwner,
  type FieldRule,
  type FieldSource,
  type JsonObject,
  type MappingSource,
  type Side,
  type SyncDocument,
  type SyncId,
} from '@joinery/contracts';
import { compile, ExpressionError, toExpression } from '@joinery/mapping';
import { otherSide } from './link-memory.ts';
import type { OwnerInDirection } from './merge/decide-field.ts';
import type { SideTraits } from './ports.ts';
import type { Mapper, PreparedSide, PreparedSync } from './prepared-sync.ts';
import { fieldKey, fieldOf, type Field } from './record/fields.ts';
import { sideFields } from './record/side-fields.ts';

export interface SyncToPrepare {
  readonly syncId: SyncId;
  readonly document: SyncDocument;
  readonly traits: { readonly a: SideTraits; readonly b: SideTraits };
  /**
   * Changes with everything in the document that decides what a record becomes. It goes into the hashes of contents, so
   * that under another mapping every record is compared anew.
   */
  readonly stamp?: string;
  /** Take the place of the document's mappings; for those that are not JSONata. */
  readonly mappers?: { readonly aToB?: Mapper; readonly bToA?: Mapper };
}

/**
 * Compiles a document once for all its passes.
 * @throws FailureError `sync.not-able` when a side cannot do what the document asks of it
 */
export function prepareSync(sync: SyncToPrepare): PreparedSync {
  const { syncId, document } = sync;
  const twoWay = document.direction === 'both';
  checkAbilities(sync, twoWay);
  return {
    syncId,
    document,
    a: prepareSide(sync, 'a'),
    b: prepareSide(sync, 'b'),
    twoWay,
    rules: document.match,
    references: document.references,
  };
}

function prepareSide(sync: SyncToPrepare, side: Side): PreparedSide {
  const { document } = sync;
  const isTarget = document.direction === 'both' || document.direction === (side === 'b' ? 'a-to-b' : 'b-to-a');
  const incoming = side === 'b' ? document.mappings.aToB : document.mappings.bToA;
  const outgoing = side === 'b' ? document.mappings.bToA : document.mappings.aToB;
  const mapper = side === 'b' ? sync.mappers?.aToB : sync.mappers?.bToA;
  const rules = ruleIndex(document, side);
  return {
    side,
    traits: sync.traits[side],
    isTarget,
    stamp: sync.stamp ?? '',
    fromOther: isTarget && incoming ? (mapper ?? compileMapper(incoming)) : null,
    fields: sideFields(isTarget && incoming && !mapper ? drawnFields(incoming) : null),
    readNames: readNames(sync, side, isTarget ? incoming : undefined, outgoing),
    sensitive: new Set(sync.traits[side].sensitive),
    owner: (key) => ownerInDirection(document, rules.get(key)?.owner ?? document.defaultOwner, side),
    partner: (key) => partnerOf(rules.get(key), side),
    accepts: acceptor(document[side].filter),
  };
}

function ruleIndex(document: SyncDocument, side: Side): ReadonlyMap<string, FieldRule> {
  const rules = [...document.fields, ...drawnPairs(document)];
  const entries = rules.flatMap((rule): [string, FieldRule][] => {
    const path = rule[side];
    return path ? [[fieldKey(path), rule]] : [];
  });
  // The document's own rules come first and win.
  return new Map(entries.toReversed());
}

/** Fields that the drawn mappings copy to and fro stand for each other. */
function drawnPairs(document: SyncDocument): readonly FieldRule[] {
  const { aToB, bToA } = document.mappings;
  if (aToB?.kind !== 'fields' || bToA?.kind !== 'fields') return [];
  const back = new Map(bToA.fields.map((field) => [fieldKey(field.target), sourceKey(field.source)]));
  return aToB.fields.flatMap((field) => {
    const a = sourceKey(field.source);
    if (a === undefined || back.get(a) !== fieldKey(field.target)) return [];
    return [{ a: pathOf(field.source), b: field.target, owner: document.defaultOwner }];
  });
}

function sourceKey(source: FieldSource): string | undefined {
  const path = pathOf(source);
  return path.length === 0 ? undefined : fieldKey(path);
}

function pathOf(source: FieldSource): readonly string[] {
  if (source.kind !== 'path' && source.kind !== 'table') return [];
  return source.path.every((step) => typeof step === 'string') ? source.path : [];
}

function partnerOf(rule: FieldRule | undefined, side: Side): string | undefined {
  const path = rule?.[otherSide(side)];
  return path && fieldKey(path);
}

function ownerInDirection(document: SyncDocument, owner: FieldOwner, target: Side): OwnerInDirection {
  if (document.direction !== 'both') return owner === target ? 'target' : 'source';
  if (owner === 'latest' || owner === 'manual') return owner;
  return owner === target ? 'target' : 'source';
}

/** The target fields of a drawn mapping; of an expression they are known only when it has run. */
function drawnFields(mapping: MappingSource): readonly Field[] | null {
  return mapping.kind === 'fields' ? mapping.fields.map((field) => fieldOf(field.target)) : null;
}

/** What of a record matters here: what the mappings read and write and the match rules look at. */
function readNames(
  sync: SyncToPrepare,
  side: Side,
  incoming: MappingSource | undefined,
  outgoing: MappingSource | undefined,
): readonly string[] | null {
  const { document } = sync;
  if (document[side].filter !== undefined || isOpaque(sync, side, incoming, outgoing)) return null;
  const names = new Set<string>();
  for (const field of drawn(incoming)) names.add(field.target[0]!);
  for (const field of drawn(outgoing)) addSourceName(field.source, names);
  for (const rule of document.match) for (const part of rule.parts) addName(part[side], names);
  for (const reference of document.references) addName(reference[side] ?? [], names);
  return [...names].toSorted();
}

function isOpaque(
  sync: SyncToPrepare,
  side: Side,
  incoming: MappingSource | undefined,
  outgoing: MappingSource | undefined,
): boolean {
  const replaced = side === 'a' ? sync.mappers?.aToB : sync.mappers?.bToA;
  if (replaced || incoming?.kind === 'expression' || outgoing?.kind === 'expression') return true;
  return drawn(outgoing).some((field) => mayReadAll(field.source));
}

function mayReadAll(source: FieldSource): boolean {
  if (source.kind === 'expression') return true;
  if ('path' in source && typeof source.path[0] !== 'string') return true;
  return source.kind === 'each' && source.fields.some((field) => mayReadAll(field.source));
}

function drawn(mapping: MappingSource | undefined) {
  return mapping?.kind === 'fields' ? mapping.fields : [];
}

function addSourceName(source: FieldSource, names: Set<string>): void {
  if ('path' in source) addName(source.path, names);
  // Inside a list a path may start at the whole record; one that starts at the item adds a name too many, no harm.
  if (source.kind === 'each') for (const field of source.fields) addSourceName(field.source, names);
}

function addName(path: readonly (string | number)[], names: Set<string>): void {
  if (typeof path[0] === 'string') names.add(path[0]);
}

function compileMapper(mapping: MappingSource): Mapper {
  const expression = compile(toExpression(mapping));
  return (fields, linked) => {
    try {
      return asObject(expression.evaluate(fields, { bindings: { linked } }));
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new FailureError(
        { code: 'sync.mapping-failed', kind: 'invalid', params: { detail: error.message } },
        { cause: error },
      );
    }
  };
}

function asObject(value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new FailureError({
    code: 'sync.mapping-failed',
    kind: 'invalid',
    params: { detail: 'The result is no object' },
  });
}

function acceptor(filter: string | undefined): (fields: JsonObject) => boolean {
  if (filter === undefined) return () => true;
  const expression = compile(filter);
  return (fields) => expression.evaluate(fields) === true;
}

function checkAbilities({ document, traits }: SyncToPrepare, twoWay: boolean): void {
  const isSource = { a: document.direction !== 'b-to-a', b: document.direction !== 'a-to-b' };
  for (const side of ['a', 'b'] as const) {
    const able = traits[side];
    if (isSource[side] && able.list === 'none' && able.changes === 'none') refuse(document, side, 'reading');
    if (twoWay && !able.get) refuse(document, side, 'reading of single records');
    if (isSource[otherSide(side)] && able.create === 'none' && !able.update) refuse(document, side, 'writing');
  }
}

function refuse(document: SyncDocument, side: Side, need: string): never {
  throw new FailureError({
    code: 'sync.not-able',
    kind: 'invalid',
    params: { side: side.toUpperCase(), object: document[side].object, need },
  });
}
