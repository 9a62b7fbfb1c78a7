import { canonicalObjects, type CanonicalName, type JsonObject, type JsonSchema } from '@joinery/contracts';

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
