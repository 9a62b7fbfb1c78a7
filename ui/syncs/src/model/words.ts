import type { LinkState, PassState, SyncOutcome, SyncSummary } from '@joinery/contracts';
import type { Tone } from '@joinery/ui-kit';

export const outcomeTones: Readonly<Record<SyncOutcome, Tone>> = {
  created: 'success',
  updated: 'running',
  unchanged: 'idle',
  echo: 'idle',
  conflict: 'warning',
  invalid: 'error',
  failed: 'error',
  parked: 'warning',
  'would-delete': 'warning',
  deleted: 'error',
  disabled: 'warning',
};

/** In the order in which a person asks: what was done, what was not, what is in the way. */
export const outcomeOrder: readonly SyncOutcome[] = [
  'created',
  'updated',
  'unchanged',
  'echo',
  'conflict',
  'invalid',
  'failed',
  'parked',
  'would-delete',
  'disabled',
  'deleted',
];

/** What waits for a person, by what troubles it. */
export const issueOutcomes = ['conflict', 'invalid', 'failed', 'parked', 'would-delete'] as const;
export type IssueOutcome = (typeof issueOutcomes)[number];

export const passTones: Readonly<Record<PassState, Tone>> = {
  queued: 'idle',
  running: 'running',
  paused: 'warning',
  done: 'success',
  failed: 'error',
  cancelled: 'idle',
};

export const linkTones: Readonly<Record<LinkState, Tone>> = {
  linked: 'success',
  conflict: 'warning',
  parked: 'warning',
  'gone-a': 'idle',
  'gone-b': 'idle',
};

export const syncTones: Readonly<Record<SyncSummary['state'], Tone>> = {
  draft: 'idle',
  published: 'success',
  paused: 'warning',
  archived: 'idle',
};

/** A pass that still moves, or will. */
export function isUnderWay(state: PassState | undefined): boolean {
  return state === 'queued' || state === 'running';
}

/** How a sync is, in one word: what a person has to do about it comes first. */
export type SyncHealth = 'healthy' | 'attention' | 'broken' | 'awaiting-plan' | 'not-started' | 'resting';

export function syncHealth({ state, version, liveVersion, lastPass, issues }: SyncSummary): SyncHealth {
  if (state === 'paused' || state === 'archived') return 'resting';
  if (version === null) return 'not-started';
  if (lastPass?.state === 'failed') return 'broken';
  if (liveVersion !== version) return 'awaiting-plan';
  return issues > 0 ? 'attention' : 'healthy';
}

export const healthTones: Readonly<Record<SyncHealth, Tone>> = {
  healthy: 'success',
  attention: 'warning',
  broken: 'error',
  'awaiting-plan': 'running',
  'not-started': 'idle',
  resting: 'idle',
};
