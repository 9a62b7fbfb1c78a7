/** A write that names the revision it was made from. `stale` carries what is stored now. */
export type Saved<T> =
  | { readonly kind: 'saved'; readonly value: T }
  | { readonly kind: 'stale'; readonly current: T }
  | { readonly kind: 'absent' };
