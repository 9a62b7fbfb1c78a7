import type { JsonSchema, MappingSource, Side, SyncDocument } from '@joinery/contracts';
import { checkMapping, type Finding } from '@joinery/mapping';
import { propertiesOf, requiredOf } from '@joinery/ui-kit';
import { writableSchema } from '../model/field-titles.ts';
import { fieldPairs, samePath } from '../model/pairs.ts';
import type { Sides } from '../model/use-side.ts';

/** What would go wrong when a field goes to a side. */
export interface PairFinding {
  readonly to: Side;
  readonly finding: Finding;
}

interface Way {
  readonly to: Side;
  readonly mapping: MappingSource | undefined;
  readonly source: JsonSchema;
  readonly target: JsonSchema;
}

function waysOf({ direction, mappings }: SyncDocument, { a, b }: Sides): readonly Way[] {
  const toB: Way = { to: 'b', mapping: mappings.aToB, source: a.schema, target: writableSchema(b.schema) };
  const toA: Way = { to: 'a', mapping: mappings.bToA, source: b.schema, target: writableSchema(a.schema) };
  return direction === 'both' ? [toB, toA] : direction === 'a-to-b' ? [toB] : [toA];
}

const isKnown = (schema: JsonSchema): boolean => propertiesOf(schema).length > 0;

/** By the pair's key: what the types say of its lines. That required fields have no source is told apart. */
export function pairFindings(document: SyncDocument, sides: Sides): ReadonlyMap<string, readonly PairFinding[]> {
  const pairs = fieldPairs(document);
  const found = new Map<string, PairFinding[]>();
  for (const { to, mapping, source, target } of waysOf(document, sides)) {
    if (mapping?.kind !== 'fields' || !isKnown(source) || !isKnown(target)) continue;
    const { findings } = checkMapping({ mapping, sourceSchema: source, targetSchema: target });
    for (const finding of findings) {
      const pair = pairs.find((one) => samePath(one[to], finding.place.target));
      // One sentence for each way: the mapper tells the rest.
      if (!pair || found.get(pair.key)?.some((one) => one.to === to)) continue;
      found.set(pair.key, [...(found.get(pair.key) ?? []), { to, finding }]);
    }
  }
  return found;
}

/** Fields that a new record needs and no line feeds. */
export function missingRequired(
  document: SyncDocument,
  sides: Sides,
): Readonly<Record<Side, readonly (readonly string[])[]>> {
  const missing: Record<Side, readonly (readonly string[])[]> = { a: [], b: [] };
  for (const { to, mapping, target } of waysOf(document, sides)) {
    if (mapping?.kind !== 'fields' || sides[to].able?.create === false) continue;
    const fed = new Set(mapping.fields.map((line) => line.target[0]));
    missing[to] = [...requiredOf(target)].filter((name) => !fed.has(name)).map((name) => [name]);
  }
  return missing;
}
