import type { Json, JsonObject, Side, TenantId } from '@joinery/contracts';
import type { PageCommit, PendingChange, SideRecord } from '@joinery/sync';
import type { ClientBase } from 'pg';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';
import type { ShelfLease } from './shelf.ts';

export interface ChangeRow {
  readonly side: Side;
  readonly record_id: string;
  readonly sequence: string;
  readonly deleted: boolean;
  readonly attempts: number;
  readonly record: Buffer | null;
}

const recordAad = (side: Side, recordId: string): string => `sync-change|${side}|${recordId}`;

export function changeOf(row: ChangeRow, codec: PayloadCodec, tenantId: TenantId): PendingChange {
  const { side, record_id: recordId, deleted, attempts, record } = row;
  return {
    side,
    recordId,
    sequence: Number(row.sequence),
    deleted,
    attempts,
    ...(record
      ? { record: openJson<SideRecord & JsonObject>(codec, tenantId, record, recordAad(side, recordId)) }
      : {}),
  };
}

/** A change as somebody outside tells it. */
export interface ToldChange {
  readonly side: Side;
  readonly recordId: string;
  readonly deleted: boolean;
  readonly record?: SideRecord;
}

/** The last telling of a record counts, and it is handled as if it had never failed. */
export async function tellChanges(
  client: ClientBase,
  codec: PayloadCodec,
  shelf: ShelfLease,
  told: readonly ToldChange[],
): Promise<void> {
  const changes = [...new Map(told.map((change) => [`${change.side} ${change.recordId}`, change])).values()];
  if (changes.length === 0) return;
  const records = new ByteBatch();
  for (const { side, recordId, record } of changes)
    records.add(record ? sealJson(codec, shelf.tenantId, record as unknown as Json, recordAad(side, recordId)) : null);
  await client.query({
    name: 'tell-sync-changes',
    text: tellSql,
    values: [
      shelf.shelfId,
      shelf.tenantId,
      plainArray(changes.map(({ side }) => side)),
      textArray(changes.map(({ recordId }) => recordId)),
      plainArray(changes.map(({ deleted }) => deleted)),
      records.at,
      records.length,
      records.bytes,
    ],
  });
}

/** Handled ones go unless they were told anew; those to be tried again come, unless they were told anew. */
export async function settleChanges(
  client: ClientBase,
  { shelfId, tenantId }: ShelfLease,
  page: PageCommit,
): Promise<void> {
  const { handled, again } = page;
  if (handled.length > 0)
    await client.query({
      name: 'drop-sync-changes',
      text: dropSql,
      values: [
        shelfId,
        plainArray(handled.map(({ side }) => side)),
        textArray(handled.map(({ recordId }) => recordId)),
        plainArray(handled.map(({ sequence }) => sequence)),
      ],
    });
  if (again.length > 0)
    await client.query({
      name: 'repeat-sync-changes',
      text: againSql,
      values: [
        shelfId,
        tenantId,
        plainArray(again.map(({ side }) => side)),
        textArray(again.map(({ recordId }) => recordId)),
        plainArray(again.map(({ attempts }) => attempts)),
        plainArray(again.map(({ at }) => Math.round(at))),
      ],
    });
}

/** $1 shelf, $2 tenant, then columns of the changes, then their records' bytes. */
export const tellSql = `
insert into sync_change (shelf_id, tenant_id, side, record_id, sequence, deleted, attempts, not_before, record)
select $1, $2, side, record_id, nextval('sync_change_sequence'), deleted, 0, now(),
  case when length < 0 then null else substring($8::bytea from at for greatest(length, 0)) end
from unnest($3::"char"[], $4::text[], $5::boolean[], $6::int[], $7::int[]) as told (side, record_id, deleted, at, length)
on conflict (shelf_id, side, record_id) do update set
  sequence = excluded.sequence, deleted = excluded.deleted, attempts = 0, not_before = now(), record = excluded.record`;

const dropSql = `
delete from sync_change where shelf_id = $1 and (side, record_id, sequence) in (
  select * from unnest($2::"char"[], $3::text[], $4::bigint[]))`;

const againSql = `
insert into sync_change (shelf_id, tenant_id, side, record_id, sequence, deleted, attempts, not_before)
select distinct on (side, record_id) $1::uuid, $2::uuid, side, record_id, nextval('sync_change_sequence'), false, attempts,
  to_timestamp(at / 1000.0)
from unnest($3::"char"[], $4::text[], $5::smallint[], $6::bigint[]) as again (side, record_id, attempts, at)
on conflict (shelf_id, side, record_id) do nothing`;
