import type { RunId, StepPath, TenantId } from '@joinery/contracts';
import type { WaitAnswer } from '@joinery/engine';

/** What became of an act upon a run. `not-allowed` names the state that stood in the way. */
export type RunActOutcome =
  | { readonly kind: 'done'; readonly runId: RunId }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-allowed'; readonly state: string };

/** What people do to runs; each is committed, and noted in the run's journal, when it resolves. */
export interface RunCommands {
  cancel(tenantId: TenantId, runId: RunId): Promise<RunActOutcome>;
  /** `failed` → `queued`, the same run, from its last committed result. */
  resume(tenantId: TenantId, runId: RunId): Promise<RunActOutcome>;
  /** As resume, with the attempts counted anew; for dead letters. */
  redrive(tenantId: TenantId, runId: RunId): Promise<RunActOutcome>;
  /** A new run of the same event, on its own version or the published one. */
  rerun(tenantId: TenantId, runId: RunId, version: 'same' | 'latest'): Promise<RunActOutcome>;
}

/** A person's word on a wait that stands in a list: an approval, a held attempt. */
export interface WaitAnswers {
  answerAt(placed: {
    readonly tenantId: TenantId;
    readonly runId: RunId;
    readonly path: StepPath;
    readonly answer: WaitAnswer;
  }): Promise<'answered' | 'twice' | 'unknown'>;
}
