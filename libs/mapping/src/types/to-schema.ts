import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import {
  kindsOf,
  type ArrayType,
  type Kind,
  type NumberType,
  type ObjectType,
  type StringType,
  type Type,
} from './type.ts';

/** A type as a JSON Schema. Missing cannot be said by a schema; it is said by the `required` of the object around. */
export function schemaFromType(type: Type): JsonSchema {
  const kinds = kindsOf(type).filter((kind) => kind !== 'function');
  if (type.any || kinds.length === 0) return {};
  const schemas = kinds.map((kind) => kindSchema(kind, type));
  const [only] = schemas;
  return { ...doc(type), ...(schemas.length === 1 && only ? only : { anyOf: schemas }) };
}

function doc({ doc: own }: Type): JsonObject {
  return defined({ title: own?.title, description: own?.description });
}

function kindSchema(kind: Kind, type: Type): JsonObject {
  switch (kind) {
    case 'number':
      return numberSchema(type.number);
    case 'string':
      return stringSchema(type.string);
    case 'boolean':
      return type.booleans.length === 1 ? { const: type.booleans[0] ?? false } : { type: 'boolean' };
    case 'array':
      return type.array ? arraySchema(type.array) : {};
    case 'object':
      return type.object ? objectSchema(type.object) : {};
    default:
      return { type: 'null' };
  }
}

function numberSchema(type: NumberType | undefined): JsonObject {
  if (type?.values) return { enum: [...type.values] };
  return defined({
    type: type?.integer ? 'integer' : 'number',
    minimum: finite(type?.min),
    maximum: finite(type?.max),
    multipleOf: type?.step,
  });
}

function stringSchema(type: StringType | undefined): JsonObject {
  if (type?.values) return { type: 'string', enum: [...type.values] };
  return defined({
    type: 'string',
    minLength: type?.minLength || undefined,
    maxLength: finite(type?.maxLength),
    format: type?.format,
  });
}

function arraySchema(type: ArrayType): JsonObject {
  return defined({
    type: 'array',
    items: schemaFromType(type.items),
    minItems: type.min || undefined,
    maxItems: finite(type.max),
  });
}

function objectSchema(type: ObjectType): JsonObject {
  const members = [...type.members];
  const required = members.filter(([, member]) => !member.missing).map(([name]) => name);
  return defined({
    type: 'object',
    properties: Object.fromEntries(members.map(([name, member]) => [name, schemaFromType(member)])),
    required: required.length > 0 ? required : undefined,
    additionalProperties: type.rest
      ? type.undeclared === 'unexpected'
        ? undefined
        : schemaFromType(type.rest)
      : false,
  });
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function defined(parts: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(parts).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
