import type { Failure, FlowId, RunId, RunState, TenantId } from '@joinery/contracts';
import type { ChildRun, Lease, RunEnd, Wait } from '@joinery/engine';
import type { ClientBase, Pool } from 'pg';
import type { Database } from '../database/database.ts';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import type { JournalRow } from './journal-rows.ts';
import { republishAfter } from './accept-into.ts';
import { insertAlerts } from './insert-alerts.ts';
import { insertWaits } from './insert-waits.ts';
import type { RunChange } from './run-news.ts';
import { boundsOf } from './run-bounds.ts';

/** What the run becomes beside its entries; without one it goes on under the lease. */
export type Move =
  | { readonly kind: 'suspend'; readonly waits: readonly Wait[]; readonly children: readonly ChildRun[] }
  | { readonly kind: 'end'; readonly end: RunEnd; readonly output: Uint8Array | null }
  | { readonly kind: 'release' };

export interface JournalWrite {
  readonly lease: Lease;
  readonly rows: readonly JournalRow[];
  readonly move?: Move;
}

/** A run that ended, parked or was given back in this commit. */
export interface MovedRun {
  readonly id: RunId;
  readonly epoch: number;
  readonly tenant_id: TenantId;
  readonly flow_id: FlowId;
  readonly parent_id: RunId | null;
  readonly ordering_key: string | null;
  readonly gated: boolean;
  readonly state: RunState;
  readonly mode: 'live' | 'test';
  readonly failure: Failure | null;
}

export interface JournalCommit {
  /** Leases that still hold; writes of others were not written. */
  readonly keys: ReadonlySet<string>;
  readonly moves: readonly MovedRun[];
  /** Runs that parked ones called, ready to be claimed. */
  readonly children: readonly RunId[];
  readonly changes: readonly RunChange[];
}

export function leaseKey(lease: Pick<Lease, 'runId' | 'epoch'>): string {
  return `${lease.runId}|${lease.epoch}`;
}

/**
 * Writes the entries and moves of many leases. In the usual case that is one statement, which is its own transaction;
 * parked and failed runs bring their waits and alerts, and make it a transaction of several.
 */
export async function commitJournal(
  database: Database,
  codec: PayloadCodec,
  writes: readonly JournalWrite[],
): Promise<JournalCommit> {
  const rows = writes.some(hasCompany)
    ? await database.writerTransaction((client) => writeWithCompany(client, codec, writes))
    : await writeHeld(database.writer, writes);
  const moves = rows.filter((row): row is MovedRun => row.state !== null);
  const keys = new Set(rows.map((row) => leaseKey({ runId: row.id, epoch: row.epoch })));
  return { keys, moves, children: childrenOf(writes, keys), changes: changes(writes, rows) };
}

function childrenOf(writes: readonly JournalWrite[], held: ReadonlySet<string>): readonly RunId[] {
  return writes.flatMap(({ lease, move }) =>
    move?.kind === 'suspend' && held.has(leaseKey(lease)) ? move.children.map((child) => child.id) : [],
  );
}

function hasCompany({ move }: JournalWrite): boolean {
  return move?.kind === 'suspend' || (move?.kind === 'end' && move.end.state === 'failed');
}

type HeldRow = MovedRun | { readonly id: RunId; readonly epoch: number; readonly state: null };

async function writeWithCompany(
  client: ClientBase,
  codec: PayloadCodec,
  writes: readonly JournalWrite[],
): Promise<readonly HeldRow[]> {
  const rows = await writeHeld(client, writes);
  const moved = new Map(
    rows
      .filter((row): row is MovedRun => row.state !== null)
      .map((row) => [leaseKey({ runId: row.id, epoch: row.epoch }), row]),
  );
  for (const { lease, move } of writes) {
    const run = moved.get(leaseKey(lease));
    if (run && move?.kind === 'suspend') await insertWaits(client, codec, { lease, run, ...move });
  }
  await insertAlerts(client, [...moved.values()]);
  return rows;
}

async function writeHeld(client: ClientBase | Pool, writes: readonly JournalWrite[]): Promise<readonly HeldRow[]> {
  const { rows } = await client.query<HeldRow>({ name: 'journal-write', text: writeSql, values: parameters(writes) });
  return rows;
}

function changes(writes: readonly JournalWrite[], rows: readonly HeldRow[]): readonly RunChange[] {
  const tenants = new Map(writes.map(({ lease }) => [lease.runId, lease.tenantId]));
  return rows.map((row) => ({
    tenantId: tenants.get(row.id)!,
    runId: row.id,
    ...(row.state === null ? {} : { flowId: row.flow_id, state: row.state }),
  }));
}

function parameters(writes: readonly JournalWrite[]): unknown[] {
  const bodies = new ByteBatch();
  const rows = writes.flatMap((write) => write.rows);
  for (const row of rows) bodies.add(row.body);
  const moves = writes.flatMap(({ lease, move }) => (move ? [moveRow(lease, move)] : []));
  for (const move of moves) bodies.add(move.output);
  const moving = new Set(moves.map(({ lease }) => leaseKey(lease)));
  const staying = new Map(
    writes.map(({ lease }) => [leaseKey(lease), lease] as const).filter(([key]) => !moving.has(key)),
  );
  const leases = [...staying.values()];
  return [
    plainArray(rows.map((row) => row.lease.runId)),
    plainArray(rows.map((row) => row.lease.epoch)),
    plainArray(rows.map((row) => row.no)),
    textArray(rows.map((row) => row.scope)),
    plainArray(rows.map((row) => row.iteration)),
    plainArray(rows.map((row) => row.lease.tenantId)),
    textArray(rows.map((row) => row.path)),
    plainArray(rows.map((row) => row.kind)),
    plainArray(rows.map((row) => row.n)),
    plainArray(rows.map((row) => row.state)),
    plainArray(rows.map((row) => row.at)),
    plainArray(leases.map((lease) => lease.runId)),
    plainArray(leases.map((lease) => lease.epoch)),
    plainArray(moves.map(({ lease }) => lease.runId)),
    plainArray(moves.map(({ lease }) => lease.epoch)),
    plainArray(moves.map(({ state }) => state)),
    plainArray(moves.map(({ wakeAt }) => wakeAt)),
    plainArray(moves.map(({ endedAt }) => endedAt)),
    textArray(moves.map(({ failure }) => failure)),
    bodies.at,
    bodies.length,
    bodies.bytes,
    ...boundsOf(writes.map(({ lease }) => lease.runId)).slice(0, 2),
  ];
}

interface MoveRow {
  readonly lease: Lease;
  readonly state: RunState;
  readonly wakeAt: number | null;
  readonly endedAt: number | null;
  readonly failure: string | null;
  readonly output: Uint8Array | null;
}

function moveRow(lease: Lease, move: Move): MoveRow {
  const nothing = { wakeAt: null, endedAt: null, failure: null, output: null };
  switch (move.kind) {
    case 'suspend':
      return { ...nothing, lease, state: 'waiting', wakeAt: Math.min(...move.waits.map((wait) => wait.wakeAt)) };
    case 'release':
      return { ...nothing, lease, state: 'queued' };
    case 'end':
      return {
        ...nothing,
        lease,
        state: move.end.state,
        endedAt: move.end.at,
        failure: move.end.failure ? JSON.stringify(move.end.failure) : null,
        output: move.output,
      };
  }
}

// The share lock makes a claim of the same run wait until this commit, so that the claimer reads what is written here;
// rows of a lease that no longer holds find no partner and are not written. Bodies of entries come first in the bytes,
// outputs of ended runs after them.
const writeSql = `
with entry as materialized (
  select run_id, epoch, no, scope, iteration, tenant_id, path, kind, n, state, at_ms,
    substring($22::bytea from body_at for body_length) as body
  from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[], $5::int[], $6::uuid[], $7::text[], $8::text[], $9::int[],
    $10::text[], $11::bigint[], ($20::int[])[1:cardinality($1::uuid[])], ($21::int[])[1:cardinality($1::uuid[])])
  as t (run_id, epoch, no, scope, iteration, tenant_id, path, kind, n, state, at_ms, body_at, body_length)
),
held as (
  select run.id, run.epoch
  from unnest($12::uuid[], $13::int[]) as lease (id, epoch)
  join run on run.id = lease.id and run.epoch = lease.epoch
  where run.id = any($12::uuid[]) and run.id between $23 and $24 and run.state::text = 'running'
  for share of run
),
moved as (
  update run set
    state = move.state,
    due_at = case move.state
      when 'waiting' then least(to_timestamp(move.wake_ms / 1000.0), run.deadline_at)
      when 'queued' then now() + ${republishAfter} end,
    ended_at = to_timestamp(move.ended_ms / 1000.0),
    failure = move.failure::json,
    output = case when move.body_length >= 0 then substring($22::bytea from move.body_at for move.body_length) end
  from unnest($14::uuid[], $15::int[], $16::run_state[], $17::bigint[], $18::bigint[], $19::text[],
    ($20::int[])[cardinality($1::uuid[]) + 1:], ($21::int[])[cardinality($1::uuid[]) + 1:])
    as move (id, epoch, state, wake_ms, ended_ms, failure, body_at, body_length)
  where run.id = move.id and run.epoch = move.epoch
    and run.id = any($14::uuid[]) and run.id between $23 and $24 and run.state::text = 'running'
  returning run.id, run.epoch, run.tenant_id, run.flow_id, run.parent_id, run.ordering_key, run.gated, run.state, run.mode,
    run.failure
),
written as (
  insert into journal (run_id, epoch, no, scope, iteration, tenant_id, path, kind, n, state, at, body)
  select run_id, epoch, no, scope, iteration, tenant_id, path, kind, n, state, to_timestamp(at_ms / 1000.0), body from entry
  where ((run_id, epoch) in (select id, epoch from held union all select id, epoch from moved)) is true
  on conflict do nothing
)
select id, epoch, null::uuid as tenant_id, null::uuid as flow_id, null::uuid as parent_id, null as ordering_key,
  null::boolean as gated, null as state, null as mode, null::json as failure from held
union all
select id, epoch, tenant_id, flow_id, parent_id, ordering_key, gated, state::text, mode, failure from moved`;
