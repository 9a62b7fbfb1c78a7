import type {
  LinkId,
  PassId,
  SyncId,
  SyncOutcomePage,
  SyncOutcomeQuery,
  SyncOutcomeView,
  TenantId,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { idFloor, idTime } from '../ids.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { outcomeOf, type OutcomeColumns } from '../syncs/outcome-rows.ts';
import { below, pageOf } from './paging.ts';
import { failureView, instant } from './views.ts';

interface OutcomeRow extends OutcomeColumns {
  readonly pass_id: PassId | null;
}

/** What became of records, for people. */
export class OutcomeRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;
  readonly #codec: PayloadCodec;

  constructor(of: { readonly manager: EntityManager; readonly tenantId: TenantId; readonly codec: PayloadCodec }) {
    this.#manager = of.manager;
    this.#tenantId = of.tenantId;
    this.#codec = of.codec;
  }

  /** Newest first. Each condition that is given has an index that begins with it, so the page is read in order. */
  async search(syncId: SyncId, query: SyncOutcomeQuery): Promise<SyncOutcomePage> {
    await this.#codec.ready(this.#tenantId);
    const values: unknown[] = [syncId, this.#tenantId, query.scope];
    const conditions: string[] = [];
    const add = (condition: (place: string) => string, value: unknown): void => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(condition(`$${values.length}`));
    };
    add((at) => `pass_id = ${at}`, query.passId);
    add((at) => `outcome = ${at}`, query.outcome);
    add((at) => `code = ${at}`, query.code);
    add((at) => `(record_id = ${at} or other_id = ${at})`, query.recordId);
    add((at) => `id >= ${at}`, query.from === undefined ? undefined : idFloor(Date.parse(query.from)));
    add((at) => `id < ${at}`, query.to === undefined ? undefined : idFloor(Date.parse(query.to)));
    add((at) => `id < ${at}`, below(query));
    values.push(query.limit + 1);
    const rows: readonly OutcomeRow[] = await this.#manager.query(
      `${outcomeSql} where sync_id = $1 and tenant_id = $2 and scope = $3 and ${conditions.join(' and ')}
       order by id desc limit $${values.length}`,
      values,
    );
    return pageOf(rows, query, { item: (row) => this.#view(row), key: (row) => row.id });
  }

  /** The last ones of a link, and of its records before they were linked. */
  async history(
    syncId: SyncId,
    link: { readonly id: LinkId; readonly a: string | null; readonly b: string | null },
    limit: number,
  ): Promise<readonly SyncOutcomeView[]> {
    const rows: readonly OutcomeRow[] = await this.#manager.query(
      `${outcomeSql} where sync_id = $1 and tenant_id = $2 and scope = 'live'
         and (link_id = $3 or record_id = $4 and side = 'a' or record_id = $5 and side = 'b')
       order by id desc limit $6`,
      [syncId, this.#tenantId, link.id, link.a, link.b, limit],
    );
    return rows.map((row) => this.#view(row));
  }

  #view(row: OutcomeRow): SyncOutcomeView {
    return { ...outcomeView(row, this.#codec, this.#tenantId), passId: row.pass_id };
  }
}

/** A stored outcome as people see it, without its pass. */
export function outcomeView(
  row: OutcomeColumns,
  codec: PayloadCodec,
  tenantId: TenantId,
): Omit<SyncOutcomeView, 'passId'> {
  const outcome = outcomeOf(row, idTime(row.id), codec, tenantId);
  const { side, recordId, otherId, changes, conflict = null, failure } = outcome;
  return {
    id: row.id,
    linkId: row.link_id as LinkId | null,
    side,
    recordId,
    otherId,
    outcome: outcome.outcome,
    changes: JSON.parse(JSON.stringify(changes)) as SyncOutcomeView['changes'],
    conflict: JSON.parse(JSON.stringify(conflict)) as SyncOutcomeView['conflict'],
    failure: failure ? failureView(failure) : null,
    at: instant(new Date(outcome.at)),
  };
}

const outcomeSql = `
select id, pass_id, link_id, side, record_id, other_id, outcome, body from sync_outcome`;
