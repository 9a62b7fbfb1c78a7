import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { propertiesOf, requiredOf, schemaMember } from './schema-marks.ts';

/** Which fields a form needs and which it does not show, as far as what is chosen in it decides that. */
export interface SchemaVariant {
  readonly required: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

/**
 * Reads alternatives such as `oneOf: [{properties: {authentication: {const: 'basic'}}, required: ['username']}]`:
 * a field that only other alternatives ask for is hidden.
 */
export function schemaVariant(schema: JsonSchema, value: JsonObject): SchemaVariant {
  const alternatives = alternativesOf(schema);
  const chosen = alternatives.filter((one) => holds(schema, one, value));
  const named = (list: readonly JsonSchema[]) => new Set(list.flatMap((one) => [...requiredOf(one)]));
  const deciding = new Set(alternatives.flatMap((one) => propertiesOf(one).map(([name]) => name)));
  const wanted = named(chosen);
  const always = requiredOf(schema);
  const hidden = [...named(alternatives)].filter(
    (name) => !wanted.has(name) && !always.has(name) && !deciding.has(name),
  );
  return { required: new Set([...always, ...wanted]), hidden: new Set(chosen.length === 0 ? [] : hidden) };
}

function alternativesOf(schema: JsonSchema): readonly JsonSchema[] {
  const alternatives = schemaMember(schema, 'oneOf') ?? schemaMember(schema, 'anyOf');
  return Array.isArray(alternatives)
    ? (alternatives as readonly JsonSchema[]).filter((one) => typeof one === 'object' && one !== null)
    : [];
}

function holds(schema: JsonSchema, alternative: JsonSchema, value: JsonObject): boolean {
  const fields = new Map(propertiesOf(schema));
  return propertiesOf(alternative).every(([name, condition]) => {
    const given = Object.hasOwn(value, name) ? value[name] : fields.get(name)?.['default'];
    return allows(condition, given);
  });
}

function allows(condition: JsonSchema, given: Json | undefined): boolean {
  const constant = schemaMember(condition, 'const');
  const listed = schemaMember(condition, 'enum');
  if (constant !== undefined) return given === constant;
  return Array.isArray(listed) ? (listed as readonly Json[]).includes(given ?? null) : true;
}
