/** A value that survives `JSON.parse(JSON.stringify(x))` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema (draft 2020-12 or 07) as plain data; checked by Ajv where it is used. */
export type JsonSchema = JsonObject;
