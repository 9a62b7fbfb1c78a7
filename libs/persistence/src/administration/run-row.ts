import type { Failure, FlowId, RunId, RunState, TenantId, TriggerId, WaitReason } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import type { PayloadCodec } from '../payload-codec.ts';

export interface RunRecordsOptions {
  readonly manager: EntityManager;
  readonly tenantId: TenantId;
  readonly codec: PayloadCodec;
}

/** A run as lists show it. */
export interface RunRow {
  readonly id: RunId;
  readonly flow_id: FlowId;
  readonly flow_name: string;
  readonly version: number;
  readonly state: RunState;
  readonly mode: 'live' | 'test';
  readonly waiting_for: WaitReason | null;
  readonly trigger_id: TriggerId | null;
  readonly dedupe_key: string | null;
  readonly ordering_key: string | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly failure: Failure | null;
}

export const runSql = `
select run.*, flow.name as flow_name,
  case when run.state = 'waiting' then (
    select reason from wait where wait.run_id = run.id and wait.epoch = run.epoch order by wake_at limit 1
  ) end as waiting_for
from run join flow on flow.id = run.flow_id`;
