import type { JsonObject } from '@joinery/contracts';

/** A text of the input; its schema was checked before, so anything else is empty. */
export function textMember(input: JsonObject, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}
