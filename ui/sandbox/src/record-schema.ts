import type { ConnectorDetail, Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { propertiesOf } from '@joinery/ui-kit';
import { inFormOrder } from './record-columns.ts';

/** The connector's own schema of what a collection holds: `ticket` for `tickets`, `category` for `categories`. */
export function objectSchema(connector: ConnectorDetail | undefined, collection: string): JsonSchema | undefined {
  const names = new Set([collection, collection.replace(/s$/, ''), collection.replace(/ies$/, 'y')]);
  return connector?.objects.find((one) => names.has(one.name))?.schema ?? undefined;
}

/** A schema for the form of one record: declared fields it has, then fields only it has, then the rest that is declared. */
export function recordSchema(declared: JsonSchema | undefined, record: JsonObject): JsonSchema {
  const known = new Map(declared ? propertiesOf(declared) : []);
  const present = inFormOrder(Object.keys(record)).map(
    (name) => [name, known.get(name) ?? schemaOf(record[name]!)] as const,
  );
  const absent = [...known].filter(([name]) => !Object.hasOwn(record, name));
  return {
    type: 'object',
    ...(declared?.['required'] === undefined ? {} : { required: declared['required'] }),
    properties: Object.fromEntries([...present, ...absent]),
  };
}

const longText = 60;

function schemaOf(value: Json): JsonSchema {
  if (value === null) return {};
  if (Array.isArray(value))
    return { type: 'array', ...(value.length > 0 ? { items: schemaOf((value as readonly Json[])[0]!) } : {}) };
  switch (typeof value) {
    case 'string':
      return { type: 'string', ...(value.length > longText ? { 'x-multiline': true } : {}) };
    case 'number':
    case 'boolean':
      return { type: typeof value };
    default:
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, schemaOf(member)])),
      };
  }
}
