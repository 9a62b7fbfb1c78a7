import type { Json } from '@joinery/contracts';

export interface FieldDifference {
  /** `ticket.lines[2].sku`; empty for the value as a whole. */
  readonly path: string;
  /** Undefined where the field is missing. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The places where two values differ, as deep as they can be told apart, in the order of reading. */
export function fieldDifferences(before: Json | undefined, after: Json | undefined, path = ''): FieldDifference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
      fieldDifferences(before[index] as Json | undefined, after[index] as Json | undefined, `${path}[${index}]`),
    ).flat();
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => fieldDifferences(before[name], after[name], path === '' ? name : `${path}.${name}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
