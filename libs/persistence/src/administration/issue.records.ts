import type {
  IssueChoice,
  JsonObject,
  LinkId,
  Side,
  SyncId,
  SyncIssue,
  SyncIssuePage,
  SyncIssueQuery,
  TenantId,
  UserId,
} from '@joinery/contracts';
import type { MatchVerdict } from '@joinery/sync';
import type { EntityManager } from 'typeorm';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';
import { tellSql } from '../syncs/change-rows.ts';
import { wakeSql } from '../syncs/change.store.ts';
import { outcomeAad, type OutcomeBody, type OutcomeColumns } from '../syncs/outcome-rows.ts';
import { outcomeView } from './outcome.records.ts';
import { below, pageOf } from './paging.ts';

interface IssueRow extends OutcomeColumns {
  readonly edited: boolean;
}

/** Records that wait for a person. */
export class IssueRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;
  readonly #codec: PayloadCodec;

  constructor(of: { readonly manager: EntityManager; readonly tenantId: TenantId; readonly codec: PayloadCodec }) {
    this.#manager = of.manager;
    this.#tenantId = of.tenantId;
    this.#codec = of.codec;
  }

  async search(syncId: SyncId, query: SyncIssueQuery): Promise<SyncIssuePage> {
    await this.#codec.ready(this.#tenantId);
    const rows: readonly IssueRow[] = await this.#manager.query(
      `${issueSql} and id < $3 and ($4::text is null or outcome = $4) and ($5::text is null or reason = $5)
         and ($6::text is null or code = $6) and ($7::uuid is null or link_id = $7)
       order by id desc limit $8`,
      [
        syncId,
        this.#tenantId,
        below(query),
        query.outcome ?? null,
        query.reason ?? null,
        query.code ?? null,
        query.linkId ?? null,
        query.limit + 1,
      ],
    );
    return pageOf(rows, query, { item: (row) => this.#view(row), key: (row) => row.id });
  }

  async find(syncId: SyncId, id: string): Promise<SyncIssue | undefined> {
    const row = await this.#row(syncId, id);
    return row && this.#view(row);
  }

  /** Corrects what would be sent again; undefined: there is no such issue, or nothing to be sent. */
  async edit(syncId: SyncId, id: string, fields: JsonObject): Promise<SyncIssue | undefined> {
    const row = await this.#row(syncId, id);
    const body = row && openJson<OutcomeBody>(this.#codec, this.#tenantId, row.body, outcomeAad(id));
    if (!body?.stored) return undefined;
    const corrected: OutcomeBody = {
      ...body,
      stored: { ...body.stored, fields: { ...body.stored.fields, ...fields } },
    };
    await this.#manager.query(
      `update sync_issue set body = $4, edited = true where shelf_id = $1 and tenant_id = $2 and id = $3`,
      [syncId, this.#tenantId, id, Buffer.from(sealJson(this.#codec, this.#tenantId, corrected, outcomeAad(id)))],
    );
    return this.find(syncId, id);
  }

  /** Links in dispute: the named ones, or all that the filter finds. */
  async disputed(syncId: SyncId, choice: IssueChoice): Promise<readonly LinkId[]> {
    const [ids, filter] = 'ids' in choice ? [choice.ids, {}] : [null, choice.filter];
    const rows: readonly { readonly link_id: LinkId }[] = await this.#manager.query(
      `select link_id from sync_issue where shelf_id = $1 and tenant_id = $2 and outcome = 'conflict' and link_id is not null
         and ($3::uuid[] is null or id = any($3)) and ($4::text is null or reason = $4) and ($5::text is null or code = $5)`,
      [syncId, this.#tenantId, ids, filter.reason ?? null, filter.code ?? null],
    );
    return rows.map(({ link_id }) => link_id);
  }

  /**
   * Leaves a person's word on a record that could not be matched for sure, and has it looked at again.
   * @returns whether it is such a record
   */
  async decideMatch(syncId: SyncId, id: string, verdict: MatchVerdict, by: UserId): Promise<boolean> {
    const rows: readonly { readonly side: Side; readonly record_id: string }[] = await this.#manager.query(
      `select side, record_id from sync_issue
       where shelf_id = $1 and tenant_id = $2 and id = $3 and (reason = 'unsure-match' or code = 'sync.outcome-unknown')`,
      [syncId, this.#tenantId, id],
    );
    const [record] = rows;
    if (!record) return false;
    await this.#manager.query(
      `insert into sync_verdict (sync_id, tenant_id, side, record_id, verdict, decided_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (sync_id, side, record_id) do update set
         verdict = excluded.verdict, decided_by = excluded.decided_by, decided_at = now()`,
      [syncId, this.#tenantId, record.side, record.record_id, JSON.stringify(verdict), by],
    );
    await this.#manager.query(tellSql, [
      syncId,
      this.#tenantId,
      [record.side],
      [record.record_id],
      [false],
      [1],
      [-1],
      Buffer.alloc(0),
    ]);
    await this.#manager.query(wakeSql, [syncId]);
    return true;
  }

  async #row(syncId: SyncId, id: string): Promise<IssueRow | undefined> {
    await this.#codec.ready(this.#tenantId);
    const rows: readonly IssueRow[] = await this.#manager.query(`${issueSql} and id = $3`, [
      syncId,
      this.#tenantId,
      id,
    ]);
    return rows[0];
  }

  #view(row: IssueRow): SyncIssue {
    const view = outcomeView(row, this.#codec, this.#tenantId);
    const { stored } = openJson<OutcomeBody>(this.#codec, this.#tenantId, row.body, outcomeAad(row.id));
    return {
      ...view,
      edited: row.edited,
      stored: stored ? { side: stored.side, kind: stored.kind, fields: stored.fields } : null,
    };
  }
}

const issueSql = `
select id, link_id, side, record_id, other_id, outcome, edited, body from sync_issue
where shelf_id = $1 and tenant_id = $2`;
