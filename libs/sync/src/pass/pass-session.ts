import type { Failure, Json, Side } from '@joinery/contracts';
import { isSensitive, maskedValue } from '../merge/compare.ts';
import {
  LeaseLost,
  type ClaimedSync,
  type Cursor,
  type PassProgress,
  type SidePorts,
  type SyncLease,
  type SyncMemory,
  type SyncPorts,
} from '../ports.ts';
import type { MergePair } from '../merge/merge-pair.ts';
import { mergePair } from '../merge/merge-pair.ts';
import type { PreparedSide, PreparedSync } from '../prepared-sync.ts';

/** Why work on a sync stops before it is done. */
export type StopReason = 'lease-lost' | 'drain' | 'pause' | 'cancel';

export class PassStopped extends Error {
  override readonly name = 'PassStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(reason);
    this.reason = reason;
  }
}

/** A side could not be read, also after some patience: the pass ends there and can go on later. */
export class PassFailed extends Error {
  override readonly name = 'PassFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** One claim of one sync: what it works on, and where it stands as of the last commit. */
export class PassSession {
  readonly prepared: PreparedSync;
  readonly ports: SyncPorts;
  readonly lease: SyncLease;
  readonly merge: MergePair;
  pass: PassProgress | null;
  memory: SyncMemory;
  /** How far the other side's keys have been read for matching, in this claim. */
  readonly indexedTo: { a?: Cursor | null; b?: Cursor | null } = {};
  readonly #stop = new AbortController();

  constructor(claimed: ClaimedSync, prepared: PreparedSync, ports: SyncPorts, merge: MergePair = mergePair) {
    this.prepared = prepared;
    this.ports = ports;
    this.lease = claimed.lease;
    this.pass = claimed.pass;
    this.memory = claimed.memory;
    this.merge = merge;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.#stop.abort(new PassStopped(reason));
  }

  throwIfStopped(): void {
    this.signal.throwIfAborted();
  }

  side(side: Side): PreparedSide {
    return side === 'a' ? this.prepared.a : this.prepared.b;
  }

  sidePorts(side: Side): SidePorts {
    return side === 'a' ? this.ports.a : this.ports.b;
  }

  /** Diffs of plain creations and updates are made only where somebody will look at them. */
  get keepsDiffs(): boolean {
    return this.lease.scope === 'plan' || this.prepared.document.settings.keepOutcomes !== 'needed';
  }

  /** A value as a diff may show it. */
  shown(side: Side, field: string, value: Json): Json {
    return isSensitive(field, this.side(side).sensitive) ? maskedValue(value, this.ports.hash) : value;
  }

  get now(): number {
    return this.ports.clock.now();
  }

  /** Zero outside of a pass: what follows events may look at a pair any number of times. */
  get passNumber(): number {
    return this.pass?.number ?? 0;
  }
}

export function stopReason(error: unknown): StopReason | undefined {
  if (error instanceof LeaseLost) return 'lease-lost';
  return error instanceof PassStopped ? error.reason : undefined;
}
