import type { Json, JsonObject } from '@joinery/contracts';
import type { Random } from './random.ts';

export const names = ['a', 'b', 'c', 'd', 'items', 'tags', '客户', 'name'] as const;
const words = ['x', 'yy', 'zzz', '高', 'low', '', '12'] as const;

/** An object schema, which is what inputs mostly are; now and then a list or a scalar. */
export function randomSchema(random: Random): JsonObject {
  if (random.chance(0.08)) return anySchema(random, 3);
  return objectSchema(random, 3);
}

function anySchema(random: Random, depth: number): JsonObject {
  if (random.chance(0.1)) return { anyOf: [anySchema(random, depth - 1), anySchema(random, depth - 1)] };
  if (depth > 0 && random.chance(0.08)) return taggedSchema(random, depth - 1);
  if (random.chance(0.1)) return nullable(scalarSchema(random));
  if (depth > 0 && random.chance(0.25)) return listSchema(random, depth - 1);
  if (depth > 0 && random.chance(0.3)) return objectSchema(random, depth - 1);
  return scalarSchema(random);
}

/** Objects that tell by one member which of the others they have. */
function taggedSchema(random: Random, depth: number): JsonObject {
  const tag = random.pick(['a', 'name']);
  const tagged = (value: Json): JsonObject => {
    const { properties, ...rest } = objectSchema(random, depth);
    return { ...rest, properties: { ...(properties as JsonObject), [tag]: { enum: [value] } }, required: [tag] };
  };
  return {
    anyOf: random
      .pick<readonly Json[]>([
        ['x', 'low'],
        ['x', 1],
        ['x', 'low', 'yy'],
      ])
      .map(tagged),
  };
}

function nullable(schema: JsonObject): JsonObject {
  const { enum: values, type } = schema;
  if (Array.isArray(values)) return { enum: [...(values as readonly Json[]), null] };
  return typeof type === 'string' ? { ...schema, type: [type, 'null'] } : schema;
}

function scalarSchema(random: Random): JsonObject {
  return random.pick<() => JsonObject>([
    () => ({ type: 'string', ...(random.chance(0.3) ? { maxLength: random.integer(0, 6) } : {}) }),
    () => ({ type: 'string', enum: random.list(random.integer(1, 3), () => random.pick(words)) }),
    () => ({ type: 'integer', minimum: random.integer(-5, 0), maximum: random.integer(0, 9) }),
    () => ({ type: 'number' }),
    () => ({ type: 'boolean' }),
    () => ({ type: 'null' }),
    () => ({ enum: random.list(random.integer(1, 3), () => random.pick<Json>([1, 2, 'x', 'low', true, null, 0])) }),
    () => ({}),
  ])();
}

function listSchema(random: Random, depth: number): JsonObject {
  const min = random.integer(0, 2);
  return {
    type: 'array',
    items: anySchema(random, depth),
    ...(random.chance(0.5) ? { minItems: min } : {}),
    ...(random.chance(0.3) ? { maxItems: min + random.integer(0, 2) } : {}),
  };
}

function objectSchema(random: Random, depth: number): JsonObject {
  const chosen = names.filter(() => random.chance(0.5));
  const properties = Object.fromEntries(chosen.map((name) => [name, anySchema(random, depth)]));
  const open = random.pick<JsonObject>([
    {},
    { additionalProperties: false },
    { additionalProperties: { type: 'string' } },
  ]);
  return { type: 'object', properties, required: chosen.filter(() => random.chance(0.6)), ...open };
}
