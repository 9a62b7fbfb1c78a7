import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { propertiesOf, titleOf, type UiLanguage } from '@joinery/ui-kit';

/** `['address', 'city']` of `address/city`, as fields are named in diffs; a slash in a name is written `~1`. */
export function pathOfKey(key: string): readonly string[] {
  return key.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The name a diff has for a field. */
export function keyOfPath(path: readonly string[]): string {
  return path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

/** What stands at a path of a record. */
export function valueAt(record: JsonObject | null | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, name) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined,
    record ?? undefined,
  );
}

/** The schema of a field, as far as the record's tells of it. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(
    (at, name) => at && propertiesOf(at).find(([known]) => known === name)?.[1],
    schema,
  );
}

/** The name a person knows a field by: `地址 · 城市`. */
export function titleAt(schema: JsonSchema, path: readonly string[], language: UiLanguage): string {
  return path
    .map((name, index) => {
      const field = schemaAt(schema, path.slice(0, index + 1));
      return field ? titleOf(field, name, language) : name;
    })
    .join(' · ');
}

/** A record's schema without what its system fills in itself: those are not written. */
export function writableSchema(schema: JsonSchema, idFields: readonly string[] = []): JsonSchema {
  const kept = propertiesOf(schema).filter(([name, field]) => field['readOnly'] !== true && !idFields.includes(name));
  const names = new Set(kept.map(([name]) => name));
  const required = Array.isArray(schema['required'])
    ? schema['required'].filter((name) => names.has(String(name)))
    : [];
  return { ...schema, properties: Object.fromEntries(kept), required };
}
