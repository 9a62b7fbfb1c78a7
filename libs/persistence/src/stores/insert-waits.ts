import type { AlertId, EventId } from '@joinery/contracts';
import type { ChildRun, Lease, Wait } from '@joinery/engine';
import type { ClientBase } from 'pg';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';
import { newId } from '../ids.ts';
import { sealJson, type PayloadCodec } from '../payload-codec.ts';
import { republishAfter } from './accept-into.ts';
import type { MovedRun } from './commit-journal.ts';
import { answerAad, sealWait } from './journal-rows.ts';
import { eventAad } from './new-run.ts';

interface Suspension {
  readonly lease: Lease;
  readonly run: MovedRun;
  readonly waits: readonly Wait[];
  readonly children: readonly ChildRun[];
}

/** What a parked run waits for, and the runs it called, in the commit that parks it. */
export async function insertWaits(client: ClientBase, codec: PayloadCodec, suspension: Suspension): Promise<void> {
  const uncalled = await insertChildren(client, codec, suspension);
  await insertWaitRows(client, codec, suspension, uncalled);
  if (suspension.waits.some((wait) => wait.reason === 'held')) await alertHeld(client, suspension.run);
}

async function insertWaitRows(
  client: ClientBase,
  codec: PayloadCodec,
  { lease, waits, children }: Suspension,
  uncalled: ReadonlySet<string>,
): Promise<void> {
  const bodies = new ByteBatch();
  for (const wait of waits) bodies.add(sealWait(codec, lease, wait));
  for (const wait of waits) bodies.add(uncalled.has(wait.path) ? notPublished(codec, lease, wait) : null);
  const childAt = new Map(children.map((child) => [child.path, child.id]));
  await client.query({
    name: 'insert-waits',
    text: waitSql,
    values: [
      lease.runId,
      lease.tenantId,
      lease.epoch,
      textArray(waits.map((wait) => wait.path)),
      plainArray(waits.map((wait) => wait.reason)),
      plainArray(waits.map((wait) => Math.round(wait.wakeAt))),
      textArray(waits.map((wait) => wait.address ?? null)),
      plainArray(waits.map((wait) => childAt.get(wait.path) ?? (wait.reason === 'flow' ? wait.address! : null))),
      bodies.at,
      bodies.length,
      bodies.bytes,
    ],
  });
}

/** @returns paths whose flow is not published, so that no run could be made */
async function insertChildren(
  client: ClientBase,
  codec: PayloadCodec,
  { lease, children }: Suspension,
): Promise<ReadonlySet<string>> {
  const uncalled = new Set<string>();
  for (const child of children) {
    const eventId = newId<EventId>();
    const { rowCount } = await client.query({
      name: 'insert-child',
      text: childSql,
      values: [
        child.id,
        eventId,
        lease.tenantId,
        child.flowId,
        lease.runId,
        child.depth,
        sealJson(codec, lease.tenantId, child.input, eventAad(eventId)),
      ],
    });
    if (!rowCount) uncalled.add(child.path);
  }
  return uncalled;
}

function notPublished(codec: PayloadCodec, lease: Lease, wait: Wait): Uint8Array {
  const answer = { kind: 'child-ended', state: 'failed', failure: { code: 'flow.not-published', kind: 'conflict' } };
  return sealJson(codec, lease.tenantId, answer, answerAad(wait.address!));
}

async function alertHeld(client: ClientBase, run: MovedRun): Promise<void> {
  await client.query({
    name: 'alert-held',
    text: `insert into alert (id, tenant_id, kind, subject, code, flow_id, run_id)
      values ($1, $2, 'attempt-held', $3, 'step.outcome-unknown', $3, $4)
      on conflict (subject, code) where state = 'open' do update set
        count = alert.count + 1, last_at = now(), run_id = excluded.run_id`,
    values: [newId<AlertId>(), run.tenant_id, run.flow_id, run.id],
  });
}

// A wait that is asked for again keeps its answer; another one at the same path replaces it.
const waitSql = `
insert into wait (run_id, tenant_id, epoch, path, reason, wake_at, address, child_id, body, answer, answered_at)
select $1, $2, $3, path, reason, to_timestamp(wake_ms / 1000.0), address, child_id,
  substring($11::bytea from body_at for body_length),
  case when answer_length >= 0 then substring($11::bytea from answer_at for answer_length) end,
  case when answer_length >= 0 then now() end
from unnest($4::text[], $5::text[], $6::bigint[], $7::text[], $8::uuid[],
  ($9::int[])[1:cardinality($4::text[])], ($10::int[])[1:cardinality($4::text[])],
  ($9::int[])[cardinality($4::text[]) + 1:], ($10::int[])[cardinality($4::text[]) + 1:])
  as t (path, reason, wake_ms, address, child_id, body_at, body_length, answer_at, answer_length)
on conflict (run_id, path) do update set
  epoch = excluded.epoch, reason = excluded.reason, wake_at = excluded.wake_at, body = excluded.body,
  address = excluded.address, child_id = excluded.child_id,
  answer = case when wait.address is not distinct from excluded.address and wait.address is not null
    then wait.answer else excluded.answer end,
  answered_at = case when wait.address is not distinct from excluded.address and wait.address is not null
    then wait.answered_at else excluded.answered_at end`;

const childSql = `
with called as (
  select id, published_version, timeout_ms, concurrency is not null as gated from flow
  where id = $4 and tenant_id = $3 and published_version is not null and state <> 'archived'
),
stored as (
  insert into event (id, tenant_id, flow_id, body) select $2, $3, $4, $7::bytea from called on conflict do nothing
)
insert into run (id, tenant_id, flow_id, event_id, parent_id, depth, version, timeout_ms, gated, due_at)
select $1, $3, $4, $2, $5, $6, published_version, timeout_ms, gated, now() + ${republishAfter} from called
on conflict (id) do update set due_at = excluded.due_at
returning id`;
