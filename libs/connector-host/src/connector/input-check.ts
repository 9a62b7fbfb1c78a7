import type { Json, JsonSchema } from '@joinery/contracts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { failWith } from '../failures.ts';

/** Gives the input with the schema's defaults filled in. @throws FailureError `step.input-invalid` */
export type InputCheck = (input: Json | undefined) => Json;

const ajv = new Ajv2020({ strict: false, allErrors: false, useDefaults: true, logger: false, coerceTypes: false });
addFormats.default(ajv);

/** Compiles a schema once, when its first input comes. */
export function compileInputCheck(schema: JsonSchema, step: string): InputCheck {
  let validate: ValidateFunction | undefined;
  // Filling in defaults changes what is checked, and the input is not ours to change.
  const hasDefaults = JSON.stringify(schema).includes('"default":');
  return (input) => {
    validate ??= ajv.compile(withoutDialect(schema));
    const given = hasDefaults ? structuredClone(input ?? {}) : (input ?? {});
    if (validate(given)) return given;
    const detail = (validate.errors ?? []).slice(0, 3).map(sentence).join('; ');
    throw failWith('step.input-invalid', { step, detail });
  };
}

/** Schemas of draft 07 are read by the same rules; their dialect is not loaded. */
function withoutDialect(schema: JsonSchema): JsonSchema {
  const { $schema: _, $id: __, ...rest } = schema;
  return rest;
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath === '' ? 'input' : instancePath.slice(1).replaceAll('/', '.');
  const more = 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
  return `${place} ${message ?? 'is not valid'}${more}`;
}
