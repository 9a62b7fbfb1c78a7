import type { OutcomeRow, Side, TenantId } from '@joinery/contracts';
import type { PageCommit, SyncLease } from '@joinery/sync';
import type { ClientBase } from 'pg';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';
import { newId } from '../ids.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';

/** Outcomes that trouble the record until something better is told of it. */
const troubling: ReadonlySet<string> = new Set(['conflict', 'invalid', 'failed', 'parked', 'would-delete']);

/** What of a row is sealed: what people have written into records. */
export type OutcomeBody = Pick<OutcomeRow, 'changes' | 'failure' | 'stored' | 'conflict'>;

export const outcomeAad = (id: string): string => `sync-outcome|${id}`;

interface StoredRow {
  readonly id: string;
  readonly row: OutcomeRow;
  readonly sealed: Uint8Array;
}

/** Stores the rows of a page, and what they and the others told mean for the records' present troubles. */
export async function writeOutcomes(
  client: ClientBase,
  codec: PayloadCodec,
  lease: SyncLease,
  page: PageCommit,
): Promise<void> {
  await endTroubles(client, lease, page);
  if (page.outcomes.length === 0) return;
  const stored = page.outcomes.map((row): StoredRow => {
    const id = newId();
    return { id, row, sealed: sealJson(codec, lease.tenantId, bodyOf(row), outcomeAad(id)) };
  });
  await insertOutcomes(client, lease, page.pass?.id ?? null, stored);
  const last = new Map(stored.map((one) => [`${one.row.side} ${one.row.recordId}`, one]));
  await insertIssues(
    client,
    lease,
    [...last.values()].filter(({ row }) => troubling.has(row.outcome)),
  );
}

function bodyOf({ changes, failure, stored, conflict }: OutcomeRow): OutcomeBody {
  return {
    changes,
    ...(failure ? { failure } : {}),
    ...(stored ? { stored } : {}),
    ...(conflict ? { conflict } : {}),
  };
}

async function endTroubles(
  client: ClientBase,
  { shelfId }: SyncLease,
  { told, links, unlink }: PageCommit,
): Promise<void> {
  const over = [...unlink, ...links.filter((link) => !link.due).map(({ id }) => id)];
  if (told.length === 0 && over.length === 0) return;
  // Most syncs have no troubles most of the time; they pay one look at an index.
  const { rows } = await client.query<{ troubled: boolean }>({
    name: 'has-sync-issues',
    text: 'select exists (select from sync_issue where shelf_id = $1) as troubled',
    values: [shelfId],
  });
  if (!rows[0]!.troubled) return;
  await client.query({
    name: 'end-sync-issues',
    text: endSql,
    values: [
      shelfId,
      plainArray(told.map(({ side }) => side)),
      textArray(told.map(({ recordId }) => recordId)),
      textArray(told.map(({ otherId }) => otherId)),
      plainArray(over),
    ],
  });
}

async function insertOutcomes(
  client: ClientBase,
  lease: SyncLease,
  passId: string | null,
  stored: readonly StoredRow[],
): Promise<void> {
  const bodies = bodiesOf(stored);
  await client.query({
    name: 'put-sync-outcomes',
    text: outcomesSql,
    values: [
      lease.tenantId,
      lease.syncId,
      passId,
      lease.scope,
      ...columnsOf(stored),
      bodies.at,
      bodies.length,
      bodies.bytes,
    ],
  });
}

async function insertIssues(client: ClientBase, lease: SyncLease, stored: readonly StoredRow[]): Promise<void> {
  if (stored.length === 0) return;
  const bodies = bodiesOf(stored);
  await client.query({
    name: 'put-sync-issues',
    text: issuesSql,
    values: [
      lease.tenantId,
      lease.shelfId,
      ...columnsOf(stored),
      textArray(stored.map(({ row }) => row.conflict?.reason ?? null)),
      bodies.at,
      bodies.length,
      bodies.bytes,
    ],
  });
}

function bodiesOf(stored: readonly StoredRow[]): ByteBatch {
  const bodies = new ByteBatch();
  for (const { sealed } of stored) bodies.add(sealed);
  return bodies;
}

function columnsOf(stored: readonly StoredRow[]): readonly string[] {
  const rows = stored.map(({ row }) => row);
  return [
    plainArray(stored.map(({ id }) => id)),
    plainArray(rows.map(({ linkId }) => linkId)),
    plainArray(rows.map(({ side }) => side)),
    textArray(rows.map(({ recordId }) => recordId)),
    textArray(rows.map(({ otherId }) => otherId)),
    plainArray(rows.map(({ outcome }) => outcome)),
    textArray(rows.map(({ failure }) => failure?.code ?? null)),
  ];
}

/** An outcome as it is stored. */
export interface OutcomeColumns {
  readonly id: string;
  readonly link_id: string | null;
  readonly side: Side;
  readonly record_id: string;
  readonly other_id: string | null;
  readonly outcome: OutcomeRow['outcome'];
  readonly body: Buffer;
}

export function outcomeOf(row: OutcomeColumns, at: number, codec: PayloadCodec, tenantId: TenantId): OutcomeRow {
  return {
    linkId: row.link_id,
    side: row.side,
    recordId: row.record_id,
    otherId: row.other_id,
    outcome: row.outcome,
    at,
    ...openJson<OutcomeBody>(codec, tenantId, row.body, outcomeAad(row.id)),
  };
}

const endSql = `
with told as materialized (
  select told.* from unnest($2::"char"[], $3::text[], $4::text[]) as told (side, record_id, other_id)
),
well as materialized (
  select side, record_id from told
  union
  select case side when 'a' then 'b'::"char" else 'a'::"char" end, other_id from told where other_id is not null
),
ended as (
  delete from sync_issue where shelf_id = $1 and ctid = any (array (
    select found.ctid from well
    cross join lateral (
      select ctid from sync_issue where shelf_id = $1 and side = well.side and record_id = well.record_id offset 0) found))
)
delete from sync_issue using unnest($5::uuid[]) as spared (link_id)
where shelf_id = $1 and sync_issue.link_id = spared.link_id
  and outcome = 'would-delete'`;

const outcomesSql = `
insert into sync_outcome (tenant_id, sync_id, pass_id, scope, id, link_id, side, record_id, other_id, outcome, code, body)
select $1, $2, $3, $4, id, link_id, side, record_id, other_id, outcome, code, substring($14::bytea from at for length)
from unnest($5::uuid[], $6::uuid[], $7::"char"[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int[], $13::int[])
  as new (id, link_id, side, record_id, other_id, outcome, code, at, length)`;

const issuesSql = `
insert into sync_issue (tenant_id, shelf_id, id, link_id, side, record_id, other_id, outcome, code, reason, body)
select $1, $2, id, link_id, side, record_id, other_id, outcome, code, reason, substring($13::bytea from at for length)
from unnest($3::uuid[], $4::uuid[], $5::"char"[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::int[], $12::int[]) as new (id, link_id, side, record_id, other_id, outcome, code, reason, at, length)
on conflict (shelf_id, side, record_id) do update set id = excluded.id, link_id = excluded.link_id,
  other_id = excluded.other_id, outcome = excluded.outcome, code = excluded.code, reason = excluded.reason, edited = false,
  body = excluded.body`;
