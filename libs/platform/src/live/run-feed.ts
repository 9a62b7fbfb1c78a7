import type { FlowId, RunId, RunState, TenantId } from '@joinery/contracts';

/** What changed about a run, for those who look at it. */
export interface RunChange {
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly flowId?: FlowId;
  readonly state?: RunState;
}

type Listener = (change: RunChange) => void;

/** Passes news of runs from the stores to whoever watches; nobody waits for it and nothing depends on it. */
export class RunFeed {
  readonly #listeners = new Map<TenantId, Set<Listener>>();

  changed(changes: readonly RunChange[]): void {
    if (this.#listeners.size === 0) return;
    for (const change of changes) this.#listeners.get(change.tenantId)?.forEach((listen) => listen(change));
  }

  /** Gives what ends the subscription. */
  subscribe(tenantId: TenantId, listener: Listener): () => void {
    const listeners = this.#listeners.get(tenantId) ?? new Set();
    this.#listeners.set(tenantId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(tenantId) === listeners) this.#listeners.delete(tenantId);
    };
  }
}
