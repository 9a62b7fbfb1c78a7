import type { FlowId, RunId, RunState, TenantId, TriggerId } from '@joinery/contracts';

/** What changed about a run, for those who look at it. */
export interface RunChange {
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly flowId?: FlowId;
  readonly state?: RunState;
  /** An event made it a moment ago. */
  readonly accepted?: { readonly triggerId: TriggerId | null };
}

/** Where stores tell, after their commit, what came of it. */
export interface RunNews {
  /** These runs can be claimed now: the queue publishes them. A loss costs seconds, the relay finds them again. */
  runnable(ids: readonly RunId[]): void;
  changed(changes: readonly RunChange[]): void;
}
