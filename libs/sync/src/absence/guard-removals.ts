import type { DeleteGuard } from '@joinery/contracts';

export interface Removals {
  /** Disables and deletes that wait. */
  readonly due: number;
  /** Those that were done already in this pass, or in the last day by events. */
  readonly done: number;
  /** Links of the sync. */
  readonly linked: number;
  /** So many of them an administrator lets through. */
  readonly released: number;
}

export type GuardWord =
  { readonly kind: 'pass' } | { readonly kind: 'held'; readonly count: number; readonly limit: number };

/** How many disables and deletes may happen before a person is asked. */
export function guardLimit({ floor, percent }: DeleteGuard, linked: number): number {
  return Math.max(floor, Math.floor((linked * percent) / 100));
}

/** More than the limit holds all that wait: which of them are meant, only a person can tell. */
export function guardRemovals(guard: DeleteGuard, { due, done, linked, released }: Removals): GuardWord {
  const limit = guardLimit(guard, linked);
  if (due <= released || due + done <= limit) return { kind: 'pass' };
  return { kind: 'held', count: due, limit };
}
