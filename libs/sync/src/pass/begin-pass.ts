import type { PassId, PassKind, PassScope } from '@joinery/contracts';
import type { PassProgress, SyncMemory } from '../ports.ts';
import type { PreparedSync } from '../prepared-sync.ts';
import { noCounts } from './counts.ts';
import { phasesOf, type PassRequest } from './phases.ts';

export interface PassToBegin {
  readonly id: PassId;
  /** One more than the sync's last. */
  readonly number: number;
  readonly kind: PassKind;
  readonly scope: PassScope;
  readonly request?: PassRequest;
  readonly startedAt: number;
}

/** A pass that has not done anything yet. */
export function beginPass(prepared: PreparedSync, memory: SyncMemory, pass: PassToBegin): PassProgress {
  const { request = {}, ...rest } = pass;
  return {
    ...rest,
    request,
    phases: phasesOf(pass.kind, prepared, memory, request),
    phase: 0,
    page: null,
    counts: noCounts,
    phaseListed: 0,
    phaseTotal: null,
    listed: 0,
    expected: null,
    positions: {},
    newest: null,
    linked: null,
    removed: 0,
  };
}

/** What a sync remembers before its first pass. */
export const newSyncMemory: SyncMemory = {
  cursors: { a: null, b: null },
  lastFull: { a: null, b: null },
  indexed: false,
  removals: { since: 0, count: 0 },
  released: 0,
};
