import type { JsonObject } from '@joinery/contracts';

const mask = '•••';

/** Fields as people may see them: what is sensitive is shown to nobody here, only that there is something. */
export function masked(fields: JsonObject, sensitive: readonly string[]): JsonObject {
  const hidden = new Set(sensitive);
  const shown = Object.entries(fields).map(([name, value]) =>
    hidden.has(name) && value !== null ? [name, mask] : [name, value],
  );
  return Object.fromEntries(shown) as JsonObject;
}
