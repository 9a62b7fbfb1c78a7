import type { Json, JsonObject } from '@joinery/contracts';
import { nestFields, overlayFields, pickFields, readField, type Field } from './fields.ts';

/** How values by field key and whole records of one side turn into each other. */
export interface SideFields {
  /** Null: whatever the mapping gives. */
  readonly keys: readonly string[] | null;
  /** A mapping's result by field key. */
  valuesOf(mapped: JsonObject): JsonObject;
  read(record: JsonObject, key: string): Json | undefined;
  /** Values by key as a record for the other system. */
  nest(values: JsonObject): JsonObject;
  /** The record as it is once these values have been written. */
  overlay(record: JsonObject, values: JsonObject): JsonObject;
}

/** Fields at the top need no turning; of a mapping that is an expression all are. */
const flat: SideFields = {
  keys: null,
  valuesOf: (mapped) => mapped,
  read: (record, key) => (Object.hasOwn(record, key) ? record[key] : undefined),
  nest: (values) => values,
  overlay: (record, values) => ({ ...record, ...values }),
};

export function sideFields(fields: readonly Field[] | null): SideFields {
  if (fields === null) return flat;
  const keys = fields.map(({ key }) => key);
  if (fields.every(isFlat)) return { ...flat, keys };
  const byKey = new Map(fields.map((field) => [field.key, field]));
  return {
    keys,
    valuesOf: (mapped) => pickFields(mapped, fields),
    read: (record, key) => {
      const field = byKey.get(key);
      return field && readField(record, field);
    },
    nest: (values) => nestFields(values, fields),
    overlay: (record, values) => overlayFields(record, values, fields),
  };
}

function isFlat({ key, path }: Field): boolean {
  return path.length === 1 && path[0] === key;
}
