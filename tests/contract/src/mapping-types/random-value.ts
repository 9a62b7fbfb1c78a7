import type { Json, JsonObject } from '@joinery/contracts';
import type { Random } from './random.ts';
import { names } from './random-schema.ts';

/** A value that the schema accepts. */
export function randomValue(schema: Json, random: Random, depth = 0): Json {
  const rules = (schema ?? {}) as JsonObject;
  if (Array.isArray(rules['enum'])) return random.pick(rules['enum'] as [Json, ...Json[]]);
  if (Array.isArray(rules['anyOf']))
    return randomValue(random.pick(rules['anyOf'] as [Json, ...Json[]]), random, depth);
  const types = Array.isArray(rules['type']) ? rules['type'] : [rules['type']];
  return valueOfType(random.pick(types as [Json, ...Json[]]), rules, random, depth);
}

function valueOfType(type: Json | undefined, rules: JsonObject, random: Random, depth: number): Json {
  switch (type) {
    case 'string':
      return randomText(Number(rules['maxLength'] ?? 8), random);
    case 'integer':
      return random.integer(Number(rules['minimum'] ?? -20), Number(rules['maximum'] ?? 20));
    case 'number':
      return random.pick([0, -1, 1.5, 3, 0.1, 1e6, -2.25]);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array':
      return randomList(rules, random, depth);
    case 'object':
      return randomObject(rules, random, depth);
    default:
      return anything(random, depth);
  }
}

function anything(random: Random, depth: number): Json {
  const type = random.pick([
    'string',
    'integer',
    'boolean',
    'null',
    'number',
    ...(depth < 4 ? ['array', 'object'] : []),
  ]);
  return valueOfType(type, {}, random, depth + 1);
}

function randomText(maxLength: number, random: Random): string {
  const letters = ['a', 'b', 'Z', '1', ' ', '中', '😀', '.', ','] as const;
  return random.list(random.integer(0, maxLength), () => random.pick(letters)).join('');
}

function randomList(rules: JsonObject, random: Random, depth: number): Json {
  const min = Number(rules['minItems'] ?? 0);
  const length = random.integer(min, Number(rules['maxItems'] ?? min + 3));
  return random.list(length, () => randomValue(rules['items'] ?? {}, random, depth + 1));
}

function randomObject(rules: JsonObject, random: Random, depth: number): Json {
  const properties = (rules['properties'] ?? {}) as JsonObject;
  const required = (rules['required'] ?? []) as readonly Json[];
  const own = Object.entries(properties).filter(([name]) => required.includes(name) || random.chance(0.6));
  const extra = extraMembers(rules, properties, random, depth);
  return Object.fromEntries([
    ...own.map(([name, schema]) => [name, randomValue(schema, random, depth + 1)] as const),
    ...extra,
  ]);
}

function extraMembers(
  rules: JsonObject,
  properties: JsonObject,
  random: Random,
  depth: number,
): readonly (readonly [string, Json])[] {
  const schema = rules['additionalProperties'];
  if (schema === false || depth > 4) return [];
  const free = names.filter((name) => !Object.hasOwn(properties, name) && random.chance(0.3));
  return free.map((name) => [name, randomValue(schema ?? {}, random, depth + 1)]);
}
