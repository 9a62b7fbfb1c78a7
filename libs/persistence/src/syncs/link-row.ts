import type { LinkId, LinkState } from '@joinery/contracts';
import type { Link, LinkHead } from '@joinery/sync';
import type { ClientBase } from 'pg';
import { ByteBatch, plainArray, textArray } from '../database/sql-literals.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { sealJson } from '../payload-codec.ts';
import type { ShelfLease } from './shelf.ts';

/** The columns of a head, of a table that goes by `link`. */
export const headColumns = `link.id, link.a, link.b, link.state, link.hash_a, link.hash_b, link.wrote_a, link.wrote_b,
  link.touched, link.pending, link.due, link.missed`;

export interface HeadRow {
  readonly id: LinkId;
  readonly a: string | null;
  readonly b: string | null;
  readonly state: LinkState;
  readonly hash_a: string | null;
  readonly hash_b: string | null;
  readonly wrote_a: boolean;
  readonly wrote_b: boolean;
  readonly touched: number;
  readonly pending: boolean;
  readonly due: boolean;
  readonly missed: number;
}

export function headOf(row: HeadRow): LinkHead {
  return {
    id: row.id,
    a: row.a,
    b: row.b,
    state: row.state,
    hashA: row.hash_a,
    hashB: row.hash_b,
    wroteA: row.wrote_a,
    wroteB: row.wrote_b,
    touched: row.touched,
    pending: row.pending,
    due: row.due,
    missed: row.missed,
  };
}

/** Names the row a memory is sealed for: a plan's copy of a link opens like the link. */
export const memoryAad = (id: LinkId): string => `sync-link|${id}`;

export interface LinksToWrite {
  readonly links: readonly Link[];
  readonly unlink: readonly LinkId[];
  /** The last outcome by link, where one was told. */
  readonly outcomes: ReadonlyMap<string, string>;
}

/**
 * Puts links in place of what stands under their ids. All old rows go before any new one comes, for two links of a page
 * may have exchanged their records.
 */
export async function writeLinks(
  client: ClientBase,
  codec: PayloadCodec,
  lease: ShelfLease,
  { links, unlink, outcomes }: LinksToWrite,
): Promise<void> {
  const ids = [...unlink, ...links.map(({ id }) => id)];
  if (ids.length === 0) return;
  await client.query({ name: 'drop-sync-links', text: dropSql, values: [lease.shelfId, plainArray(ids)] });
  if (links.length === 0) return;
  const memories = new ByteBatch();
  for (const { id, memory } of links) memories.add(sealJson(codec, lease.tenantId, memory, memoryAad(id)));
  await client.query({
    name: 'put-sync-links',
    text: putSql,
    values: [
      lease.shelfId,
      lease.tenantId,
      plainArray(links.map(({ id }) => id)),
      textArray(links.map(({ a }) => a)),
      textArray(links.map(({ b }) => b)),
      plainArray(links.map(({ state }) => state)),
      textArray(links.map(({ hashA }) => hashA)),
      textArray(links.map(({ hashB }) => hashB)),
      plainArray(links.map(({ touched }) => touched)),
      plainArray(links.map(({ missed }) => missed)),
      plainArray(links.map(({ wroteA }) => wroteA)),
      plainArray(links.map(({ wroteB }) => wroteB)),
      plainArray(links.map(({ pending }) => pending)),
      plainArray(links.map(({ due }) => due)),
      plainArray(links.map(({ id }) => outcomes.get(id) ?? null)),
      memories.at,
      memories.length,
      memories.bytes,
    ],
  });
}

/** Each row is found by its own key and then deleted where it lies; nobody else moves it meanwhile. */
const dropSql = `
delete from sync_link where shelf_id = $1 and ctid = any (array (
  select found.ctid from unnest($2::uuid[]) as old (id)
  cross join lateral (select ctid from sync_link where shelf_id = $1 and id = old.id offset 0) found))`;

const putSql = `
insert into sync_link (shelf_id, tenant_id, id, a, b, state, hash_a, hash_b, touched, missed, wrote_a, wrote_b, pending,
  due, outcome, memory)
select $1, $2, id, a, b, state, hash_a, hash_b, touched, missed, wrote_a, wrote_b, pending, due, outcome,
  substring($18::bytea from at for length)
from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::smallint[],
  $11::boolean[], $12::boolean[], $13::boolean[], $14::boolean[], $15::text[], $16::int[], $17::int[])
  as new (id, a, b, state, hash_a, hash_b, touched, missed, wrote_a, wrote_b, pending, due, outcome, at, length)`;
