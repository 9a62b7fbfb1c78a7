import type { LinkId, SyncId, TenantId, UserId } from '@joinery/contracts';
import {
  decideConflict,
  releaseParked,
  type ChangeStore,
  type ConflictVerdict,
  type DecidedLink,
  type LinkMemory,
  type PendingChange,
  type SyncLease,
} from '@joinery/sync';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.ts';
import { plainArray } from '../database/sql-literals.ts';
import { openJson, type PayloadCodec } from '../payload-codec.ts';
import { changeOf, tellChanges, type ChangeRow, type ToldChange } from './change-rows.ts';
import { headColumns, headOf, memoryAad, writeLinks, type HeadRow } from './link-row.ts';
import { holdLease, isPlan } from './shelf.ts';

/** A person's word on a link, as it waits to be taken up. */
export type LinkDecision =
  { readonly kind: 'decide'; readonly verdict: ConflictVerdict } | { readonly kind: 'release' };

export const decisionAad = (linkId: LinkId): string => `sync-decision|${linkId}`;

/** Changes that were told, and people's decisions on links, for whoever holds the sync. */
export class PostgresChangeStore implements ChangeStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  /** Decisions go first: a link is written by nobody but the holder of its lease, so they wait here for it. */
  async take(lease: SyncLease, limit: number): Promise<readonly PendingChange[]> {
    if (!isPlan(lease)) while ((await this.#takeUpDecisions(lease)) === mostDecisions);
    const { rows } = await this.#database.syncs.query<ChangeRow>({
      name: 'take-sync-changes',
      text: takeSql,
      values: [lease.shelfId, limit],
    });
    return rows.map((row) => changeOf(row, this.#codec, lease.tenantId));
  }

  /** Stores what somebody tells of a sync's records, and makes the sync due. */
  async tell(
    sync: { readonly syncId: SyncId; readonly tenantId: TenantId },
    told: readonly ToldChange[],
  ): Promise<void> {
    if (told.length === 0) return;
    await this.#codec.ready(sync.tenantId);
    await this.#database.syncTransaction((client) => tellAndWake(client, this.#codec, sync, told));
  }

  /** @returns how many there were */
  async #takeUpDecisions(lease: SyncLease): Promise<number> {
    const { rows } = await this.#database.syncs.query<DecisionRow>({
      name: 'read-sync-decisions',
      text: decisionsSql,
      values: [lease.syncId, mostDecisions],
    });
    if (rows.length === 0) return 0;
    const decided = rows.map((row) => this.#decide(lease, row));
    const links = decided.flatMap(({ link }) => link ?? []);
    await this.#database.syncTransaction(async (client) => {
      await holdLease(client, lease);
      await writeLinks(client, this.#codec, lease, {
        links,
        unlink: rows.map(({ link_id: id }) => id),
        outcomes: new Map(rows.map((row) => [row.link_id, row.outcome ?? ''])),
      });
      const again = decided.flatMap(({ lookAgain }) => (lookAgain ? [{ ...lookAgain, deleted: false }] : []));
      await tellChanges(client, this.#codec, lease, again);
      await client.query('delete from sync_decision where sync_id = $1 and link_id = any($2::uuid[])', [
        lease.syncId,
        plainArray(rows.map(({ link_id: id }) => id)),
      ]);
    });
    return rows.length;
  }

  #decide({ tenantId }: SyncLease, row: DecisionRow): DecidedLink {
    if (!isLinked(row)) return { link: null, lookAgain: null };
    const decision = openJson<LinkDecision & object>(this.#codec, tenantId, row.body, decisionAad(row.link_id));
    const memory = openJson<LinkMemory>(this.#codec, tenantId, row.memory, memoryAad(row.link_id));
    const link = { ...headOf(row), memory };
    return decision.kind === 'release' ? releaseParked(link) : decideConflict(link, decision.verdict);
  }
}

/** The sync's row is touched last, behind the changes it is woken for. */
export async function tellAndWake(
  client: ClientBase,
  codec: PayloadCodec,
  { syncId, tenantId }: { readonly syncId: SyncId; readonly tenantId: TenantId },
  told: readonly ToldChange[],
): Promise<void> {
  await tellChanges(client, codec, { shelfId: syncId, syncId, tenantId }, told);
  await client.query({ name: 'wake-sync', text: wakeSql, values: [syncId] });
}

const mostDecisions = 500;

interface DecisionRow extends Omit<HeadRow, 'id'> {
  readonly link_id: LinkId;
  readonly id: LinkId | null;
  readonly memory: Buffer | null;
  readonly outcome: string | null;
  readonly body: Buffer;
  readonly decided_by: UserId | null;
}

/** The link may be gone since. */
function isLinked(row: DecisionRow): row is DecisionRow & { readonly id: LinkId; readonly memory: Buffer } {
  return row.id !== null;
}

const takeSql = `
select side, record_id, sequence, deleted, attempts, record from sync_change
where shelf_id = $1 and not_before <= now() order by sequence limit $2`;

const decisionsSql = `
select decision.link_id, decision.body, decision.decided_by, ${headColumns}, link.memory, link.outcome
from sync_decision decision
left join sync_link link on link.shelf_id = decision.sync_id and link.id = decision.link_id
where decision.sync_id = $1 limit $2`;

export const wakeSql = `update sync_work set due_at = least(due_at, now()) where sync_id = $1`;
