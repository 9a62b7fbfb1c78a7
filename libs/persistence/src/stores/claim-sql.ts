import type { EventId, FlowId, RunId, TenantId } from '@joinery/contracts';

/**
 * A run as a claim found it: taken, left to the claim of gated runs, put aside to be taken alone, or dead because it took
 * down its workers.
 */
export interface ClaimedRow {
  readonly id: RunId;
  readonly outcome: 'claimed' | 'gated' | 'suspect' | 'dead';
  readonly tenant_id: TenantId;
  readonly flow_id: FlowId;
  readonly flow_name: string;
  readonly version: number;
  readonly event_id: EventId;
  readonly parent_id: RunId | null;
  readonly epoch: number;
  readonly crashes: number;
  readonly depth: number;
  readonly cancel_requested: boolean;
  readonly mode: 'live' | 'test';
  readonly started_ms: string;
  readonly deadline_ms: string;
  readonly body: Buffer | null;
}

/** Crashes in which a run may be in flight beside others before it is a suspect, to be taken alone. */
const crashesInCompany = 1;

/** Workers a run may take down alone before it is a dead letter. */
const crashesAlone = 3;

// States are compared as texts so that the planner does not think of the partial indexes over states: the ids are what
// finds these rows.
const isDue = `(run.state::text = 'queued' or run.state::text in ('running', 'waiting') and run.due_at <= now())`;

const claimedColumns = `
  taken.tenant_id, taken.flow_id, (select name from flow where flow.id = taken.flow_id) as flow_name, taken.version,
  taken.event_id, taken.parent_id, taken.epoch, taken.crashes, taken.depth, taken.cancel_requested, taken.mode,
  floor(extract(epoch from taken.started_at) * 1000)::bigint as started_ms,
  floor(extract(epoch from taken.deadline_at) * 1000)::bigint as deadline_ms`;

/**
 * Takes what can be taken. A claim of a running run is a take-over: its worker let the lease run out, which counts as a
 * crash. SKIP LOCKED: whoever holds the row is claiming it too.
 */
const take = (due: string): string => `
taken as (
  update run set
    epoch = run.epoch + 1,
    crashes = run.crashes + (run.state = 'running')::int,
    state = 'running',
    due_at = now() + $2 * interval '1 millisecond',
    started_at = coalesce(run.started_at, now()),
    deadline_at = coalesce(run.deadline_at, now() + run.timeout_ms * interval '1 millisecond')
  from ${due} due
  where run.id = due.id and run.id = any($1::uuid[]) and run.id between $3 and $4
  returning run.*
)
select taken.id, 'claimed' as outcome, ${claimedColumns},
  (select body from event where event.id = taken.event_id and event.id between $5 and $4) as body
from taken`;

const noColumns = (count: number): string => Array.from({ length: count }, () => 'null').join(', ');

/** $1 run ids, $2 lease in ms, $3 and $4 lowest and highest run id, $5 lowest event id. */
export const claimSql = `
with found as materialized (
  select run.id, run.epoch, run.crashes, run.gated and not run.cancel_requested as gated,
    run.state::text = 'running' and run.crashes >= ${crashesInCompany} as suspect
  from run
  where run.id = any($1::uuid[]) and run.id between $3 and $4 and ${isDue}
  for update of run skip locked
),
aside as (
  update run set due_at = now() + $2 * interval '1 millisecond'
  from (select * from found where suspect) found
  where run.id = found.id and run.id = any($1::uuid[]) and run.id between $3 and $4
  returning run.id, run.epoch, run.crashes
),
${take('(select * from found where not gated and not suspect)')}
union all
select id, 'gated', ${noColumns(14)} from found where gated and not suspect
union all
select id, 'suspect', ${noColumns(6)}, epoch, crashes, ${noColumns(6)} from aside`;

/**
 * $1 run id, $2 lease in ms, $3 the epoch in which it was found. A suspect is running already, so its ordering key and
 * its flow's limit have let it in. The last permitted crash ends the run.
 */
export const claimSuspectSql = `
with taken as (
  update run set
    epoch = run.epoch + 1,
    crashes = run.crashes + 1,
    state = case when run.crashes + 1 >= ${crashesInCompany + crashesAlone} then 'failed' else 'running' end::run_state,
    failure = case when run.crashes + 1 >= ${crashesInCompany + crashesAlone} then
      json_build_object('code', 'run.killed-workers', 'kind', 'permanent', 'params', json_build_object('crashes', run.crashes + 1)) end,
    ended_at = case when run.crashes + 1 >= ${crashesInCompany + crashesAlone} then now() end,
    due_at = case when run.crashes + 1 >= ${crashesInCompany + crashesAlone} then null
      else now() + $2 * interval '1 millisecond' end
  where run.id = $1 and run.epoch = $3 and run.state::text = 'running'
  returning run.*
)
select taken.id, case taken.state when 'failed' then 'dead' else 'claimed' end as outcome, ${claimedColumns},
  (select body from event where event.id = taken.event_id) as body
from taken`;

/**
 * For gated runs, after their flows were locked: none of the same ordering key that is older and unfinished, and no
 * more of a flow at once than its limit.
 */
export const claimGatedSql = `
with candidate as materialized (
  select run.id, flow.id as flow_id, flow.concurrency,
    row_number() over (partition by flow.id order by run.id) as place
  from unnest($1::uuid[]) as wanted (id)
  join run on run.id = wanted.id and run.id between $3 and $4
  join flow on flow.id = run.flow_id
  where ${isDue} and (run.ordering_key is null or not exists (
    select from run earlier where earlier.flow_id = run.flow_id and earlier.ordering_key = run.ordering_key
      and earlier.id < run.id and earlier.gated and earlier.state in ('queued', 'running', 'waiting')))
),
found as materialized (
  select run.id from candidate
  join run on run.id = candidate.id and run.id between $3 and $4
  where ${isDue} and (candidate.concurrency is null or candidate.place + (
    select count(*) from run busy where busy.flow_id = candidate.flow_id and busy.gated and busy.state = 'running'
      and busy.id <> candidate.id
  ) <= candidate.concurrency)
  for update of run skip locked
),
${take('found')}`;
