import type { Json, OutcomeRow } from '@joinery/contracts';
import type { OutcomeStore, SyncLease } from '@joinery/sync';
import type { Database } from '../database/database.ts';
import { idFloor, idTime } from '../ids.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { outcomeOf, type OutcomeColumns } from './outcome-rows.ts';

/** Which failed records a retry takes; what is left out is not asked for. */
export interface RetryFilter {
  readonly ids?: readonly string[];
  readonly outcome?: 'failed' | 'invalid';
  readonly code?: string;
  /** Only troubles from before this moment, epoch ms: what fails anew in the retry is not taken again. */
  readonly before: number;
}

export class PostgresOutcomeStore implements OutcomeStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  async failed(
    lease: SyncLease,
    filter: Json,
    after: Json,
    limit: number,
  ): Promise<{ readonly rows: readonly OutcomeRow[]; readonly next: Json }> {
    const { ids, outcome, code, before } = filter as unknown as RetryFilter;
    const { rows } = await this.#database.syncs.query<OutcomeColumns>({
      name: 'failed-sync-records',
      text: failedSql,
      values: [lease.syncId, after, ids ? [...ids] : null, outcome ?? null, code ?? null, idFloor(before), limit],
    });
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => outcomeOf(row, idTime(row.id), this.#codec, lease.tenantId)),
      next: last && rows.length === limit ? last.id : null,
    };
  }
}

/** A plan, too, tries again what troubles the sync itself. */
const failedSql = `
select id, link_id, side, record_id, other_id, outcome, body from sync_issue
where shelf_id = $1 and outcome in ('failed', 'invalid') and ($2::uuid is null or id > $2)
  and ($3::uuid[] is null or id = any($3)) and ($4::text is null or outcome = $4) and ($5::text is null or code = $5)
  and id < $6::uuid
order by id limit $7`;
