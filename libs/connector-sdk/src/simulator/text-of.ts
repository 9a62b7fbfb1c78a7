import type { Json } from '@joinery/contracts';

/** A scalar as text, the way ids travel in addresses; everything else is empty. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
