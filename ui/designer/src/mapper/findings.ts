import type { FieldsMapping, JsonSchema, MappingSource } from '@joinery/contracts';
import { checkMapping, fromExpression, toExpression, type Finding, type Fix } from '@joinery/mapping';
import { pathKey } from './field-tree.ts';

/** What the type check says of each target; that a required field is not fed yet is said by its row already. */
export function findingsByTarget(
  mapping: FieldsMapping,
  sourceSchema: JsonSchema,
  targetSchema: JsonSchema | undefined,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of check(mapping, sourceSchema, targetSchema)) {
    const key = pathKey(finding.place.target);
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  return found;
}

function check(
  mapping: FieldsMapping,
  sourceSchema: JsonSchema,
  targetSchema: JsonSchema | undefined,
): readonly Finding[] {
  return checkMapping({ mapping, sourceSchema, ...(targetSchema === undefined ? {} : { targetSchema }) }).findings;
}

/** The mapping with a finding mended. */
export function withFix(mapping: FieldsMapping, { from, to, insert }: Fix): MappingSource {
  const text = toExpression(mapping);
  return fromExpression(text.slice(0, from) + insert + text.slice(to));
}
