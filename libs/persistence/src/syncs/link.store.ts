import type { LinkId, Side, SyncId } from '@joinery/contracts';
import type { Candidate, LinkHead, LinkMemory, LinkStore, MatchVerdict, SyncLease, UnseenPass } from '@joinery/sync';
import type { Database } from '../database/database.ts';
import { plainArray, textArray } from '../database/sql-literals.ts';
import { openJson, type PayloadCodec } from '../payload-codec.ts';
import { headColumns, headOf, memoryAad, type HeadRow } from './link-row.ts';

/**
 * Reads of links: sets, through an index, one statement for a page. Whatever the planner believes of tables that
 * have just begun to grow, each wanted row is looked up by its own key: `offset 0` keeps it from walking all rows of the
 * shelf instead.
 */
export class PostgresLinkStore implements LinkStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  async byRecord(lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, LinkHead>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.#database.syncs.query<HeadRow>({
      name: `sync-links-by-${side}`,
      text: `select ${headColumns} from unnest($2::text[]) as wanted (id)
        ${eachLink(side)}`,
      values: [lease.shelfId, textArray(ids)],
    });
    return new Map(rows.map((row) => [row[side]!, headOf(row)]));
  }

  async memories(lease: SyncLease, ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkMemory>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.#database.syncs.query<{ id: LinkId; memory: Buffer }>({
      name: 'sync-link-memories',
      text: `select link.id, link.memory from unnest($2::uuid[]) as wanted (id)
        ${eachLink('id')}`,
      values: [lease.shelfId, plainArray(ids)],
    });
    return new Map(
      rows.map(({ id, memory }) => [id, openJson<LinkMemory>(this.#codec, lease.tenantId, memory, memoryAad(id))]),
    );
  }

  async candidates(lease: SyncLease, side: Side, keys: readonly string[]): Promise<readonly Candidate[]> {
    if (keys.length === 0) return [];
    const { rows } = await this.#database.syncs.query<CandidateRow>({
      name: `sync-candidates-${side}`,
      text: candidatesSql(side),
      values: [lease.shelfId, textArray(keys)],
    });
    return rows.map((row) => ({
      key: row.key,
      recordId: row.record_id,
      keys: row.keys,
      link: row.id === null ? null : headOf(row as HeadRow),
    }));
  }

  async verdicts(lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, MatchVerdict>> {
    const { rows } = await this.#database.syncs.query<{ record_id: string; verdict: MatchVerdict }>({
      name: 'sync-verdicts',
      text: `select record_id, verdict from sync_verdict
        where sync_id = $1 and side = $2::"char" and record_id = any($3::text[])`,
      values: [lease.syncId, side, textArray(ids)],
    });
    return new Map(rows.map((row) => [row.record_id, row.verdict]));
  }

  async unseen(
    lease: SyncLease,
    pass: UnseenPass,
    side: Side,
    after: LinkId | null,
    limit: number,
  ): Promise<readonly LinkHead[]> {
    const rows = await this.#unseen<HeadRow>(
      `select ${headColumns} ${unseenSql(side)} and link.id > $5 order by link.id limit $6`,
      [lease.shelfId, pass.id, side, pass.number, after ?? nil, limit],
    );
    return rows.map(headOf);
  }

  async countUnseen(lease: SyncLease, pass: UnseenPass, side: Side): Promise<number> {
    const rows = await this.#unseen<{ count: string }>(`select count(*) ${unseenSql(side)}`, [
      lease.shelfId,
      pass.id,
      side,
      pass.number,
    ]);
    return Number(rows[0]!.count);
  }

  async counts(lease: SyncLease): Promise<{ readonly a: number; readonly b: number; readonly due: number }> {
    const { rows } = await this.#database.syncs.query<{ a: string; b: string; due: string }>({
      name: 'count-sync-links',
      text: `select count(a) filter (where state <> 'gone-a') as a, count(b) filter (where state <> 'gone-b') as b,
          count(*) filter (where due) as due
        from sync_link where shelf_id = $1`,
      values: [lease.shelfId],
    });
    const { a, b, due } = rows[0]!;
    return { a: Number(a), b: Number(b), due: Number(due) };
  }

  async due(lease: SyncLease, after: LinkId | null, limit: number): Promise<readonly LinkHead[]> {
    const { rows } = await this.#database.syncs.query<HeadRow>({
      name: 'due-sync-links',
      text: `select ${headColumns} from sync_link link where shelf_id = $1 and due and id > $2 order by id limit $3`,
      values: [lease.shelfId, after ?? nil, limit],
    });
    return rows.map(headOf);
  }

  async resolve(
    lease: SyncLease,
    syncId: SyncId,
    side: Side,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const other = side === 'a' ? 'b' : 'a';
    const { rows } = await this.#database.syncs.query<{ id: string; other: string }>({
      name: `resolve-sync-links-${side}`,
      text: `select link.${side} as id, link.${other} as other from unnest($3::text[]) as wanted (id)
        ${eachLink(side)}
        where link.tenant_id = $2 and link.${other} is not null and link.state in ('linked', 'conflict', 'parked')`,
      values: [syncId, lease.tenantId, textArray(ids)],
    });
    return new Map(rows.map((row) => [row.id, row.other]));
  }

  /** Sets the whole listing against all links: the one read that is no look-up, so it is hashed. */
  #unseen<Row>(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.#database.syncTransaction(async (client) => {
      await client.query(
        `set local enable_hashjoin = on; set local enable_nestloop = off; set local statement_timeout = 0`,
      );
      return (await client.query(text, [...values])).rows as readonly Row[];
    });
  }
}

/** $1 shelf; looks up each of `wanted (id)`. */
const eachLink = (column: 'id' | Side): string =>
  `cross join lateral (select * from sync_link where shelf_id = $1 and ${column} = wanted.id offset 0) link`;

const nil = '00000000-0000-0000-0000-000000000000';

interface CandidateRow extends Omit<HeadRow, 'id'> {
  readonly key: string;
  readonly record_id: string;
  readonly keys: Readonly<Record<number, string>>;
  readonly id: LinkId | null;
}

const candidatesSql = (side: Side): string => `
select found.key, found.record_id, ${headColumns},
  (select json_object_agg(own.rule, own.key) from sync_key own
   where own.shelf_id = $1 and own.side = '${side}' and own.record_id = found.record_id) as keys
from unnest($2::text[]) as wanted (key)
cross join lateral (
  select * from sync_key where shelf_id = $1 and side = '${side}' and key = wanted.key offset 0) found
left join lateral (select * from sync_link where shelf_id = $1 and ${side} = found.record_id offset 0) link on true`;

/** $1 shelf, $2 pass, $3 side, $4 number of the pass. */
const unseenSql = (side: Side): string => `
from sync_link link
where link.shelf_id = $1 and link.${side} is not null and link.state not in ('gone-a', 'gone-b') and link.touched <> $4
  and not exists (
    select from (select unnest(links) as id from sync_seen where pass_id = $2 and side = $3::"char") seen
    where seen.id = link.id)`;
