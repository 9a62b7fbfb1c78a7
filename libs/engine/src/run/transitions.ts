import type { RunState } from '@joinery/contracts';

/** What may become of a run, and why. The store's conditional updates are generated from this table. */
export const transitions = {
  claim: { from: ['queued', 'running', 'waiting'], to: 'running' },
  suspend: { from: ['running'], to: 'waiting' },
  wake: { from: ['waiting'], to: 'queued' },
  release: { from: ['running'], to: 'queued' },
  succeed: { from: ['running'], to: 'succeeded' },
  fail: { from: ['running'], to: 'failed' },
  /** A run that nobody holds is cancelled at once; a held one when its worker sees the request. */
  cancel: { from: ['queued', 'waiting', 'running'], to: 'cancelled' },
  /** The same run goes on from its last committed result. */
  resume: { from: ['failed', 'cancelled'], to: 'queued' },
  /** Workers died of it. */
  bury: { from: ['running', 'queued'], to: 'failed' },
} as const satisfies Record<string, { readonly from: readonly RunState[]; readonly to: RunState }>;

export type Transition = keyof typeof transitions;

export function allowed(transition: Transition, from: RunState): boolean {
  return (transitions[transition].from as readonly RunState[]).includes(from);
}
