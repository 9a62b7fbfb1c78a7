/** Waits for all of them, whatever happens to one; then throws the first rejection. Nothing goes on behind a caller's back. */
export async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  for (const one of await Promise.allSettled(work)) if (one.status === 'rejected') throw one.reason;
}
