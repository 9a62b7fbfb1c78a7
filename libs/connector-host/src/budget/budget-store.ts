export interface BudgetWindow {
  readonly limit: number;
  readonly perMs: number;
}

export type Take =
  /** `at`: the moment by the store's own clock. */
  { readonly kind: 'taken'; readonly at: number } | { readonly kind: 'wait'; readonly waitMs: number };

/**
 * Counts what a connection has used. Windows slide: in no span of `perMs`, wherever it begins, are more than `limit`
 * given out. The count is kept in {@link slots} slots, so a slot's worth of time is waited too long rather than too short.
 */
export interface BudgetStore {
  /** Takes `cost` from every window at once, or from none. */
  take(key: string, windows: readonly BudgetWindow[], cost: number): Promise<Take>;
  /**
   * A request is over that was taken at `at`. The vendor counted it when it arrived, which was some time in between: it
   * is moved to the end of that time, or {@link arrivalMs} after its start, so that slow ways do not crowd a window.
   */
  settle(key: string, windows: readonly BudgetWindow[], cost: number, at: number): Promise<void>;
  /** What the vendor says is left until a moment; 0 stops everybody till then. Only ever lowers what is left. */
  correct(key: string, remaining: number, forMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Into how many slots a window is divided. */
export const slots = 32;

export function slotMs(perMs: number): number {
  return Math.max(1, Math.ceil(perMs / slots));
}

/** A request is taken to have arrived after this time at the latest: a second, or half of a short window. */
export function arrivalMs(perMs: number): number {
  return Math.min(1_000, perMs / 2);
}
