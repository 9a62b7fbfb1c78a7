import { canonicalObjects, type CanonicalName, type Json, type JsonObject, type JsonSchema } from '@joinery/contracts';

const keptByTheCore = ['id', 'version', 'createdAt', 'updatedAt', 'deletedAt', 'isDeleted', 'source'];

/** Fields whose values are looked up in the account. */
const optionsOf: Readonly<Record<string, string>> = {
  assigneeAgentId: 'agents',
  ownerAgentId: 'agents',
  managerAgentId: 'agents',
  groupId: 'departments',
  departmentId: 'departments',
};

/** The whole record as the core gives it. */
export function recordSchema(name: CanonicalName): JsonSchema {
  const { schema } = canonicalObjects[name];
  return { ...schema, required: ['id', ...(schema['required'] as readonly string[])] };
}

/** As a sync sees it: a record about to be made has no id yet, and null empties a field. */
export function syncedSchema(name: CanonicalName): JsonSchema {
  const { schema } = canonicalObjects[name];
  const required = schema['required'] as readonly string[];
  const fields = Object.entries(schema['properties'] as JsonObject).map(
    ([field, of]) => [field, required.includes(field) ? of : orNull(of as JsonObject)] as const,
  );
  return { ...schema, properties: Object.fromEntries(fields) };
}

function orNull(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  return {
    ...schema,
    ...(typeof type === 'string' ? { type: [type, 'null'] } : {}),
    ...(Array.isArray(values) ? { enum: [...(values as Json[]), null] } : {}),
  };
}

/** What one may write of it: without what the core keeps itself, with drop-downs where it can be looked up. */
export function writableSchema(name: CanonicalName): JsonSchema {
  const { schema } = canonicalObjects[name];
  const fields = Object.entries(schema['properties'] as JsonObject)
    .filter(([field]) => !keptByTheCore.includes(field))
    .map(([field, of]) => [field, withOptions(field, of as JsonObject)] as const);
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** The same for a change: nothing is required. */
export function changeSchema(name: CanonicalName): JsonSchema {
  return { ...writableSchema(name), required: [] };
}

function withOptions(field: string, schema: JsonObject): JsonObject {
  const options = optionsOf[field];
  return options ? { ...schema, 'x-options': options } : schema;
}

export const idField: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  'x-title': { zh: '标识', en: 'Id' },
};
