import type { EventId, RunId } from '@joinery/contracts';
import type { Acceptance, IncomingEvent } from '@joinery/engine';
import type { ClientBase, Pool } from 'pg';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';

/** An accepted event on its way into the tables. */
export interface NewRun {
  readonly eventId: EventId;
  readonly runId: RunId;
  readonly event: IncomingEvent;
  readonly dedupeKey: string | null;
  readonly orderingKey: string | null;
  readonly body: Uint8Array;
  /** To be claimed by this process in the commit that makes it, unless it turns out to be gated. */
  readonly born: boolean;
}

/** What the database says of a run that was claimed when it was made. */
export interface BornRow {
  readonly run_id: RunId;
  readonly flow_name: string;
  readonly started_ms: string;
  readonly deadline_ms: string;
}

export interface Accepted {
  readonly acceptances: readonly Acceptance[];
  readonly born: readonly BornRow[];
}

/**
 * How long a queued run waits before the relay publishes it again. Its process publishes it right after the commit, so
 * this is how long a death in between delays it.
 */
export const republishAfter = `interval '5 seconds'`;

/**
 * Inserts events with their runs; the caller's transaction is the commit. Given again after a commit whose answer was
 * lost, it finds its own rows and answers the same.
 */
export async function acceptInto(
  client: ClientBase | Pool,
  runs: readonly NewRun[],
  leaseMs: number,
): Promise<Accepted> {
  if (runs.length === 0) return { acceptances: [], born: [] };
  if (runs.some((run) => run.dedupeKey !== null)) return acceptKeyed(client, runs, leaseMs);
  const { rows } = await client.query<BornRow>({ name: 'accept', text: acceptSql, values: parameters(runs, leaseMs) });
  return { acceptances: runs.map(accepted), born: rows };
}

interface KeyedRow extends BornRow {
  readonly outcome: 'born' | 'duplicate';
  readonly first_run_id: RunId | null;
}

/** Of several events with one key in one batch the first counts; the database sees only that one. */
async function acceptKeyed(client: ClientBase | Pool, runs: readonly NewRun[], leaseMs: number): Promise<Accepted> {
  const firsts = new Map<string, NewRun>();
  for (const run of runs) {
    const key = keyOf(run);
    if (!firsts.has(key)) firsts.set(key, run);
  }
  // In the order of keys, so that two processes that insert the same keys never wait for each other crosswise.
  const distinct = [...firsts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
  const { rows } = await client.query<KeyedRow>({
    name: 'accept-keyed',
    text: acceptKeyedSql,
    values: parameters(distinct, leaseMs),
  });
  const duplicates = new Map(
    rows.filter((row) => row.outcome === 'duplicate').map((row) => [row.run_id, row.first_run_id]),
  );
  const outcomes = new Map<string, Acceptance>();
  for (const [key, run] of firsts) {
    if (!duplicates.has(run.runId)) outcomes.set(key, accepted(run));
    else outcomes.set(key, { kind: 'duplicate', runId: duplicates.get(run.runId) ?? (await firstRunOf(client, run)) });
  }
  const acceptances = runs.map((run) => {
    const key = keyOf(run);
    const outcome = outcomes.get(key)!;
    return firsts.get(key) === run ? outcome : ({ kind: 'duplicate', runId: outcome.runId } as const);
  });
  return { acceptances, born: rows.filter((row) => row.outcome === 'born') };
}

/** The key was inserted by a transaction that this statement's snapshot did not see yet. */
async function firstRunOf(client: ClientBase | Pool, run: NewRun): Promise<RunId> {
  const { rows } = await client.query<{ run_id: RunId }>(
    'select run_id from event_key where flow_id = $1 and key = $2',
    [run.event.flowId, run.dedupeKey],
  );
  return rows[0]!.run_id;
}

function accepted(run: NewRun): Acceptance {
  return { kind: 'accepted', runId: run.runId, eventId: run.eventId };
}

function keyOf(run: NewRun): string {
  return run.dedupeKey === null ? run.runId : `${run.event.flowId}|${run.dedupeKey}`;
}

function parameters(runs: readonly NewRun[], leaseMs: number): unknown[] {
  const bodies = new ByteBatch();
  for (const run of runs) bodies.add(run.body);
  return [
    plainArray(runs.map((run) => run.runId)),
    plainArray(runs.map((run) => run.eventId)),
    plainArray(runs.map((run) => run.event.tenantId)),
    plainArray(runs.map((run) => run.event.flowId)),
    plainArray(runs.map((run) => run.event.version)),
    plainArray(runs.map((run) => run.event.triggerId)),
    textArray(runs.map((run) => run.dedupeKey)),
    plainArray(runs.map((run) => run.event.dedupeWindowMs)),
    textArray(runs.map((run) => run.orderingKey)),
    plainArray(runs.map((run) => run.event.timeoutMs)),
    plainArray(runs.map((run) => run.event.mode)),
    bodies.at,
    bodies.length,
    bodies.bytes,
    plainArray(runs.map((run) => run.born)),
    leaseMs,
  ];
}

const input = `input as materialized (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::bigint[],
    $9::text[], $10::bigint[], $11::text[], $12::int[], $13::int[], $15::boolean[])
  as t (run_id, event_id, tenant_id, flow_id, version, trigger_id, dedupe_key, window_ms, ordering_key, timeout_ms, mode,
    body_at, body_length, wants_birth)
)`;

const insertEvents = (from: string): string => `
insert into event (id, tenant_id, flow_id, trigger_id, body)
select event_id, tenant_id, flow_id, trigger_id, substring($14::bytea from body_at for body_length) from ${from}
on conflict do nothing`;

// A run is gated by its ordering key or by the limit of its flow; only gated runs pay for being claimed one by one.
const judged = (from: string): string => `judged as materialized (
  select *, wants_birth and not gated as born from (
    select *, ordering_key is not null or coalesce(
      (select concurrency is not null from flow where flow.id = flow_id), false) as gated
    from ${from}
  ) as known
)`;

const insertRuns = `
insert into run (id, tenant_id, flow_id, event_id, trigger_id, version, timeout_ms, mode, ordering_key, dedupe_key, gated,
  state, epoch, due_at, started_at, deadline_at)
select run_id, tenant_id, flow_id, event_id, trigger_id, version, timeout_ms, mode, ordering_key, dedupe_key, gated,
  case when born then 'running' else 'queued' end::run_state, born::int,
  case when born then now() + $16 * interval '1 millisecond' else now() + ${republishAfter} end,
  case when born then now() end, case when born then now() + timeout_ms * interval '1 millisecond' end
from judged
on conflict do nothing
returning id, flow_id, epoch, started_at, deadline_at`;

const bornColumns = `stored_run.id as run_id, (select name from flow where flow.id = stored_run.flow_id) as flow_name,
  floor(extract(epoch from started_at) * 1000)::bigint as started_ms,
  floor(extract(epoch from deadline_at) * 1000)::bigint as deadline_ms`;

const acceptSql = `with ${input},
stored_event as (${insertEvents('input')}),
${judged('input')},
stored_run as (${insertRuns})
select ${bornColumns} from stored_run where epoch = 1`;

// The OR keeps the planner from making a nested-loop join of the IN; as it stands it is one hash look-up per row.
const acceptKeyedSql = `with ${input},
seen as (
  insert into event_key as known (flow_id, key, tenant_id, run_id, expires_at)
  select flow_id, dedupe_key, tenant_id, run_id, now() + window_ms * interval '1 millisecond'
  from input where dedupe_key is not null
  on conflict (flow_id, key) do update set run_id = excluded.run_id, expires_at = excluded.expires_at
    where known.expires_at <= now() or known.run_id = excluded.run_id
  returning run_id
),
fresh as materialized (select * from input where dedupe_key is null or run_id in (select run_id from seen)),
stored_event as (${insertEvents('fresh')}),
${judged('fresh')},
stored_run as (${insertRuns})
select 'born' as outcome, null::uuid as first_run_id, ${bornColumns} from stored_run where epoch = 1
union all
select 'duplicate', (
  select known.run_id from event_key known where known.flow_id = input.flow_id and known.key = input.dedupe_key
), input.run_id, null, null, null
from input where not (dedupe_key is null or input.run_id in (select run_id from seen))`;
