/** What a full listing came to. */
export interface Listing {
  /** Records it gave. */
  readonly listed: number;
  /** How many the vendor said there are, where it does. */
  readonly total: number | null;
  /** In the last listing that was believed. */
  readonly before: number | null;
  /** Links whose record on this side lives, and those of them that were not seen. */
  readonly linked: number;
  readonly unseen: number;
}

export type ListingJudgement =
  { readonly kind: 'complete' } | { readonly kind: 'incomplete'; readonly expected: number };

/** A listing below this share of what was there before proves nothing. */
export const believedShare = 0.9;

/** Whether what a listing does not show may be taken for deleted. An empty or shrunken one never. */
export function judgeListing({ listed, total, before, linked, unseen }: Listing): ListingJudgement {
  if (total !== null && listed < total) return { kind: 'incomplete', expected: total };
  const expected = Math.max(before ?? 0, linked);
  const isShrunk = listed < expected * believedShare || linked - unseen < linked * believedShare;
  return isShrunk ? { kind: 'incomplete', expected } : { kind: 'complete' };
}
