import type { Json } from '@joinery/contracts';

/** Whether a condition's value counts as true, by JSONata's `$boolean`: empty values and lists without a true member do not. */
export function holds(value: Json | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some(holds);
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}
