import type { FlowId, Overview, TenantId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { instant, instantOrNull } from './views.ts';

interface HourRow {
  readonly at: Date;
  readonly accepted: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly cancelled: string;
}

interface FlowHealthRow {
  readonly id: FlowId;
  readonly name: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly last_event_at: Date | null;
  readonly late: boolean;
}

/** The one page that says whether everything flows: sums per hour, and what stands where now. */
export async function readOverview(manager: EntityManager, tenantId: TenantId, since: Date): Promise<Overview> {
  const hours: readonly HourRow[] = await manager.query(
    `select hour as at, sum(accepted) as accepted, sum(succeeded) as succeeded, sum(failed) as failed,
       sum(cancelled) as cancelled
     from run_count where tenant_id = $1 and hour >= date_trunc('hour', $2::timestamptz) group by hour order by hour`,
    [tenantId, since],
  );
  const flows: readonly FlowHealthRow[] = await manager.query(flowsSql, [tenantId, since]);
  const now: readonly Overview['now'][] = await manager.query(nowSql, [tenantId]);
  const sum = (name: 'accepted' | 'succeeded' | 'failed' | 'cancelled'): number =>
    hours.reduce((total, hour) => total + Number(hour[name]), 0);
  return {
    since: instant(since),
    runs: {
      accepted: sum('accepted'),
      succeeded: sum('succeeded'),
      failed: sum('failed'),
      cancelled: sum('cancelled'),
    },
    now: now[0]!,
    series: hours.map((hour) => ({
      at: instant(hour.at),
      accepted: Number(hour.accepted),
      succeeded: Number(hour.succeeded),
      failed: Number(hour.failed),
    })),
    flows: flows.map((flow) => ({
      id: flow.id,
      name: flow.name,
      health: healthOf(flow),
      succeeded: Number(flow.succeeded),
      failed: Number(flow.failed),
      lastEventAt: instantOrNull(flow.last_event_at),
    })),
  };
}

function healthOf(flow: FlowHealthRow): Overview['flows'][number]['health'] {
  if (Number(flow.failed) > 0) return 'failing';
  if (flow.late) return 'late';
  return Number(flow.succeeded) > 0 ? 'flowing' : 'idle';
}

const isLate = `"trigger".state = 'active'
  and coalesce("trigger".last_event_at, "trigger".updated_at) + heartbeat_ms * interval '1 millisecond' < now()`;

const flowsSql = `
select flow.id, flow.name, coalesce(sum(run_count.succeeded), 0) as succeeded, coalesce(sum(run_count.failed), 0) as failed,
  max("trigger".last_event_at) as last_event_at, coalesce(bool_or(${isLate}), false) as late
from flow
left join "trigger" on "trigger".flow_id = flow.id
left join run_count on run_count.tenant_id = $1 and run_count.flow_id = flow.id
  and run_count.hour >= date_trunc('hour', $2::timestamptz)
where flow.tenant_id = $1 and flow.state in ('published', 'paused')
group by flow.id order by failed desc, late desc, flow.name limit 500`;

// Dead letters are counted to a hundred thousand: beyond that the figure says "very many" anyway.
const nowSql = `
select
  (select count(*)::int from run where tenant_id = $1 and state = 'queued') as queued,
  (select count(*)::int from run where tenant_id = $1 and state = 'running') as running,
  (select count(*)::int from run where tenant_id = $1 and state = 'waiting') as waiting,
  (select count(*)::int from (select from run where tenant_id = $1 and state = 'failed' limit 100000) dead) as "deadLetters",
  (select count(*)::int from wait where tenant_id = $1 and reason = 'held' and answered_at is null and exists (
    select from run where run.id = wait.run_id and run.epoch = wait.epoch and run.state = 'waiting')) as "heldAttempts",
  (select count(*)::int from alert where tenant_id = $1 and state = 'open') as "openAlerts",
  (select count(*)::int from "trigger" where tenant_id = $1 and ${isLate}) as "lateTriggers",
  (select count(*)::int from connection where tenant_id = $1 and health = 'failing') as "failingConnections"`;
