import type {
  Json,
  JsonObject,
  LinkId,
  LinkState,
  SyncId,
  SyncLink,
  SyncLinkPage,
  SyncLinkQuery,
  SyncOutcome,
  SyncRecord,
  TenantId,
  UserId,
} from '@joinery/contracts';
import type { LinkMemory } from '@joinery/sync';
import type { EntityManager } from 'typeorm';
import { idTime } from '../ids.ts';
import { openJson, sealJson, type PayloadCodec } from '../payload-codec.ts';
import { decisionAad, wakeSql, type LinkDecision } from '../syncs/change.store.ts';
import { memoryAad } from '../syncs/link-row.ts';
import { OutcomeRecords } from './outcome.records.ts';
import { below, pageOf } from './paging.ts';
import { instant } from './views.ts';

interface LinkRow {
  readonly id: LinkId;
  readonly a: string | null;
  readonly b: string | null;
  readonly state: LinkState;
  readonly outcome: SyncOutcome | null;
}

const historyLength = 50;

/** Which record is which. */
export class LinkRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;
  readonly #codec: PayloadCodec;

  constructor(of: { readonly manager: EntityManager; readonly tenantId: TenantId; readonly codec: PayloadCodec }) {
    this.#manager = of.manager;
    this.#tenantId = of.tenantId;
    this.#codec = of.codec;
  }

  /** By a record's id, a link is found through an index on either side. */
  async search(syncId: SyncId, query: SyncLinkQuery): Promise<SyncLinkPage> {
    const rows: readonly LinkRow[] = await this.#manager.query(
      `select id, a, b, state, outcome from sync_link
       where shelf_id = $1 and tenant_id = $2 and id < $3 and ($4::text is null or state = $4)
         ${query.recordId === undefined ? '' : 'and (a = $6 or b = $6)'}
       order by id desc limit $5`,
      [
        syncId,
        this.#tenantId,
        below(query),
        query.state ?? null,
        query.limit + 1,
        ...(query.recordId === undefined ? [] : [query.recordId]),
      ],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(syncId: SyncId, id: LinkId): Promise<SyncRecord | undefined> {
    await this.#codec.ready(this.#tenantId);
    const rows: readonly (LinkRow & { readonly memory: Buffer })[] = await this.#manager.query(
      `select id, a, b, state, outcome, memory from sync_link where shelf_id = $1 and tenant_id = $2 and id = $3`,
      [syncId, this.#tenantId, id],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { base, conflict } = openJson<LinkMemory>(this.#codec, this.#tenantId, row.memory, memoryAad(id));
    const outcomes = new OutcomeRecords({ manager: this.#manager, tenantId: this.#tenantId, codec: this.#codec });
    return {
      ...view(row),
      agreed: { a: agreedOn(base.a), b: agreedOn(base.b) },
      conflict: conflict ? (JSON.parse(JSON.stringify(conflict)) as SyncRecord['conflict']) : null,
      history: await outcomes.history(syncId, row, historyLength),
    };
  }

  /**
   * Leaves a person's word on links for whoever holds the sync next; the last word on a link counts.
   * @returns on how many links
   */
  async decide(syncId: SyncId, ids: readonly LinkId[], decision: LinkDecision, by: UserId): Promise<number> {
    if (ids.length === 0) return 0;
    await this.#codec.ready(this.#tenantId);
    const bodies = ids.map((id) => sealJson(this.#codec, this.#tenantId, decision as unknown as Json, decisionAad(id)));
    const rows: readonly unknown[] = await this.#manager.query(decideSql, [
      syncId,
      this.#tenantId,
      ids,
      bodies.map((body) => Buffer.from(body)),
      by,
    ]);
    await this.#manager.query(wakeSql, [syncId]);
    return rows.length;
  }
}

/** Sensitive values are known by their hashes alone, which tell nothing. */
function agreedOn(agreed: LinkMemory['base']['a']): JsonObject | null {
  return agreed ? agreed.stored.values : null;
}

function view({ id, a, b, state, outcome }: LinkRow): SyncLink {
  return { id, a, b, state, outcome, linkedAt: instant(new Date(idTime(id))) };
}

const decideSql = `
with word as (
  insert into sync_decision (sync_id, tenant_id, link_id, body, decided_by)
  select $1, $2, told.link_id, told.body, $5
  from unnest($3::uuid[], $4::bytea[]) as told (link_id, body)
  join sync_link link on link.shelf_id = $1 and link.tenant_id = $2 and link.id = told.link_id
  on conflict (sync_id, link_id) do update set
    body = excluded.body, decided_by = excluded.decided_by, decided_at = now()
  returning 1
)
select * from word`;
