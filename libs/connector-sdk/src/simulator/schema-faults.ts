import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject, JsonSchema } from '@joinery/contracts';

export interface SchemaFault {
  /** Member names joined by dots; empty for the record itself. */
  readonly field: string;
  readonly message: string;
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** What a vendor would complain about in a record, field by field. */
export function schemaFaults(schema: JsonSchema, record: JsonObject): readonly SchemaFault[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  validate(record);
  return (validate.errors ?? []).map(({ instancePath, params, message = '' }) => {
    const path = instancePath.split('/').slice(1);
    const missing = typeof params['missingProperty'] === 'string' ? [params['missingProperty']] : [];
    return { field: [...path, ...missing].join('.'), message };
  });
}
