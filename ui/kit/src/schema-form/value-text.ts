import type { Json } from '@joinery/contracts';

/** A value on one line: a text as it is, anything else as JSON. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
