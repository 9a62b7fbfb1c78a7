import type { Json, JsonObject, TargetPath } from '@joinery/contracts';

/** A field of a side by its path; its key names it in bases, diffs and rules. */
export interface Field {
  readonly key: string;
  readonly path: TargetPath;
}

/** `address/city` for `['address', 'city']`; a slash in a name is written `~1`. */
export function fieldKey(path: TargetPath): string {
  return path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

export function fieldOf(path: TargetPath): Field {
  return { key: fieldKey(path), path };
}

/** A top-level field by its name. */
export function topField(name: string): Field {
  return { key: fieldKey([name]), path: [name] };
}

export function readField(record: JsonObject, field: Field): Json | undefined {
  return readPath(record, field.path);
}

/** Follows names (and list indexes) through own members only. */
export function readPath(record: JsonObject, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = record;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    if (Array.isArray(value)) value = typeof step === 'number' ? (value as readonly Json[]).at(step) : undefined;
    else value = Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** The fields' values by key; missing ones are left out. */
export function pickFields(record: JsonObject, fields: readonly Field[]): JsonObject {
  const values: Record<string, Json> = {};
  for (const field of fields) {
    const value = readField(record, field);
    if (value !== undefined) setOwn(values, field.key, value);
  }
  return values;
}

/** An object with each value at its field's path. */
export function nestFields(values: JsonObject, fields: readonly Field[]): JsonObject {
  return overlayFields({}, values, fields);
}

/** The record with these values put in, itself unchanged. */
export function overlayFields(record: JsonObject, values: JsonObject, fields: readonly Field[]): JsonObject {
  const copy: Record<string, Json> = { ...record };
  for (const field of fields) {
    const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined;
    if (value !== undefined) place(copy, field.path, value);
  }
  return copy;
}

function place(target: Record<string, Json>, path: TargetPath, value: Json): void {
  const [name, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return setOwn(target, name, value);
  const inner = Object.hasOwn(target, name) ? target[name] : undefined;
  const copy: Record<string, Json> = isObject(inner) ? { ...inner } : {};
  place(copy, rest, value);
  setOwn(target, name, copy);
}

/** Sets a member even where the name means something to the language (`__proto__`). */
export function setOwn(target: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else target[name] = value;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
