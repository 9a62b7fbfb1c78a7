import type { Json, JsonObject } from '@joinery/contracts';

/** A copy of the body with a value at a path; objects on the way are made, what else stands there is replaced. */
export function putInBody(body: Json | undefined, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const object = isObject(body) ? body : {};
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return { ...object, [name]: putInBody(inner, rest, value) };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
